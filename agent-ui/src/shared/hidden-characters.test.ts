import { expect, test } from 'vitest';
import { hiddenParts } from './hidden-characters';

const read = (text: string) =>
  hiddenParts(text)
    .map((part) => (part.hidden ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['Jan\u202Eneslor', 'Jan[U+202E]neslor'],
  ['\u2066a\u2069', '[U+2066]a[U+2069]'],
  ['a\u200Bb\u0000', 'a[U+200B]b[U+0000]'],
  ['a\nb', 'a[U+000A]b'],
  ['a\uD83D', 'a[U+D83D]'],
  ['a\u{E0041}', 'a[U+E0041]'],
])('what nobody sees in %j is shown by its number', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each(['', 'Mehmet Yılmaz', 'محمد', 'می\u200Cخواهم', '👩\u200D🚒'])('%j reads as it is', (text) => {
  expect(read(text)).toBe(text);
});
