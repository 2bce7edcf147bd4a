import { expect, test } from 'vitest';
import { chooseLanguage } from './language';

test.each([
  ['fr', 'fr', 'nl'],
  ['en', 'nl', 'en'],
  ['nl', 'en', 'nl'],
  ['', 'en-GB', 'en'],
  [null, 'nl-NL', 'nl'],
  [undefined, '', 'nl'],
])('asked for %s on a page in %s, the words are in %s', (given, page, expected) => {
  expect(chooseLanguage(given, page)).toBe(expected);
});
