import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { aCall } from '../tests/a-call';
import { openPage } from '../tests/open-page';
import type { State } from '../tests/municipality-api';

const admin = { id: 'x', displayName: 'Anna Bakker', roles: ['ADMIN' as const] };

/** Contrast needs real pixels; it is looked at in a browser. */
async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test.each<[string, Partial<State>, string]>([
  ['the way in', { viewer: null }, 'Inloggen'],
  ['an empty list', {}, 'Niemand wacht'],
  ['waiting calls', { calls: [aCall(), aCall({ id: '2', identified: false, purpose: null, attributes: [] })] }, 'Niet geïdentificeerd'],
  ['an agent’s own call', { calls: [aCall({ state: 'WRAP_UP', mine: true, callerNumber: '+31612345678' })] }, 'Afronden en wissen'],
  ['a lost connection', { refuse: 'DATABASE_UNAVAILABLE' }, 'De gegevens zijn nu niet bereikbaar, we proberen het opnieuw.'],
  ['the accounts', { viewer: admin, accounts: [{ id: '1', email: 'a@arnhem.example', displayName: 'Anna', roles: ['AGENT'], activated: false }] }, 'Uitgenodigd'],
])('axe finds nothing wrong with %s', async (_, state, sign) => {
  await openPage(state);
  await screen.findByText(sign);
  expect(await violations()).toEqual([]);
});
