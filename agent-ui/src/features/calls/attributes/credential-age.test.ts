import { expect, test } from 'vitest';
import { isOld, weekOf } from './credential-age';

test.each([
  ['2026-11-16T00:00:00Z', '2026-11-16'],
  ['2026-11-19T00:00:00Z', '2026-11-16'],
  ['2026-11-22T23:59:00Z', '2026-11-16'],
  ['2026-03-01T00:00:00Z', '2026-02-23'],
])('what was issued at %s was issued in the week of %s', (issuedAt, monday) => {
  expect(weekOf(issuedAt).toISOString().slice(0, 10)).toBe(monday);
});

test('a card is old after a year', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  expect(isOld('2025-11-24T00:00:00Z', now)).toBe(false);
  expect(isOld('2025-11-17T00:00:00Z', now)).toBe(true);
});
