import { expect, test } from 'vitest';
import { failureText } from './failure-texts';

test.each(['constructor', 'SOMETHING_NEW', ''])('an unknown code such as "%s" gets the general text', (code) => {
  expect(failureText(code, 'nl')).toBe('Er ging iets mis. Probeer het opnieuw.');
});

test('a feature’s own words come before the general ones', () => {
  expect(failureText('NOT_ALLOWED', 'en', { NOT_ALLOWED: 'Not here.' })).toBe('Not here.');
});
