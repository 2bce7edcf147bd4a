import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAttribute, anInvitation, myCall, unidentified } from '../../../../tests/a-call';
import { openPage } from '../../../../tests/open-page';

const field = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Vier cijfers die de beller voorleest' });

test('who is identified already is not invited', async () => {
  await openPage({ calls: [myCall()] });
  await screen.findByText('999992235');
  expect(screen.queryByRole('button', { name: 'Nodig uit om zich te identificeren' })).toBeNull();
});

test('an invitation begins with what the call is about, and shows code, address and link until it is used', async () => {
  const { user } = await openPage({ calls: [unidentified()] });
  (await screen.findByRole('button', { name: 'Nodig uit om zich te identificeren' })).focus();
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('radio', { name: 'Paspoort of ID-kaart' }));
  await user.click(screen.getByRole('button', { name: 'Maak een code' }));
  expect(await screen.findByText('ABCD-2345')).toBeTruthy();
  expect(screen.getByText('arnhem.example/i')).toBeTruthy();
  expect(screen.getByText(/^(10:00|09:5\d)$/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Kopieer de link met de code' }));
  expect(await navigator.clipboard.readText()).toBe('https://arnhem.example/i#ABCD2345');
});

test('a code that is too old goes from the screen and a new one can be made', async () => {
  await openPage({
    calls: [unidentified({ invitation: anInvitation('OPEN', { expiresAt: new Date(Date.now() - 1_000).toISOString() }) })],
  });
  expect(await screen.findByText('De code is te oud. Maak een nieuwe code.')).toBeTruthy();
  expect(screen.queryByText('ABCD-2345')).toBeNull();
  expect(screen.getByRole('button', { name: 'Maak een nieuwe code' })).toBeTruthy();
});

test('digits that are not four digits are not sent', async () => {
  const sent: string[] = [];
  const { user } = await openPage({
    calls: [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })],
    confirmation: (digits) => {
      sent.push(digits);
      return { outcome: 'CONFIRMED' };
    },
  });
  await user.type(await field(), '12{Enter}');
  expect(await screen.findByText('Vul vier cijfers in.')).toBeTruthy();
  expect(sent).toEqual([]);
});

test('wrong digits are said with the tries that are left; the last ones end it', async () => {
  const { user, state, changed } = await openPage({
    calls: [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })],
    confirmation: (digits) => (digits === '1111' ? { outcome: 'WRONG', triesLeft: 1 } : { outcome: 'LOCKED' }),
  });
  await user.type(await field(), '1111{Enter}');
  expect((await screen.findByText(/nog één keer proberen/)).getAttribute('role')).toBe('alert');
  expect(document.activeElement).toBe(await field());
  await user.keyboard('2222{Enter}');
  expect(await screen.findByText(/drie keer verkeerd/)).toBeTruthy();
  state.calls = [unidentified()];
  changed();
  expect(await screen.findByRole('button', { name: 'Nodig uit om zich te identificeren' })).toBeTruthy();
});

test('the field for the digits comes when the app shows them, and not before', async () => {
  const { state, changed } = await openPage({ calls: [unidentified({ invitation: anInvitation('STARTED') })] });
  await screen.findByText('De beller heeft de code gebruikt. Wacht tot de Yivi-app verbonden is.');
  expect(screen.queryByRole('textbox')).toBeNull();
  state.calls = [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })];
  changed();
  expect(await field()).toBeTruthy();
  expect(screen.getByText(/laat vier cijfers zien/).getAttribute('role')).toBe('status');
});

test('what has ended without a disclosure is said, and a new code can be made at any moment', async () => {
  const { user, state, changed } = await openPage({ calls: [unidentified({ invitation: anInvitation('ENDED') })] });
  expect(await screen.findByText(/Het is niet gelukt/)).toBeTruthy();
  expect(screen.queryByText('ABCD-2345')).toBeNull();
  state.calls = [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })];
  changed();
  await field();
  await user.click(screen.getByRole('button', { name: 'Maak een nieuwe code' }));
  await user.click(await screen.findByRole('button', { name: 'Maak een code' }));
  expect(await screen.findByText('ABCD-2345')).toBeTruthy();
});

test('with the right digits the caller may share; then the data join the call, with what to ask besides', async () => {
  const { user, state, changed } = await openPage({
    calls: [unidentified({ invitation: anInvitation('AWAITING_CONFIRMATION') })],
    confirmation: () => ({ outcome: 'CONFIRMED' }),
  });
  await user.type(await field(), '70 71{Enter}');
  expect(await screen.findByText('De cijfers kloppen. U ziet de gegevens zodra de beller ze deelt.')).toBeTruthy();
  state.calls = [unidentified({ invitation: anInvitation('CONFIRMED') })];
  changed();
  await waitFor(() => {
    expect(screen.queryByRole('textbox')).toBeNull();
  });
  expect(screen.queryByText('999992235')).toBeNull();
  state.calls = [myCall({ identification: 'DURING_CALL', attributes: [anAttribute()] })];
  changed();
  expect(await screen.findByText('999992235')).toBeTruthy();
  expect(screen.getByText('Geïdentificeerd tijdens dit gesprek')).toBeTruthy();
  expect(screen.getByText('Minder zeker.')).toBeTruthy();
  expect(screen.getByText(/controlevraag/)).toBeTruthy();
  await waitFor(() => {
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

test('loading the page again brings back the invitation', async () => {
  const { reload } = await openPage({ calls: [unidentified({ invitation: anInvitation('OPEN') })] });
  await screen.findByText('ABCD-2345');
  reload();
  expect(await screen.findByText('ABCD-2345')).toBeTruthy();
});
