import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCall, myCall } from '../../../../tests/a-call';
import { aTelephone } from '../../../../tests/an-account';
import { openPage } from '../../../../tests/open-page';

const talker = {
  id: 'x',
  displayName: 'Anna Bakker',
  roles: ['AGENT' as const],
  available: true,
  mayAddSecondFactor: false,
  hasBrowserPhone: true,
};

test('without a working microphone that is said before a call is taken, and the telephones are offered', async () => {
  await openPage({ viewer: talker, calls: [aCall()], telephones: [aTelephone()] });
  expect(await screen.findByText(/U kunt ook een toestel van de gemeente kiezen/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Dit toestel gebruiken' })).toBeTruthy();
});

test('an agent picks a free telephone, takes a call, and is told what to do until they talk', async () => {
  const busy = aTelephone({ id: '2', name: 'Balie 2', usedBy: 'Bart Smit', isFree: false });
  const { user, state, changed } = await openPage({ viewer: talker, calls: [aCall()], telephones: [busy, aTelephone()] });
  const which = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Toestel' });
  expect(which.value).toBe('3');
  expect(within(which).getByRole<HTMLOptionElement>('option', { name: 'Balie 2 (in gebruik door Bart Smit)' }).disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Dit toestel gebruiken' }));
  expect(await screen.findByText('Uw gesprekken komen op het toestel Balie 3. Neem op en druk op 1.')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Toestel' }));
  expect(screen.queryByText(/geen geluid/)).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Dit gesprek aannemen' }));
  expect(await screen.findByText('Uw toestel Balie 3 gaat over. Neem op en druk op 1.')).toBeTruthy();
  expect(screen.queryByRole('group', { name: 'Telefoon' })).toBeNull();

  state.calls = state.calls.map((call) => ({ ...call, connected: true }));
  changed();
  expect(await screen.findByText('U bent verbonden met de beller, op het toestel Balie 3.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Toestel opnieuw laten overgaan' })).toBeNull();

  state.calls = state.calls.map((call) => ({ ...call, connected: false }));
  changed();
  expect(await screen.findByText(/^Het toestel Balie 3 is niet meer verbonden/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Toestel opnieuw laten overgaan' }));
  expect(await screen.findByText('Uw toestel Balie 3 gaat over. Neem op en druk op 1.')).toBeTruthy();
});

test('a telephone that was removed leaves the agent with the browser, and says so', async () => {
  const { state, changed } = await openPage({ viewer: talker, telephones: [aTelephone({ isYours: true })] });
  await screen.findByText(/^Uw gesprekken komen op het toestel Balie 3/);
  state.telephones = [];
  state.calls = [aCall()];
  changed();
  expect(await screen.findByText(/^U kunt het toestel Balie 3 niet meer gebruiken/)).toBeTruthy();
});

test('a conversation on a telephone goes on there when it is removed, and comes to the browser when the agent wants it', async () => {
  const calls = [myCall({ telephone: 'Balie 3', connected: true })];
  const { user, state, changed } = await openPage({ viewer: talker, calls, telephones: [aTelephone({ isYours: true })] });
  await screen.findByText(/^U bent verbonden met de beller/);
  state.telephones = [];
  state.calls = state.calls.map((call) => ({ ...call, telephone: null }));
  changed();
  await waitFor(() => expect(screen.getByText(/^U bent verbonden met de beller/)).toBeTruthy());
  await user.click(screen.getByRole('button', { name: 'In deze browser praten' }));
  expect(await screen.findByRole('group', { name: 'Telefoon' })).toBeTruthy();
});

test('a phone without sound in a call offers the telephones there', async () => {
  const { user } = await openPage({ viewer: talker, calls: [aCall()], telephones: [aTelephone()] });
  await user.click(await screen.findByRole('button', { name: 'Dit gesprek aannemen' }));
  await screen.findByText(/bij een telefooncentrale die hier niet bekend is/);
  await user.click(within(screen.getByRole('group', { name: 'Telefoon' })).getByRole('button', { name: 'Dit toestel gebruiken' }));
  expect(await screen.findByText('Uw toestel Balie 3 gaat over. Neem op en druk op 1.')).toBeTruthy();
});

test('a refused choice says why', async () => {
  const { user } = await openPage({ viewer: talker, telephones: [aTelephone()], refuseTelephone: 'TELEPHONE_IN_USE' });
  await user.click(await screen.findByRole('button', { name: 'Dit toestel gebruiken' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Een collega gebruikt dit toestel');
});

test('the check page offers them too, and a municipality without telephones shows nothing', async () => {
  history.replaceState(null, '', '/telefoon');
  const page = await openPage({ viewer: talker, telephones: [aTelephone()] });
  expect(await screen.findByRole('heading', { name: 'Bellen met een toestel' })).toBeTruthy();
  page.state.telephones = [];
  history.replaceState(null, '', '/');
  page.reload();
  await screen.findByText(/^Niemand wacht/);
  expect(screen.queryByText('Bellen met een toestel van de gemeente')).toBeNull();
});
