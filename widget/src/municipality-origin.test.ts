import { expect, test } from 'vitest';
import { municipalityOrigin } from './municipality-origin';

test.each([
  'arnhem',
  'https://arnhem.example/path',
  'https://arnhem.example/?q',
  'https://user@arnhem.example',
  'javascript:alert(1)',
  'file:///etc',
])('%s is refused with a text that says what to change', (given) => {
  expect(() => municipalityOrigin(given)).toThrow('like https://arnhem.example');
});

test('without the address and without a script of its own there is nothing to go by', () => {
  expect(() => municipalityOrigin(null)).toThrow(TypeError);
});

test.each(['https://arnhem.example', 'https://arnhem.example/'])('%s is the origin https://arnhem.example', (given) => {
  expect(municipalityOrigin(given)).toBe('https://arnhem.example');
});
