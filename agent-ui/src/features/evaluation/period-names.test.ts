import { expect, test } from 'vitest';
import { dayName, monthName } from './period-names';

test('months and days are those that the server said, in both languages', () => {
  expect(monthName('2026-11', 'nl')).toBe('november 2026');
  expect(monthName('2026-01', 'en')).toBe('January 2026');
  expect(dayName('2026-11-30', 'nl')).toBe('ma 30 nov');
  expect(dayName('2026-03-01', 'en')).toMatch(/^Sun,? 1 Mar$/);
});
