import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { admin, aLine, anAccount, aTelephone, myAccount } from '../tests/an-account';
import { anEvaluation } from '../tests/an-evaluation';
import { aCall, anAttribute, anInvitation, myCall, unidentified } from '../tests/a-call';
import { openPage } from '../tests/open-page';
import type { State } from '../tests/municipality-api';

/** An agent who talks in this page. */
const talker: State['viewer'] = {
  id: 'x',
  displayName: 'Anna Bakker',
  roles: ['AGENT'],
  available: true,
  mayAddSecondFactor: false,
  hasBrowserPhone: true,
};

/** Contrast needs real pixels; it is looked at in a browser. */
async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test.each<[string, Partial<State>, string | RegExp]>([
  ['the way in', { viewer: null }, 'Inloggen'],
  ['an empty list', {}, 'Niemand wacht'],
  [
    'waiting calls',
    { calls: [aCall(), aCall({ id: '2', identified: false, identification: 'NONE', purpose: null, attributes: [] })] },
    'Niet geïdentificeerd',
  ],
  ['an agent’s own call', { calls: [aCall({ state: 'WRAP_UP', mine: true, callerNumber: '+31612345678' })] }, 'Afronden en wissen'],
  [
    'every kind of attribute',
    {
      calls: [
        myCall({
          assuranceLevel: { nl: 'Substantieel', en: 'Substantial' },
          attributes: [
            anAttribute({ identifier: 'a', kind: 'PHOTO', label: { nl: 'Pasfoto', en: 'Photo' }, value: '/9j/' }),
            anAttribute({ identifier: 'b', kind: 'YES_NO', value: 'Yes', issuedAt: '2024-01-01T00:00:00Z' }),
          ],
        }),
      ],
    },
    'Ouder dan een jaar. Vraag of het nog klopt.',
  ],
  [
    'data that are about to go',
    { calls: [myCall({ personalDataUntil: new Date(Date.now() + 60_000).toISOString() })] },
    /^Binnen vijf minuten/,
  ],
  ['an invitation', { calls: [unidentified({ invitation: anInvitation('OPEN') })] }, 'ABCD-2345'],
  ['the digits to type', { calls: [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })] }, 'Controleren'],
  [
    'a break',
    {
      viewer: {
        id: 'x',
        displayName: 'Anna Bakker',
        roles: ['AGENT' as const],
        available: false,
        mayAddSecondFactor: false,
        hasBrowserPhone: false,
      },
    },
    'Weer beschikbaar',
  ],
  ['the phone of a call, which cannot connect', { viewer: talker, calls: [myCall()] }, 'Opnieuw verbinden'],
  ['a warning before a call', { viewer: talker, calls: [aCall()] }, /^Deze pagina is niet beveiligd geopend/],
  [
    'the choice of a telephone',
    {
      viewer: talker,
      calls: [aCall()],
      telephones: [aTelephone(), aTelephone({ id: '4', name: 'Balie 4', usedBy: 'Bart', isFree: false })],
    },
    'Dit toestel gebruiken',
  ],
  ['a call on a telephone', { viewer: talker, calls: [myCall({ telephone: 'Balie 3' })] }, /gaat over/],
  ['a lost connection', { refuse: 'DATABASE_UNAVAILABLE' }, 'De gegevens zijn nu niet bereikbaar, we proberen het opnieuw.'],
  ['the accounts', { viewer: admin, accounts: [myAccount(), anAccount({ activated: false })] }, 'Uitgenodigd'],
  [
    'accounts at another provider',
    {
      viewer: admin,
      keeping: { keptHere: false, authority: 'https://login.arnhem.example/', secondFactor: null },
      signIns: [{ displayName: 'Bart', at: '2026-11-20T09:30:00Z' }],
    },
    'Bart',
  ],
])('axe finds nothing wrong with %s', async (_, state, sign) => {
  await openPage(state);
  await screen.findByText(sign);
  expect(await violations()).toEqual([]);
});

test('axe finds nothing wrong with the choice of a colleague and of a purpose', async () => {
  const { user } = await openPage({
    calls: [unidentified()],
    colleagues: [
      { id: '1', displayName: 'Bram', state: 'AVAILABLE' },
      { id: '2', displayName: 'Carla', state: 'BUSY' },
    ],
  });
  await user.click(await screen.findByRole('button', { name: 'Nodig uit om zich te identificeren' }));
  await screen.findByRole('radio', { name: 'Paspoort of ID-kaart' });
  await user.click(screen.getByRole('button', { name: 'Doorverbinden' }));
  await screen.findByRole('button', { name: 'Doorverbinden Bram' });
  expect(await violations()).toEqual([]);
});

test('axe finds nothing wrong with the check of a phone', async () => {
  history.replaceState(null, '', '/telefoon');
  const { user } = await openPage({ viewer: talker });
  await user.click(await screen.findByRole('button', { name: 'Speel een toon' }));
  await user.click(screen.getByRole('button', { name: 'Nee' }));
  await screen.findByText(/^U hoorde de toon niet/);
  expect(await violations()).toEqual([]);
});

test('axe finds nothing wrong with the dialog of an account and the question that it asks', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount()] });
  await user.click(await screen.findByRole('button', { name: 'Beheren Bart Smit' }));
  await user.click(screen.getByRole('button', { name: 'Verwijderen' }));
  expect(await violations()).toEqual([]);
});

test('axe finds nothing wrong with the telephones and the question before one is removed', async () => {
  history.replaceState(null, '', '/?page=telephones');
  const viewer = { ...admin, hasBrowserPhone: true };
  const { user } = await openPage({ viewer, telephones: [aTelephone({ number: '+31263770003' })] });
  const remove = await screen.findByRole('button', { name: 'Verwijderen Balie 3' });
  expect(await violations()).toEqual([]);
  await user.click(remove);
  expect(await violations()).toEqual([]);
});

test('axe finds nothing wrong with the audit log', async () => {
  history.replaceState(null, '', '/?page=audit');
  await openPage({ viewer: admin, audit: [aLine(), aLine({ action: 'TAKEN', sessionId: 'a-session' })] });
  await screen.findByText('Dit zijn alle 2 regels.');
  expect(await violations()).toEqual([]);
});

test.each([
  ['Dutch', 'Onderwerp', 'Periode', 'Alle cijfers per dag'],
  ['English', 'Subject', 'Period', 'All figures by day'],
])(
  'axe finds nothing wrong with the evaluation in %s: the pilot, a month with hidden numbers, callers without a purpose',
  async (language, subject, period, all) => {
    history.replaceState(null, '', '/?page=evaluation');
    localStorage.setItem('language', language === 'English' ? 'en' : 'nl');
    const { user } = await openPage({ viewer: admin, evaluation: anEvaluation });
    const purposes = await screen.findByRole('combobox', { name: subject });
    expect(await violations()).toEqual([]);
    await user.selectOptions(purposes, '0');
    await user.selectOptions(screen.getByRole('combobox', { name: period }), '2026-11');
    await user.click(screen.getByText(all, { selector: 'summary' }));
    expect(await violations()).toEqual([]);
    await user.selectOptions(purposes, '2');
    expect(await violations()).toEqual([]);
  },
);

test('axe finds nothing wrong with an evaluation of nothing', async () => {
  history.replaceState(null, '', '/?page=evaluation');
  await openPage({ viewer: admin });
  await screen.findByText(/^Er is nog niets geteld/);
  expect(await violations()).toEqual([]);
});
