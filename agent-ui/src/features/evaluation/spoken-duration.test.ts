import { expect, test } from 'vitest';
import { spokenDuration } from './spoken-duration';

test.each([
  [0, '0 seconden', '0 seconds'],
  [1, '1 seconde', '1 second'],
  [59, '59 seconden', '59 seconds'],
  [60, '1 minuut', '1 minute'],
  [61, '1 minuut en 1 seconde', '1 minute and 1 second'],
  [125, '2 minuten en 5 seconden', '2 minutes and 5 seconds'],
  [3_665, '61 minuten en 5 seconden', '61 minutes and 5 seconds'],
])('%i seconds are said as people do', (seconds, nl, en) => {
  expect(spokenDuration(seconds, 'nl')).toBe(nl);
  expect(spokenDuration(seconds, 'en')).toBe(en);
});
