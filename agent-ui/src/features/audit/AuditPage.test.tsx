import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { admin, aLine } from '../../../tests/an-account';
import { openPage } from '../../../tests/open-page';

async function openLog(audit: ReturnType<typeof aLine>[]): ReturnType<typeof openPage> {
  const page = await openPage({ viewer: admin, audit });
  await page.user.click(await screen.findByRole('link', { name: 'Logboek' }));
  return page;
}

test('lines are plain sentences at the time of a Dutch clock', async () => {
  await openLog([
    aLine({ action: 'ACCOUNT_DISABLED', account: 'Bart Smit' }),
    aLine({ action: 'PASSWORD_SET', actor: null, account: 'Bart Smit' }),
    aLine({ action: 'LINK', actor: 'Bart Smit', link: 'Open zaaksysteem', sessionId: 'a-session', origin: null }),
  ]);
  expect(await screen.findByText('Anna Bakker heeft het account van Bart Smit uitgeschakeld')).toBeTruthy();
  expect(screen.getByText('Bart Smit heeft een wachtwoord gekozen')).toBeTruthy();
  expect(screen.getByText(/^Bart Smit volgde de link ‘Open zaaksysteem’/)).toBeTruthy();
  expect(screen.getByText('Sessie a-session')).toBeTruthy();
  expect(screen.getAllByText('20 nov 2026, 10:30')).toHaveLength(3);
});

test('the looks at data can be taken home as a file', async () => {
  await openLog([]);
  const link = await screen.findByRole('link', { name: /^Inzage downloaden/ });
  expect(link.getAttribute('href')).toBe('/access-log.jsonl');
  expect(link.hasAttribute('download')).toBe(true);
});

test('more is shown on request until there is no more, and the keyboard is not lost', async () => {
  const { user } = await openLog(Array.from({ length: 70 }, (_, number) => aLine({ actor: `Persoon ${String(number)}` })));
  await user.click(await screen.findByRole('button', { name: 'Meer laten zien' }));
  const count = await screen.findByText('Dit zijn alle 70 regels.');
  expect(screen.getAllByRole('row')).toHaveLength(71);
  expect(screen.queryByRole('button', { name: 'Meer laten zien' })).toBeNull();
  expect(document.activeElement).toBe(count);
});

test('who is not signed in any more is told so', async () => {
  const { state, user } = await openPage({ viewer: admin, audit: [aLine()] });
  await screen.findByRole('link', { name: 'Logboek' });
  state.viewer = null;
  await user.click(screen.getByRole('link', { name: 'Logboek' }));
  await waitFor(() => expect(screen.getByText(/^U bent niet meer ingelogd/)).toBeTruthy());
});
