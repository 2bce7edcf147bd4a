import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { myCall } from '../../../../tests/a-call';
import { openPage } from '../../../../tests/open-page';

const bram = { id: 'bram', displayName: 'Bram Visser', state: 'AVAILABLE' as const };
const carla = { id: 'carla', displayName: 'Carla Smit', state: 'BUSY' as const };
const dirk = { id: 'dirk', displayName: 'Dirk Mol', state: 'ON_BREAK' as const };
const openDialog = () => screen.findByRole('button', { name: 'Doorverbinden' });

test('a caller who has hung up is handed over to nobody', async () => {
  await openPage({ calls: [myCall({ state: 'WRAP_UP' })] });
  await screen.findByRole('button', { name: 'Afronden en wissen' });
  expect(screen.queryByRole('button', { name: 'Doorverbinden' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Terug in de wachtrij' })).toBeNull();
});

test('without colleagues the dialog says so', async () => {
  const { user } = await openPage({ calls: [myCall()] });
  await user.click(await openDialog());
  expect(
    await within(screen.getByRole('dialog', { name: 'Naar welke collega?' })).findByText('Er is nu geen collega aanwezig.'),
  ).toBeTruthy();
});

test.each([
  ['COLLEAGUE_AWAY', 'Bram Visser is er niet meer. Kies een andere collega.'],
  ['COLLEAGUE_BUSY', 'Bram Visser is net een ander gesprek begonnen. Kies een andere collega.'],
  ['ENDED', 'De beller heeft opgehangen.'],
] as const)('a transfer that fails because of %s says why, and the choice stays open', async (transferOutcome, text) => {
  const { user } = await openPage({ calls: [myCall()], colleagues: [bram], transferOutcome });
  await user.click(await openDialog());
  await user.click(await screen.findByRole('button', { name: 'Doorverbinden Bram Visser' }));
  expect(await screen.findByText(text)).toBeTruthy();
  expect(screen.getByRole('dialog')).toBeTruthy();
});

test('only a free colleague can get the call; the data leave the screen with it', async () => {
  const { user } = await openPage({ calls: [myCall()], colleagues: [bram, carla, dirk] });
  await user.click(await openDialog());
  const dialog = within(screen.getByRole('dialog'));
  await dialog.findByText('In gesprek');
  expect(dialog.getByText('Pauze')).toBeTruthy();
  expect(dialog.queryByRole('button', { name: /Carla|Dirk/ })).toBeNull();
  dialog.getByRole('button', { name: 'Doorverbinden Bram Visser' }).focus();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('Het gesprek is doorverbonden naar Bram Visser.')).toBeTruthy();
  await waitFor(() => {
    expect(screen.queryByText('999992235')).toBeNull();
  });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a call goes back to the queue with one press, and the keyboard goes to the list', async () => {
  const { user, state } = await openPage({ calls: [myCall()] });
  await user.click(await screen.findByRole('button', { name: 'Terug in de wachtrij' }));
  expect(await screen.findByText('Het gesprek staat weer in de wachtrij.')).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Dit gesprek aannemen' })).toBeTruthy();
  expect(state.calls[0]?.state).toBe('WAITING');
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Wachtende gesprekken' }));
  });
});

test('a call that a colleague hands over is announced with who it was, and the keyboard stays where it is', async () => {
  const { state, changed } = await openPage();
  await screen.findByText('Niemand wacht');
  state.calls = [myCall({ transferredBy: 'Bram Visser' })];
  changed();
  expect(
    (await screen.findByText('Bram Visser heeft een gesprek naar u doorverbonden: Vraag over uw uitkering.')).getAttribute('role'),
  ).toBe('status');
  expect(screen.getByText('Doorverbonden door Bram Visser')).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
});
