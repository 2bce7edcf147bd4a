import { expect, test } from 'vitest';
import { spokenNumber } from './phone-number';

test.each([
  ['+31263770000', '026 377 00 00'],
  ['+31313123456', '0313 12 34 56'],
  ['+31882345678', '088 234 56 78'],
  ['+3214024', '+321 402 4'],
  ['+4930123456', '+493 012 345 6'],
])('%s is shown as %s', (number, shown) => {
  expect(spokenNumber(number)).toBe(shown);
});
