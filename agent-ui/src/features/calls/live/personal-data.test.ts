import { expect, test } from 'vitest';
import { aCall } from '../../../../tests/a-call';
import { asFarAsVisible } from './personal-data';

const now = Date.parse('2026-11-23T12:00:00Z');
const call = aCall({
  personalDataUntil: '2026-11-23T12:30:00Z',
  callerNumber: '+31612345678',
  assuranceLevel: { nl: 'Substantieel', en: 'Substantial' },
  links: [{ label: { nl: 'Zaak', en: 'Case' }, url: 'https://zaken.example/?bsn=999992235' }],
});
const empty = {
  attributes: [],
  assuranceLevel: null,
  links: [],
  callerNumber: null,
  callerNumberDisplay: null,
  callerNumberUnknown: null,
  invitation: null,
};

test('nothing personal is left on the screen once the connection has been lost for ten seconds', () => {
  expect(asFarAsVisible(call, { kind: 'lost', code: 'NETWORK', since: now - 10_000 }, now)).toMatchObject(empty);
});

test('nothing personal is left on the screen at the moment of erasure, though no message came', () => {
  expect(asFarAsVisible(call, { kind: 'live' }, Date.parse('2026-11-23T12:30:00Z'))).toMatchObject(empty);
});

test('nothing personal is left on the screen as soon as the server says that the municipality is gone', () => {
  expect(asFarAsVisible(call, { kind: 'lost', code: 'MUNICIPALITY_UNKNOWN', since: now }, now)).toMatchObject(empty);
});

test('a hitch of a few seconds takes nothing away from an agent in conversation', () => {
  expect(asFarAsVisible(call, { kind: 'lost', code: 'NETWORK', since: now - 9_999 }, now)).toBe(call);
});
