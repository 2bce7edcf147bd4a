import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { aCall, anAttribute, anInvitation, myCall, unidentified } from '../tests/a-call';
import { openPage } from '../tests/open-page';
import type { State } from '../tests/municipality-api';

const admin = { id: 'x', displayName: 'Anna Bakker', roles: ['ADMIN' as const], available: false };

/** Contrast needs real pixels; it is looked at in a browser. */
async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test.each<[string, Partial<State>, string | RegExp]>([
  ['the way in', { viewer: null }, 'Inloggen'],
  ['an empty list', {}, 'Niemand wacht'],
  ['waiting calls', { calls: [aCall(), aCall({ id: '2', identified: false, identification: 'NONE', purpose: null, attributes: [] })] }, 'Niet geïdentificeerd'],
  ['an agent’s own call', { calls: [aCall({ state: 'WRAP_UP', mine: true, callerNumber: '+31612345678' })] }, 'Afronden en wissen'],
  ['every kind of attribute', { calls: [myCall({ assuranceLevel: { nl: 'Substantieel', en: 'Substantial' }, attributes: [anAttribute({ identifier: 'a', kind: 'PHOTO', label: { nl: 'Pasfoto', en: 'Photo' }, value: '/9j/' }), anAttribute({ identifier: 'b', kind: 'YES_NO', value: 'Yes', issuedAt: '2024-01-01T00:00:00Z' })] })] }, 'Ouder dan een jaar. Vraag of het nog klopt.'],
  ['data that are about to go', { calls: [myCall({ personalDataUntil: new Date(Date.now() + 60_000).toISOString() })] }, /^Binnen vijf minuten/],
  ['an invitation', { calls: [unidentified({ invitation: anInvitation('OPEN') })] }, 'ABCD-2345'],
  ['the digits to type', { calls: [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })] }, 'Controleren'],
  ['a break', { viewer: { id: 'x', displayName: 'Anna Bakker', roles: ['AGENT' as const], available: false } }, 'Weer beschikbaar'],
  ['a lost connection', { refuse: 'DATABASE_UNAVAILABLE' }, 'De gegevens zijn nu niet bereikbaar, we proberen het opnieuw.'],
  ['the accounts', { viewer: admin, accounts: [{ id: '1', email: 'a@arnhem.example', displayName: 'Anna', roles: ['AGENT'], activated: false }] }, 'Uitgenodigd'],
])('axe finds nothing wrong with %s', async (_, state, sign) => {
  await openPage(state);
  await screen.findByText(sign);
  expect(await violations()).toEqual([]);
});

test('axe finds nothing wrong with the choice of a colleague and of a purpose', async () => {
  const { user } = await openPage({ calls: [unidentified()], colleagues: [{ id: '1', displayName: 'Bram', state: 'AVAILABLE' }, { id: '2', displayName: 'Carla', state: 'BUSY' }] });
  await user.click(await screen.findByRole('button', { name: 'Nodig uit om zich te identificeren' }));
  await screen.findByRole('radio', { name: 'Paspoort of ID-kaart' });
  await user.click(screen.getByRole('button', { name: 'Doorverbinden' }));
  await screen.findByRole('button', { name: 'Doorverbinden Bram' });
  expect(await violations()).toEqual([]);
});
