import { expect, test } from 'vitest';
import { aCall } from '../../../../tests/a-call';
import { erasureOf } from './erasure';

const now = Date.parse('2026-11-23T12:00:00Z');
const talking = (personalDataUntil: string | null) => aCall({ state: 'IN_CONVERSATION', mine: true, personalDataUntil });

test.each([
  ['2026-11-23T12:05:01Z', 'later'],
  ['2026-11-23T12:05:00Z', 'soon'],
  ['2026-11-23T12:00:01Z', 'soon'],
  ['2026-11-23T12:00:00Z', 'gone'],
  [null, 'gone'],
] as const)('with data until %s at noon the erasure is %s', (until, erasure) => {
  expect(erasureOf(talking(until), now)).toBe(erasure);
});

test('nothing is said of a caller whose data nobody ever had, nor after the caller has hung up', () => {
  expect(erasureOf({ ...talking(null), identification: 'NONE' }, now)).toBe('later');
  expect(erasureOf({ ...talking('2026-11-23T12:01:00Z'), state: 'WRAP_UP' }, now)).toBe('later');
});
