import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAttribute, myCall } from '../../../tests/a-call';
import { openPage } from '../../../tests/open-page';

const inFuture = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

test.each([
  ['SAME_PHONE', 'Geïdentificeerd met de telefoon die belt'],
  ['ANOTHER_PHONE', 'Geïdentificeerd met een andere telefoon'],
  ['DURING_CALL', 'Geïdentificeerd tijdens dit gesprek'],
] as const)('identification %s is said in words, with the level of the login behind it', async (identification, text) => {
  await openPage({ calls: [myCall({ identification, assuranceLevel: { nl: 'Substantieel', en: 'Substantial' } })] });
  expect(await screen.findByText(text)).toBeTruthy();
  expect(screen.getByText('Substantieel')).toBeTruthy();
});

test('attributes keep their order under the card that they came from, each in its own form', async () => {
  const attributes = [
    anAttribute({
      identifier: 'a',
      label: { nl: 'Pasfoto', en: 'Photo' },
      kind: 'PHOTO',
      value: '/9j/4AAQ',
      credential: { nl: 'Paspoort', en: 'Passport' },
    }),
    anAttribute({ identifier: 'b', label: { nl: 'Geboortedatum', en: 'Date of birth' }, kind: 'DATE', value: '03-05-1980' }),
    anAttribute({ identifier: 'c', label: { nl: 'Ouder dan 65', en: 'Over 65' }, kind: 'YES_NO', value: 'No' }),
  ];
  const { user } = await openPage({ calls: [myCall({ attributes })] });
  const photo = await screen.findByRole('img', { name: 'Pasfoto van de beller' });
  expect(photo.getAttribute('src')).toBe('data:image/jpeg;base64,/9j/4AAQ');
  expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['Paspoort', 'Persoonsgegevens']);
  expect(screen.getByText('3 mei 1980')).toBeTruthy();
  expect(screen.getByText('Nee')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Kopieer Geboortedatum' }));
  expect(await navigator.clipboard.readText()).toBe('03-05-1980');
  await user.click(screen.getByRole('button', { name: 'English' }));
  expect(screen.getByText('3 May 1980')).toBeTruthy();
});

test('what is too large for the list is fetched from its address, and can not be copied', async () => {
  const attributes = [
    anAttribute({
      identifier: 'a',
      label: { nl: 'Pasfoto', en: 'Photo' },
      kind: 'PHOTO',
      value: '',
      address: '/calls/call-1/attributes/a',
    }),
    anAttribute({ identifier: 'b', label: { nl: 'Brief', en: 'Letter' }, value: '', address: '/calls/call-1/attributes/b' }),
  ];
  await openPage({ calls: [myCall({ attributes })] });
  expect((await screen.findByRole('img', { name: 'Pasfoto van de beller' })).getAttribute('src')).toBe('/calls/call-1/attributes/a');
  const link = screen.getByRole('link', { name: 'Bekijk dit (opent in een nieuw tabblad)' });
  expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual(['/calls/call-1/attributes/b', 'noopener noreferrer']);
  expect(screen.queryByRole('button', { name: 'Kopieer Brief' })).toBeNull();
});

test('characters that nobody sees are shown, and the value can not turn what stands around it', async () => {
  await openPage({ calls: [myCall({ attributes: [anAttribute({ label: { nl: 'Naam', en: 'Name' }, value: 'Jan\u202Eneslor' })] })] });
  expect((await screen.findByText('U+202E')).closest('bdi')?.textContent).toBe('JanU+202Eneslor');
});

test('a card of more than a year ago carries a warning, a fresh one only its week', async () => {
  const attributes = [
    anAttribute({ issuedAt: '2024-11-20T00:00:00Z', credential: { nl: 'Adres', en: 'Address' } }),
    anAttribute({ identifier: 'fresh', issuedAt: inFuture(-86_400_000) }),
  ];
  await openPage({ calls: [myCall({ attributes })] });
  expect(await screen.findByText(/Uitgegeven in de week van 18 november 2024/)).toBeTruthy();
  expect(screen.getAllByText('Ouder dan een jaar. Vraag of het nog klopt.')).toHaveLength(1);
});

test('the number of the caller is said not to be verified, and an unknown one to be unknown and why', async () => {
  const { state, changed } = await openPage({ calls: [myCall({ callerNumber: '+31612345678', callerNumberDisplay: '06 12345678' })] });
  const number = await screen.findByText('06 12345678');
  expect(number.closest('dd')?.textContent).toContain('Niet gecontroleerd');

  state.calls = [myCall({ callerNumber: null, callerNumberUnknown: 'WITHHELD' })];
  changed();
  expect(await screen.findByText('Onbekend. De beller laat het nummer niet zien.')).toBeTruthy();
  expect(screen.queryByText('06 12345678')).toBeNull();
});

test('the agent is warned before the data go; then they are gone with everything that copies or opens them, and the call goes on', async () => {
  const links = [{ label: { nl: 'Open zaaksysteem', en: 'Open case system' }, url: '/calls/call-1/links/0' }];
  const { state, changed } = await openPage({
    calls: [myCall({ personalDataUntil: inFuture(299_000), callerNumber: '+31612345678', links })],
  });
  const warning = await screen.findByText(/^Binnen vijf minuten worden de gegevens van de beller gewist/);
  expect(warning.closest('[role=status]')?.textContent).not.toMatch(/\d\d:\d\d/);
  expect(screen.getByRole('link', { name: /Open zaaksysteem/ }).getAttribute('href')).toBe('/calls/call-1/links/0');

  state.calls = [myCall({ personalDataUntil: inFuture(1_500), callerNumber: '+31612345678', links })];
  changed();
  expect(await screen.findByText(/^De gegevens van de beller zijn gewist/)).toBeTruthy();
  const mine = within(screen.getByRole('region', { name: 'Vraag over uw uitkering' }));
  expect(mine.queryByText('999992235')).toBeNull();
  expect(mine.queryByText('+31612345678')).toBeNull();
  expect(mine.queryByRole('link')).toBeNull();
  expect(mine.queryByRole('button', { name: /Kopieer/ })).toBeNull();
  expect(mine.getByRole('button', { name: 'Doorverbinden' })).toBeTruthy();
});

test('a break and its end are said, and another tab of the same browser agrees', async () => {
  const { user, state } = await openPage();
  await user.click(await screen.findByRole('button', { name: 'Pauze nemen' }));
  expect(await screen.findByText(/^U heeft pauze/)).toBeTruthy();
  expect(state.viewer?.available).toBe(false);
  if (state.viewer !== null) {
    state.viewer = { ...state.viewer, available: true };
  }
  const otherTab = new BroadcastChannel('id-bellen');
  otherTab.postMessage(null);
  expect(await screen.findByRole('button', { name: 'Pauze nemen' })).toBeTruthy();
  otherTab.close();
});
