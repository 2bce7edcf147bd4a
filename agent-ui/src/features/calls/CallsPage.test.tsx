import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCall } from '../../../tests/a-call';
import { openPage } from '../../../tests/open-page';

const takeButton = () => screen.findByRole('button', { name: 'Dit gesprek aannemen' });
const myHeading = () => screen.findByRole('heading', { level: 2, name: 'Vraag over uw uitkering' });
const listHeading = () => screen.getByRole('heading', { name: 'Wachtende gesprekken' });

test('a reader whose sign-in has run out is sent to sign in', async () => {
  const { state, cut } = await openPage();
  await screen.findByText('Niemand wacht');
  state.refuse = 'NOT_SIGNED_IN';
  state.viewer = null;
  cut();
  expect(await screen.findByRole('link', { name: 'Inloggen' })).toBeTruthy();
});

test.each([
  ['ALREADY_TAKEN', 'Een collega was u voor.'],
  ['ENDED', 'De beller heeft al opgehangen.'],
  ['BUSY', 'U heeft nog een ander gesprek. Rond dat eerst af.'],
] as const)('a call that is not given because of %s says why, and the keyboard stays in the list', async (takeOutcome, text) => {
  const { user } = await openPage({ calls: [aCall()], takeOutcome });
  await user.click(await takeButton());
  expect((await screen.findByText(text)).closest('[role=status]')).not.toBeNull();
  expect(document.activeElement).toBe(listHeading());
});

test('a database that is down is said, and the calls appear once it is back', async () => {
  const { state } = await openPage({ refuse: 'DATABASE_UNAVAILABLE', calls: [aCall()] });
  expect(await screen.findByText('De gegevens zijn nu niet bereikbaar, we proberen het opnieuw.')).toBeTruthy();
  state.refuse = undefined;
  expect(await takeButton()).toBeTruthy();
  expect(screen.queryByText(/niet bereikbaar/)).toBeNull();
});

test('a lost connection is said and comes back by itself', async () => {
  const { state, cut } = await openPage({ calls: [aCall()] });
  await takeButton();
  state.calls = [];
  cut();
  expect(await screen.findByText('Verbinding verbroken, we proberen het opnieuw.')).toBeTruthy();
  expect(await screen.findByText('Niemand wacht')).toBeTruthy();
});

test('a municipality that is gone is said, and nothing of the caller is left on the screen', async () => {
  const { user, state, cut } = await openPage({ calls: [aCall({ callerNumber: '+31612345678' })] });
  await user.click(await takeButton());
  await screen.findByText('+31612345678');
  state.refuse = 'MUNICIPALITY_UNKNOWN';
  cut();
  expect(await screen.findByText(/gebruikt IdBellen niet meer/)).toBeTruthy();
  expect(screen.queryByText('+31612345678')).toBeNull();
  expect(screen.queryByText('999992235')).toBeNull();
});

test('taking a call by keyboard leads to the caller, and finishing leads back to the list', async () => {
  const { user } = await openPage({
    calls: [
      aCall({
        callerNumber: '+31612345678',
        links: [{ label: { nl: 'Open zaaksysteem', en: 'Open case system' }, url: 'https://zaken.example/?bsn=999992235' }],
      }),
    ],
  });
  (await takeButton()).focus();
  await user.keyboard('{Enter}');
  const heading = await myHeading();
  await waitFor(() => {
    expect(document.activeElement).toBe(heading);
  });
  const mine = within(screen.getByRole('region', { name: 'Vraag over uw uitkering' }));
  expect(mine.getByText('999992235')).toBeTruthy();
  expect(mine.getByText('+31612345678')).toBeTruthy();
  const link = mine.getByRole('link', { name: /Open zaaksysteem/ });
  expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);

  await user.click(mine.getByRole('button', { name: 'Afronden en wissen' }));
  await screen.findByText('Het gesprek is afgerond. De gegevens zijn gewist.');
  expect(screen.queryByText('999992235')).toBeNull();
  await waitFor(() => {
    expect(document.activeElement).toBe(listHeading());
  });
});

test('loading the page again brings back the own call and does not pull the keyboard to it', async () => {
  const { reload } = await openPage({
    calls: [aCall({ state: 'WRAP_UP', mine: true, takenBy: 'Fatima de Vries', takenAt: new Date().toISOString() })],
  });
  await myHeading();
  reload();
  expect(await screen.findByText('Het gesprek is afgelopen. U kunt nog afronden.')).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
});

test('with a call of one’s own, the others cannot be taken', async () => {
  const { user, state } = await openPage({ calls: [aCall({ state: 'IN_CONVERSATION', mine: true }), aCall({ id: 'call-2' })] });
  const button = await takeButton();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await user.click(button);
  expect(state.calls[1]?.state).toBe('WAITING');
});

test('a new call is announced and counted in the title; those that were there already are not announced', async () => {
  const { state, changed } = await openPage({ calls: [aCall()] });
  await takeButton();
  expect(screen.queryByText(/Nieuw gesprek/)).toBeNull();
  state.calls.push(aCall({ id: 'call-2', identified: false, identification: 'NONE', purpose: null, attributes: [] }));
  changed();
  expect((await screen.findByText('Nieuw gesprek: Niet geïdentificeerd. 2 wachtende gesprekken.')).getAttribute('role')).toBe('status');
  expect(document.title).toBe('(2) Gesprekken – Gemeente Arnhem');
});

test('a call that a colleague takes says whose it is', async () => {
  const { state, changed } = await openPage({ calls: [aCall()] });
  await takeButton();
  state.calls = [aCall({ state: 'IN_CONVERSATION', takenBy: 'Mehmet Yılmaz', takenAt: new Date().toISOString(), attributes: [] })];
  changed();
  expect(await screen.findByText('Aangenomen door Mehmet Yılmaz')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Dit gesprek aannemen' })).toBeNull();
});
