import { expect, test } from 'vitest';
import { mostOf, shareOf, widthOf } from './bars';

test('the widest bar is that of the largest count that is told', () => {
  expect(mostOf([12, null, 40, 0])).toBe(40);
  expect(mostOf([null, null])).toBe(0);
  expect(mostOf([])).toBe(0);
});

test.each([
  [0, 40, 0],
  [10, 40, 25],
  [40, 40, 100],
  [5, 100_000, 1],
  [50, 40, 100],
  [0, 0, 0],
])('a count of %i beside one of %i has a bar of %i percent', (count, most, percent) => {
  expect(widthOf(count, most)).toBe(percent);
});

test('what is not told has no width and no share', () => {
  expect(widthOf(null, 40)).toBeNull();
  expect(shareOf(null, 40)).toBeNull();
  expect(shareOf(40, null)).toBeNull();
});

test('a share is of what there was, and nothing has no shares', () => {
  expect(shareOf(30, 40)).toBe(0.75);
  expect(shareOf(0, 40)).toBe(0);
  expect(shareOf(0, 0)).toBeNull();
});
