import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCall } from '../tests/a-call';
import { openPage } from '../tests/open-page';

test('who is not signed in sees the municipality and one way in', async () => {
  await openPage({ viewer: null });
  expect((await screen.findByRole('link', { name: 'Inloggen' })).getAttribute('href')).toBe('/sign-in?returnUrl=/');
  expect(screen.getByRole('heading', { level: 1, name: 'Gemeente Arnhem' })).toBeTruthy();
});

test('who is signed in without a role is told whom to ask', async () => {
  await openPage({ viewer: { id: 'x', displayName: 'Anna Bakker', roles: [], available: false } });
  expect(await screen.findByText(/Vraag de beheerder van uw gemeente/)).toBeTruthy();
});

test('an agent who is no admin gets no accounts, whatever the address says', async () => {
  history.replaceState(null, '', '/?page=accounts');
  await openPage();
  expect(await screen.findByText('Niemand wacht')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Accounts' })).toBeNull();
});

test('signing out is a form and not a link', async () => {
  await openPage();
  const form = (await screen.findByRole('button', { name: 'Uitloggen' })).closest('form');
  expect([form?.getAttribute('action'), form?.getAttribute('method')]).toEqual(['/sign-out', 'post']);
});

test('the chosen language is all that the browser remembers', async () => {
  const { user, reload } = await openPage({ calls: [aCall()] });
  await user.click(await screen.findByRole('button', { name: 'English' }));
  await user.click(await screen.findByRole('button', { name: 'Take this call' }));
  await screen.findByText('999992235');
  reload();
  expect(await screen.findByRole('button', { name: 'Finish and erase' })).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');
  expect(Object.entries(localStorage)).toEqual([['language', 'en']]);
  expect(sessionStorage).toHaveLength(0);
});
