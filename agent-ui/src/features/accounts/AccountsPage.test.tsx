import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openPage } from '../../../tests/open-page';

const admin = { id: 'x', displayName: 'Anna Bakker', roles: ['ADMIN' as const], available: false };

test('an address that has an account already is refused, and what was typed stays', async () => {
  const { user } = await openPage({ viewer: admin, accounts: [{ id: '1', email: 'anna@arnhem.example', displayName: 'Anna Bakker', roles: ['ADMIN'], activated: true }] });
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
