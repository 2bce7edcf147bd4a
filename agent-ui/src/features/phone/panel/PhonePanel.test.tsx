import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCall, myCall } from '../../../../tests/a-call';
import { openPage } from '../../../../tests/open-page';

const talker = {
  id: 'x',
  displayName: 'Anna Bakker',
  roles: ['AGENT' as const],
  available: true,
  mayAddSecondFactor: false,
  hasBrowserPhone: true,
};

test('an agent whose calls arrive on another telephone sees no phone', async () => {
  await openPage({ calls: [myCall()] });
  await screen.findByRole('button', { name: 'Afronden en wissen' });
  expect(screen.queryByRole('group', { name: 'Telefoon' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Telefoon' })).toBeNull();
});

test('a phone that cannot dial in says why, where to test it, and dials again when asked', async () => {
  const { user, state } = await openPage({ viewer: talker, calls: [aCall()] });
  await user.click(await screen.findByRole('button', { name: 'Dit gesprek aannemen' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('bij een telefooncentrale die hier niet bekend is');
  expect(screen.getByRole('link', { name: 'Telefoon testen' }).getAttribute('href')).toBe('/?page=phone');
  state.refusePhone = 'NOT_ALLOWED';
  await user.click(screen.getByRole('button', { name: 'Opnieuw verbinden' }));
  expect(await screen.findByText(/^U mag dit niet doen/)).toBeTruthy();
});

test('the check finds that there is no exchange', async () => {
  history.replaceState(null, '', '/telefoon');
  await openPage({ viewer: talker });
  expect(await screen.findByRole('heading', { name: 'Telefoon testen' })).toBeTruthy();
  expect(screen.getByRole('row', { name: /Browser niet goed/ })).toBeTruthy();
});
