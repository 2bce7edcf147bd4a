import { expect, test } from 'vitest';
import { duration } from './duration';

test.each([
  [-5_000, '00:00'],
  [0, '00:00'],
  [999, '00:00'],
  [61_000, '01:01'],
  [3_599_999, '59:59'],
  [3_600_000, '1:00:00'],
  [36_065_000, '10:01:05'],
])('%i milliseconds are %s', (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});
