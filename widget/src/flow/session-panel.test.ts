import { getByRole, getByText, queryByRole, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished, test, vi } from 'vitest';
import { violations } from '../../tests/axe';
import type { SessionState } from '../gql/graphql';
import type { PairingAnswer } from '../session/citizen-session';
import { bareStatus, type Status } from '../session/live-status';
import type { Phone, PhoneCallView } from '../session/phone-call';
import type { Way } from '../texts/texts';
import { SessionPanel } from './session-panel';

function status(state: SessionState, known: Partial<Status> = {}): PhoneCallView {
  const purpose = { title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } };
  return {
    kind: 'status',
    ...bareStatus(state),
    ...known,
    purpose,
    pointer: { u: 'https://irma.example/1', irmaqr: 'disclosing' },
    isLive: true,
  };
}

function panel(pair: (digits: string) => PairingAnswer = () => ({ kind: 'taken' }), choose: (phone: Phone) => void = () => undefined) {
  const made = new SessionPanel(
    'nl',
    { retry: () => undefined, stop: () => undefined, close: () => undefined, choose, pair: (digits) => Promise.resolve(pair(digits)) },
    'h2',
  );
  const title = document.createElement('h1');
  title.textContent = 'Bellen met Yivi';
  const main = document.createElement('main');
  main.append(title, made.root);
  document.body.append(main);
  onTestFinished(() => {
    main.remove();
  });
  return { made, page: main, user: userEvent.setup() };
}

const phoneCall = {
  phoneNumber: '+31263770000',
  code: '4150937268',
  link: 'tel:+31263770000,,,4150937268',
  expiresAt: '2026-11-23T12:15:00Z',
};

test.each<[string, PhoneCallView, Way]>([
  ['the choice of a phone', { kind: 'choosing', phones: ['app', 'other'], agentsAvailable: false }, 'app-phone'],
  ['the QR code', status('STARTED'), 'app-phone'],
  ['the field for the digits', status('PAIRING', { triesLeft: 3 }), 'another-phone'],
  ['number and code', status('DISCLOSED', { phoneCall }), 'another-phone'],
  ['the digits of the app that are to be read out', status('AWAITING_CONFIRMATION'), 'invited'],
  ['the queue', status('QUEUED', { queuePosition: 3, agentsAvailable: false }), 'app-phone'],
  ['a session that was locked', status('LOCKED'), 'another-phone'],
  ['a refusal', { kind: 'failed', code: 'CLOSED' }, 'app-phone'],
])('axe finds nothing wrong with %s', async (_, view, way) => {
  const { made, page } = panel();
  made.show(view, way);
  expect(await violations(page)).toEqual([]);
});

test('during a call the page shows no digits and has no field for them', () => {
  const { made, page } = panel();
  made.show(status('AWAITING_CONFIRMATION', { triesLeft: 3 }), 'invited');
  expect(getByRole(page, 'heading', { name: 'Lees de vier cijfers uit de Yivi-app voor' })).toBeTruthy();
  expect(page.textContent).toMatch(/die u zelf heeft gebeld.*Typ ze nergens in/);
  expect(page.textContent).not.toMatch(/\d/);
  expect(queryByRole(page, 'textbox')).toBeNull();
});

test('a citizen chooses the phone by keyboard', async () => {
  const chosen: Phone[] = [];
  const { made, page, user } = panel(undefined, (phone) => chosen.push(phone));
  made.show({ kind: 'choosing', phones: ['app', 'other'], agentsAvailable: true }, 'app-phone');
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(getByRole(page, 'button', { name: 'Ik bel met een andere telefoon' }));
  await user.keyboard('{Enter}');
  expect(chosen).toEqual(['other']);
});

test('digits that are not four digits are refused before they are sent, with what to do', async () => {
  const sent: string[] = [];
  const { made, page, user } = panel((digits) => {
    sent.push(digits);
    return { kind: 'taken' };
  });
  made.show(status('PAIRING'), 'another-phone');
  const field = getByRole(page, 'textbox', { name: 'Vier cijfers uit de Yivi-app' });
  expect(document.activeElement).toBe(field);
  await user.keyboard('12a{Enter}');
  expect(getByRole(page, 'alert').textContent).toMatch(/Vul vier cijfers in/);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(sent).toEqual([]);
});

test('wrong digits are said with the tries that are left, and the field is ready for the next', async () => {
  const { made, page, user } = panel(() => ({ kind: 'wrong', triesLeft: 1 }));
  made.show(status('PAIRING'), 'another-phone');
  await user.keyboard('12 34{Enter}');
  await vi.waitFor(() => {
    expect(getByRole(page, 'alert').textContent).toMatch(/nog één keer proberen/);
  }, 10_000);
  expect(document.activeElement).toBe(getByRole(page, 'textbox'));
});

test('another status of the same state takes nothing away from what was typed', async () => {
  const { made, page, user } = panel();
  made.show(status('PAIRING', { triesLeft: 3 }), 'another-phone');
  await user.keyboard('12');
  made.show(status('PAIRING', { triesLeft: 2 }), 'another-phone');
  expect(getByRole<HTMLInputElement>(page, 'textbox').value).toBe('12');
});

test('number and code can be read, heard digit by digit, copied and dialled', async () => {
  const { made, page, user } = panel();
  made.show(status('DISCLOSED', { phoneCall }), 'another-phone');
  expect(getByText(page, '026 377 00 00')).toBeTruthy();
  expect(getByText(page, '41 50 93 72 68').getAttribute('aria-hidden')).toBe('true');
  expect(getByText(page, '4 1 5 0 9 3 7 2 6 8')).toBeTruthy();
  expect(getByRole(page, 'link', { name: 'Bel met dit apparaat' }).getAttribute('href')).toBe('tel:+31263770000,,,4150937268');
  await user.click(getByRole(page, 'button', { name: 'Kopieer code' }));
  expect(await navigator.clipboard.readText()).toBe('4150937268');
  expect(within(page).getByRole('button', { name: 'Gekopieerd' })).toBeTruthy();
});

test('the code goes from the page with the state that it belongs to', () => {
  const { made, page } = panel();
  made.show(status('DISCLOSED', { phoneCall }), 'another-phone');
  made.show(status('QUEUED', { queuePosition: 1 }), 'another-phone');
  expect(page.textContent).not.toMatch(/68/);
  expect(queryByRole(page, 'link')).toBeNull();
});

test('a lost connection is said and nothing is taken away', () => {
  const { made, page } = panel();
  made.show({ ...status('DISCLOSED', { phoneCall }), isLive: false } as PhoneCallView, 'another-phone');
  expect(getByText(page, 'De verbinding is even weg. We proberen het opnieuw.').getAttribute('role')).toBe('status');
  expect(getByText(page, '026 377 00 00')).toBeTruthy();
});
