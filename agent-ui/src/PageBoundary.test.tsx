import { render, screen } from '@testing-library/react';
import { expect, onTestFinished, test, vi, type MockInstance } from 'vitest';
import { admin } from '../tests/an-account';
import { anAttribute, myCall } from '../tests/a-call';
import { openPage } from '../tests/open-page';
import { lazyPage } from './lazy-page';
import { PageBoundary } from './PageBoundary';
import { renderErrors } from './render-errors';

const secret = '999992235';

/** A call that can't be shown: a date in it is none. */
const broken = myCall({ attributes: [anAttribute({ value: secret, issuedAt: secret })] });

function watchConsole(): MockInstance<typeof console.error> {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => {
    written.mockRestore();
  });
  return written;
}

test('a page that fails to render says so and can be tried again, and nothing of the caller is written to the console', async () => {
  const written = watchConsole();
  const { user, state } = await openPage({ calls: [broken] });
  expect((await screen.findByRole('alert')).textContent).toContain('Het gesprek gaat gewoon door.');
  expect(document.title).toBe('Deze pagina werkt nu niet');
  await user.click(screen.getByRole('button', { name: 'English' }));
  expect(screen.getByRole('heading', { level: 1, name: 'This page does not work right now' })).toBeTruthy();
  state.calls = [];
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nobody is waiting')).toBeTruthy();
  expect(document.title).not.toBe('This page does not work right now');
  expect(written).toHaveBeenCalled();
  expect(JSON.stringify(written.mock.calls)).not.toContain(secret);
});

test('the other pages can still be reached, and the way back tries again', async () => {
  watchConsole();
  const { user, state } = await openPage({ viewer: { ...admin, roles: ['AGENT', 'ADMIN'] }, calls: [broken] });
  await screen.findByRole('alert');
  await user.click(screen.getByRole('link', { name: 'Logboek' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Logboek' })).toBeTruthy();
  expect(location.search).toBe('?page=audit');
  expect(screen.getByRole('link', { name: 'Logboek' })).toBe(document.activeElement);
  state.calls = [];
  history.back();
  expect(await screen.findByText('Niemand wacht')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Gesprekken' }).getAttribute('aria-current')).toBe('page');
});

test('a page whose script is gone after an upgrade says what to do', async () => {
  watchConsole();
  const Gone = lazyPage(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  render(
    <PageBoundary>
      <Gone />
    </PageBoundary>,
    { onCaughtError: renderErrors.onCaughtError },
  );
  expect((await screen.findByRole('alert')).textContent).toContain('Misschien is er een nieuwe versie');
  expect(screen.getByRole('button', { name: 'Pagina opnieuw laden' })).toBeTruthy();
});
