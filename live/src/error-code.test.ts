import { expect, test } from 'vitest';
import { codeOf } from './error-code';

test('the first error says the code, and one without a code is any other', () => {
  expect(codeOf([{ extensions: { code: 'CLOSED' } }, { extensions: { code: 'SUSPENDED' } }])).toBe('CLOSED');
  expect(codeOf([{ extensions: { code: 7 } }])).toBe('OTHER');
  expect(codeOf([{}])).toBe('OTHER');
});

test('without errors there is no code', () => {
  expect(codeOf([])).toBeUndefined();
  expect(codeOf(undefined)).toBeUndefined();
});
