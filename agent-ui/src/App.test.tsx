import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { aCall } from '../tests/a-call';
import { openPage } from '../tests/open-page';
import { signOut } from './features/sign-in/sign-out';

test('who is not signed in sees the municipality and one way in', async () => {
  await openPage({ viewer: null });
  expect((await screen.findByRole('link', { name: 'Inloggen' })).getAttribute('href')).toBe('/sign-in?returnUrl=/&language=nl');
  expect(screen.getByRole('heading', { level: 1, name: 'Gemeente Arnhem' })).toBeTruthy();
});

test('who is signed in without a role is told whom to ask', async () => {
  await openPage({
    viewer: { id: 'x', displayName: 'Anna Bakker', roles: [], available: false, mayAddSecondFactor: false, hasBrowserPhone: false },
  });
  expect(await screen.findByText(/Vraag de beheerder van uw gemeente/)).toBeTruthy();
});

test('an agent who is no admin gets no accounts, whatever the address says', async () => {
  history.replaceState(null, '', '/?page=accounts');
  await openPage();
  expect(await screen.findByText('Niemand wacht')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Accounts' })).toBeNull();
});

test('who may add a second factor finds the page for it', async () => {
  await openPage({
    viewer: { id: 'x', displayName: 'Anna Bakker', roles: ['AGENT'], available: true, mayAddSecondFactor: true, hasBrowserPhone: false },
  });
  expect((await screen.findByRole('link', { name: 'Tweede factor' })).getAttribute('href')).toBe('/account/second-factor/add');
});

test('who could not be signed out is told so and can try again', async () => {
  const { user } = await openPage();
  await user.click(await screen.findByRole('button', { name: 'Uitloggen' }));
  expect((await screen.findByRole('alert')).textContent).toContain('geen verbinding');
  expect(screen.getByRole('button', { name: 'Uitloggen' })).toBeTruthy();
});

test('signing out is a post, and its answer says where to go', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(Response.json({ location: 'https://login.example/end' }));
  await expect(signOut()).resolves.toBe('https://login.example/end');
  expect(fetched).toHaveBeenCalledWith('/sign-out', { method: 'POST' });
  fetched.mockRestore();
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
