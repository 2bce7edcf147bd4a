import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { admin, anAccount, myAccount } from '../../../tests/an-account';
import { openPage } from '../../../tests/open-page';

test('an address that has an account already is refused, and what was typed stays', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [myAccount()] });
  await user.type(await screen.findByLabelText('Naam'), 'Anna');
  await user.type(screen.getByLabelText('E-mailadres'), 'anna@arnhem.example');
  await user.click(screen.getByRole('button', { name: 'Account maken' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Er is al een account met dit e-mailadres.');
  expect(screen.getByLabelText<HTMLInputElement>('E-mailadres').value).toBe('anna@arnhem.example');
});

test('a new account appears in the table, and its one-time link can be copied', async () => {
  const { user } = await openPage({ viewer: admin });
  await user.type(await screen.findByLabelText('Naam'), 'Mehmet Yılmaz');
  await user.type(screen.getByLabelText('E-mailadres'), 'mehmet@arnhem.example');
  await user.click(screen.getByRole('button', { name: 'Account maken' }));
  await user.click(await screen.findByRole('button', { name: 'Kopieer Link' }));
  expect(await navigator.clipboard.readText()).toBe('https://arnhem.example/set-password#secret');
  const row = within(await screen.findByRole('row', { name: /Mehmet Yılmaz/ }));
  expect(row.getByText('Medewerker')).toBeTruthy();
  expect(row.getByText('Uitgenodigd')).toBeTruthy();
});

test('every account says its state, and one’s own is marked', async () => {
  await openPage({
    viewer: admin,
    accounts: [
      myAccount(),
      anAccount({ disabled: true }),
      anAccount({ id: '2', displayName: 'Carla', activated: false, lastSignedInAt: null }),
    ],
  });
  expect(within(await screen.findByRole('row', { name: /Anna Bakker \(u\)/ })).getByText('Actief')).toBeTruthy();
  expect(within(screen.getByRole('row', { name: /Bart/ })).getByText('Uitgeschakeld')).toBeTruthy();
  expect(within(screen.getByRole('row', { name: /Carla/ })).getByText('Nog nooit')).toBeTruthy();
  expect(screen.getAllByText('20 nov 2026, 10:30')).toHaveLength(2);
});

test('deleting asks first, can be called off, and is announced when it is done', async () => {
  const { user, state } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount()] });
  await user.click(await screen.findByRole('button', { name: 'Beheren Bart Smit' }));
  await user.click(screen.getByRole('button', { name: 'Verwijderen' }));
  expect(document.activeElement?.textContent).toMatch(/voorgoed weg/);
  await user.click(screen.getByRole('button', { name: 'Nee, niet doen' }));
  expect(document.activeElement?.textContent).toBe('Verwijderen');
  expect(state.accounts).toHaveLength(2);
  await user.keyboard('{Enter}');
  await user.click(screen.getByRole('button', { name: 'Ja, voorgoed verwijderen' }));
  const done = await screen.findByText('Het account van Bart Smit is verwijderd.');
  expect(done.closest('[role=status]')).toBeTruthy();
  expect(document.activeElement?.contains(done)).toBe(true);
  await waitFor(() => expect(screen.queryByRole('row', { name: /Bart/ })).toBeNull());
});

test('a new password is a link to hand over, which lives for a day', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount()] });
  await user.click(await screen.findByRole('button', { name: 'Beheren Bart Smit' }));
  await user.click(screen.getByRole('button', { name: 'Nieuw wachtwoord' }));
  await user.click(screen.getByRole('button', { name: 'Ja, oude wachtwoord wissen' }));
  expect(await screen.findByText(/24 uur/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Kopieer Link' }));
  expect(await navigator.clipboard.readText()).toBe('https://arnhem.example/account/password#another');
  await user.click(screen.getByRole('button', { name: 'Sluiten' }));
  expect(screen.queryByText(/account\/password/)).toBeNull();
});

test('where there is a mail server the link is mailed and nobody else sees it', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount()], mails: true });
  await user.type(await screen.findByLabelText('Naam'), 'Mehmet Yılmaz');
  await user.type(screen.getByLabelText('E-mailadres'), 'mehmet@arnhem.example');
  await user.click(screen.getByRole('button', { name: 'Account maken' }));
  expect(await screen.findByText(/is gemaild/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Beheren Bart Smit' }));
  await user.click(screen.getByRole('button', { name: 'Nieuw wachtwoord' }));
  await user.click(screen.getByRole('button', { name: 'Ja, oude wachtwoord wissen' }));
  expect(await screen.findByText(/Het wachtwoord van Bart Smit is gewist. De link .* is gemaild/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Kopieer Link' })).toBeNull();
});

test('an agent becomes an admin too', async () => {
  const { user, state } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount()] });
  await user.click(await screen.findByRole('button', { name: 'Beheren Bart Smit' }));
  await user.click(screen.getByRole('checkbox', { name: /^Beheerder/ }));
  await user.click(screen.getByRole('button', { name: 'Rollen opslaan' }));
  await screen.findByText('De rollen van Bart Smit zijn opgeslagen. Ze gelden meteen.');
  expect(state.accounts[1]?.roles).toEqual(['AGENT', 'ADMIN']);
});

test('the last admin can’t be removed, and the page says why', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount({ roles: ['ADMIN'], disabled: true })] });
  await user.click(await screen.findByRole('button', { name: 'Beheren Anna Bakker' }));
  expect(screen.getByText(/laatste beheerder die kan inloggen/)).toBeTruthy();
  for (const name of ['Nieuw wachtwoord', 'Uitschakelen', 'Verwijderen']) {
    const button = screen.getByRole('button', { name });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(button);
    expect(screen.queryByRole('button', { name: 'Nee, niet doen' })).toBeNull();
  }
  expect(screen.getByRole('button', { name: 'Tweede factor wissen' }).getAttribute('aria-disabled')).toBeNull();
});

test('what the server refuses is said in the dialog', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [myAccount(), anAccount()], refuseChanges: 'LAST_ADMIN' });
  await user.click(await screen.findByRole('button', { name: 'Beheren Bart Smit' }));
  await user.click(screen.getByRole('button', { name: 'Uitschakelen' }));
  await user.click(screen.getByRole('button', { name: 'Ja, uitschakelen' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/laatste beheerder/);
});

test('where another provider has the accounts the page names it and tells who signed in', async () => {
  await openPage({
    viewer: admin,
    keeping: { keptHere: false, authority: 'https://login.arnhem.example/realms/x', secondFactor: null },
    signIns: [{ displayName: 'Bart Smit', at: '2026-11-20T09:30:00Z' }],
  });
  expect(await screen.findByText(/bij login\.arnhem\.example\./)).toBeTruthy();
  expect((await screen.findByText('Bart Smit')).closest('li')?.textContent).toContain('20 nov 2026, 10:30');
  expect(screen.queryByRole('button', { name: 'Account maken' })).toBeNull();
});
