import { expect, test } from 'vitest';
import { anEvaluation, figures, noEvaluation } from '../../../tests/an-evaluation';
import { chosenFigures, everything, isEmpty, withPurpose, type Names } from './chosen-figures';

const names: Names = {
  purpose: (purpose) => purpose?.title.nl ?? 'Zonder onderwerp',
  month: (month) => `maand ${month}`,
  day: (day) => `dag ${day}`,
};

test('all of the pilot is told by purpose, a purpose by month, a month by day', () => {
  const all = chosenFigures(anEvaluation, everything, names);
  expect(all.parts.map(({ name }) => name)).toEqual(['Vraag over uw uitkering', 'Paspoort of ID-kaart', 'Zonder onderwerp']);
  const purpose = chosenFigures(anEvaluation, { purpose: 0, month: undefined }, names);
  expect(purpose.figures.started).toBe(1_200);
  expect(purpose.parts.map(({ name }) => name)).toEqual(['maand 2026-10', 'maand 2026-11']);
  const month = chosenFigures(anEvaluation, { purpose: 0, month: '2026-11' }, names);
  expect(month.figures.started).toBe(200);
  expect(month.parts.map(({ name, counts }) => [name, counts.started])).toEqual([
    ['dag 2026-11-23', 150],
    ['dag 2026-11-24', null],
  ]);
});

test('the funnel of the whole pilot leaves out calls without Yivi, and tells nothing when either number is hidden', () => {
  expect(chosenFigures(anEvaluation, everything, names).funnel.taken).toBe(860 - 42);
  const [first, second] = anEvaluation.purposes;
  const withHidden = {
    ...anEvaluation,
    purposes: [...[first, second].filter((one) => one !== undefined), { purpose: null, total: figures({ taken: null }), months: [] }],
  };
  expect(chosenFigures(withHidden, everything, names).funnel.taken).toBeNull();
  expect(chosenFigures({ ...anEvaluation, total: figures({ taken: null }) }, everything, names).funnel.taken).toBeNull();
  expect(chosenFigures({ ...anEvaluation, purposes: [] }, everything, names).funnel.taken).toBe(860);
});

test('callers without a purpose are of a kind of their own', () => {
  expect(chosenFigures(anEvaluation, { purpose: 2, month: undefined }, names).kind).toBe('without-purpose');
});

test('another purpose keeps the month that it has, and forgets one that it lacks', () => {
  expect(withPurpose(anEvaluation, { purpose: 0, month: '2026-11' }, 1)).toEqual({ purpose: 1, month: '2026-11' });
  expect(withPurpose(anEvaluation, { purpose: 0, month: '2026-10' }, 1)).toEqual({ purpose: 1, month: undefined });
  expect(withPurpose(anEvaluation, { purpose: 0, month: '2026-11' }, undefined)).toEqual(everything);
});

test('a pilot is empty until something was counted in some month', () => {
  expect(isEmpty(noEvaluation)).toBe(true);
  expect(isEmpty(anEvaluation)).toBe(false);
});
