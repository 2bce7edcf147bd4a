import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { admin } from '../../../tests/an-account';
import { openPage } from '../../../tests/open-page';
import type { Telephone } from '../../gql/graphql';

const viewer = { ...admin, hasBrowserPhone: true };

const desk: Telephone = { id: '3', name: 'Balie 3', number: '+31263770003', usedBy: 'Bart Smit', isFree: false, isYours: false };

async function openTelephones(telephones: Telephone[]): ReturnType<typeof openPage> {
  const page = await openPage({ viewer, telephones });
  await page.user.click(await screen.findByRole('link', { name: 'Toestellen' }));
  return page;
}

test('an admin enters a telephone and sees it in the list', async () => {
  const { user } = await openTelephones([]);
  await screen.findByText(/^Er zijn nog geen toestellen/);
  await user.type(screen.getByLabelText('Naam'), 'Balie 3');
  await user.type(screen.getByLabelText('Nummer'), '026 377 00 03');
  await user.click(screen.getByRole('button', { name: 'Toevoegen' }));
  expect(await screen.findByText('Het toestel Balie 3 is toegevoegd.')).toBeTruthy();
  expect(await screen.findByRole('cell', { name: '026 377 00 03' })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Naam').value).toBe('');
});

test('a number that may not be called is refused with the rule, and what was typed stays', async () => {
  const { user, state } = await openTelephones([]);
  state.refuseTelephone = 'TELEPHONE_NUMBER_REFUSED';
  await user.type(await screen.findByLabelText('Naam'), 'Balie 3');
  await user.type(screen.getByLabelText('Nummer'), '09001234');
  await user.click(screen.getByRole('button', { name: 'Toevoegen' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Dit nummer kan niet worden gebeld');
  expect(screen.getByLabelText<HTMLInputElement>('Nummer').value).toBe('09001234');
});

test('removing asks first, says what it does, and tells where the keyboard goes that it is done', async () => {
  const { user } = await openTelephones([desk]);
  expect(await screen.findByRole('cell', { name: 'Bart Smit' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Verwijderen Balie 3' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Toestel Balie 3 verwijderen?' }));
  await user.click(dialog.getByRole('button', { name: 'Annuleren' }));
  expect(screen.queryByRole('dialog')).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Verwijderen Balie 3' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Verwijderen' }));
  const done = await screen.findByText('Het toestel Balie 3 is verwijderd.');
  expect(document.activeElement?.contains(done)).toBe(true);
  await waitFor(() => expect(screen.queryByRole('table')).toBeNull());
});

test('an admin of a municipality with phones of its own has no such page', async () => {
  await openPage({ viewer: admin });
  await screen.findByRole('link', { name: 'Accounts' });
  expect(screen.queryByRole('link', { name: 'Toestellen' })).toBeNull();
});
