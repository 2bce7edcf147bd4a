import { screen, waitFor } from '@testing-library/dom';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { expect, onTestFinished, test } from 'vitest';
import { violations } from '../../tests/axe';
import { municipalityApi, refusal, type MunicipalityApi, type Script } from '../../tests/municipality-api';
import { openStartPage } from './start-page';

async function visit(
  kind: 'call' | 'invitation',
  fragment: string,
  script: Script = {},
): Promise<MunicipalityApi & { root: HTMLElement; user: UserEvent }> {
  const api = await municipalityApi(script);
  const root = document.createElement('div');
  document.body.append(root);
  onTestFinished(async () => {
    root.remove();
    await api.close();
  });
  await openStartPage(root, api.origin, kind, fragment);
  return { ...api, root, user: userEvent.setup() };
}

const operations = ({ asked }: MunicipalityApi): string[] => asked.map(({ operation }) => operation);

test('a municipality that does not answer is said, with a way to try again', async () => {
  const root = document.createElement('div');
  document.body.append(root);
  onTestFinished(() => {
    root.remove();
  });
  await openStartPage(root, 'http://127.0.0.1:9', 'call', '');
  expect(screen.getByRole('heading', { level: 1, name: 'Deze pagina werkt nu niet' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Opnieuw proberen' })).toBeTruthy();
});

test('a link with a code starts nothing by itself: the warning stands above and the citizen goes on by hand', async () => {
  const page = await visit('invitation', 'abcd-2345');
  expect(screen.getByText('Ga alleen verder als u nu zelf met de gemeente belt.')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Code van de medewerker' }).value).toBe('ABCD-2345');
  expect(operations(page)).toEqual(['Municipality']);
  expect(await violations(document.body)).toEqual([]);
});

test('half a code is refused on the page, and a code that the api does not know leads back to the field', async () => {
  const page = await visit('invitation', '', {
    startInvitedSession: () => {
      throw refusal('INVITATION_UNKNOWN');
    },
  });
  const field = screen.getByRole('textbox', { name: 'Code van de medewerker' });
  await page.user.type(field, 'abcd 23{Enter}');
  expect(screen.getByRole('alert').textContent).toMatch(/acht letters en cijfers/);
  expect(document.activeElement).toBe(field);
  await page.user.type(field, '45{Enter}');
  await screen.findByRole('heading', { name: 'Deze code werkt niet' });
  await page.user.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Code van de medewerker' }).value).toBe('ABCD-2345');
});

test('an invited caller is told to read out the digits of the app, shares, and sees that it worked', async () => {
  const page = await visit('invitation', 'ABCD2345', {
    streams: [
      { send: [{ state: 'STARTED' }, { state: 'AWAITING_CONFIRMATION' }], then: { refuse: 'DATABASE_UNAVAILABLE' } },
      { send: [{ state: 'CONNECTED' }, { state: 'IN_CONVERSATION' }, { state: 'DONE' }], then: 'complete' },
    ],
  });
  await page.user.click(screen.getByRole('button', { name: 'Verder' }));
  await screen.findByRole('heading', { name: 'Lees de vier cijfers uit de Yivi-app voor' });
  expect(screen.getByText('U belt over: Vraag over uw uitkering')).toBeTruthy();
  expect(await violations(document.body)).toEqual([]);
  await screen.findByRole('heading', { name: 'Uw gesprek is klaar' });
  expect(page.asked.find(({ operation }) => operation === 'StartInvitedSession')?.variables).toEqual({ code: 'ABCD2345' });
});

test('an invited caller who stops ends the session, and needs another code to begin again', async () => {
  const page = await visit('invitation', 'ABCD2345', { streams: [{ send: [{ state: 'AWAITING_CONFIRMATION' }], then: 'stay' }] });
  await page.user.click(screen.getByRole('button', { name: 'Verder' }));
  await screen.findByRole('heading', { name: 'Lees de vier cijfers uit de Yivi-app voor' });
  await page.user.click(screen.getByRole('button', { name: 'Stoppen' }));
  expect(screen.getByText('Ga alleen verder als u nu zelf met de gemeente belt.')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Code van de medewerker' }).value).toBe('');
  await waitFor(() => {
    expect(operations(page)).toContain('CancelSession');
  });
});

test('a call begins with what it is about and with which phone, by keyboard alone', async () => {
  const page = await visit('call', 'unknown-purpose');
  expect(screen.getByRole('heading', { level: 1, name: 'Bellen met Gemeente Arnhem' })).toBeTruthy();
  expect(await violations(document.body)).toEqual([]);
  screen.getByRole('button', { name: 'Vraag over uw uitkering' }).focus();
  await page.user.keyboard('{Enter}');
  (await screen.findByRole('button', { name: 'Met de telefoon waar Yivi op staat' })).focus();
  await page.user.keyboard('{Enter}');
  expect(await screen.findByRole('img', { name: /QR-code/ })).toBeTruthy();
  expect(page.asked.find(({ operation }) => operation === 'StartSession')?.variables).toEqual({
    purpose: 'uitkering',
    anotherPhone: false,
  });
});

test('a link from a letter skips the choice of a purpose, and the other language changes nothing but words', async () => {
  const { user } = await visit('call', 'uitkering');
  await screen.findByRole('button', { name: 'Ik bel met een andere telefoon' });
  await user.click(screen.getByRole('button', { name: 'English' }));
  expect(screen.getByRole('button', { name: 'I will call with another phone' })).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');
  expect(document.title).toBe('Question about your benefit – Gemeente Arnhem');
});
