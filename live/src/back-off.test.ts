import { expect, test } from 'vitest';
import { delayBefore, type BackOff } from './back-off';

test.each<[BackOff, number, number, number, number]>([
  [{ first: 500, longest: 8_000 }, 400, 600, 2_000, 9_600],
  [{ first: 1_000, longest: 15_000 }, 800, 1_200, 4_000, 18_000],
])('attempts with %o start soon, come twice as late each time and never lie too far apart', (backOff, soonest, latest, third, longest) => {
  expect(delayBefore(0, backOff, 0)).toBe(soonest);
  expect(delayBefore(0, backOff, 1)).toBe(latest);
  expect(delayBefore(2, backOff, 0.5)).toBe(third);
  expect(delayBefore(1_000, backOff, 1)).toBe(longest);
});
