import { expect, test } from 'vitest';
import { moment } from './moment';

test('a moment is told by the Dutch clock, in summer and in winter', () => {
  expect(moment('2026-07-01T22:30:00Z', 'nl')).toBe('2 jul 2026, 00:30');
  expect(moment('2026-12-01T22:30:00Z', 'nl')).toBe('1 dec 2026, 23:30');
  expect(moment('2026-12-01T22:30:00Z', 'en')).toBe('1 Dec 2026, 23:30');
});
