import { expect, test } from 'vitest';
import type { SessionState } from '../gql/graphql';
import { bareStatus } from '../session/live-status';
import type { PhoneCallView } from '../session/phone-call';
import { texts, type ErrorCode } from '../texts/texts';
import { pageFor } from './page';

const { nl, en } = texts;

function at(state: SessionState, known: Partial<Extract<PhoneCallView, { kind: 'status' }>> = {}): PhoneCallView {
  const purpose = { title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } };
  return {
    kind: 'status',
    ...bareStatus(state),
    purpose,
    pointer: { u: 'https://irma.example/1', irmaqr: 'disclosing' },
    isLive: true,
    ...known,
  };
}

test('an error without a text of its own gets the general one and can be tried again', () => {
  expect(pageFor({ kind: 'failed', code: 'constructor' }, nl, 'app-phone', false)).toEqual({
    message: nl.errors.OTHER,
    mood: 'bad',
    action: 'retry',
    notice: '',
  });
});

test('only errors that may pass offer to try again', () => {
  const codes = Object.keys(nl.errors) as ErrorCode[];
  expect(codes.filter((code) => pageFor({ kind: 'failed', code }, nl, 'app-phone', false).action === 'retry')).toEqual([
    'INVITATION_UNKNOWN',
    'IRMA_UNREACHABLE',
    'TOO_MANY_REQUESTS',
    'TOO_BUSY',
    'DATABASE_UNAVAILABLE',
    'NETWORK',
    'OTHER',
  ]);
});

test.each<[SessionState, string]>([
  ['STARTED', 'stop'],
  ['PAIRING', 'stop'],
  ['CONNECTED', 'stop'],
  ['UNREACHABLE', 'stop'],
  ['AWAITING_CONFIRMATION', 'stop'],
  ['DISCLOSED', 'close'],
  ['QUEUED', 'close'],
  ['IN_CONVERSATION', 'close'],
  ['DONE', 'close'],
  ['CANCELLED', 'retry'],
  ['EXPIRED', 'retry'],
  ['REJECTED', 'retry'],
  ['LOCKED', 'retry'],
  ['MISCONFIGURED', 'close'],
  ['TOO_LARGE', 'close'],
])('in %s the one thing to do is to %s', (state, action) => {
  expect(pageFor(at(state), nl, 'app-phone', false).action).toBe(action);
});

test('on a phone the first thing to do is to open the app', () => {
  expect(pageFor(at('STARTED'), nl, 'app-phone', true)).toEqual({
    message: nl.startedOnPhone,
    mood: 'act',
    action: 'open-app',
    notice: '',
  });
});

test('who waits is told the place in the queue', () => {
  expect(pageFor(at('QUEUED', { queuePosition: 1 }), nl, 'app-phone', false).message.body).toMatch(/^U bent als eerste aan de beurt\./);
  expect(pageFor(at('QUEUED', { queuePosition: 4 }), en, 'app-phone', false).message.body).toMatch(/^You are number 4 in the queue\./);
});

test('whoever would wait for nobody is told so before the start, before the call and in the queue', () => {
  expect(pageFor({ kind: 'choosing', phones: ['app', 'other'], agentsAvailable: false }, nl, 'app-phone', false).notice).toBe(nl.noAgent);
  expect(pageFor(at('DISCLOSED', { agentsAvailable: false }), nl, 'another-phone', false).notice).toBe(nl.noAgent);
  expect(pageFor(at('QUEUED', { agentsAvailable: false }), nl, 'app-phone', false).notice).toBe(nl.noAgentInQueue);
  expect(pageFor(at('QUEUED'), nl, 'app-phone', false).notice).toBe('');
});

test('who calls with another phone is told to dial, and who is on the line already is not', () => {
  expect(pageFor(at('DISCLOSED'), nl, 'another-phone', false).message.body).toMatch(/Toets daarna de code in/);
  expect(pageFor(at('IN_CONVERSATION'), nl, 'invited', false).message.heading).toBe('De medewerker weet nu wie u bent');
});

test('every state and every error has its own words, in both languages', () => {
  for (const language of [nl, en]) {
    const messages = [
      ...Object.values(language.states),
      ...Object.entries(language.errors)
        .filter(([code]) => code !== 'IRMA_UNREACHABLE')
        .map(([, message]) => message),
    ];
    expect(new Set(messages.map(({ heading, body }) => heading + body)).size).toBe(messages.length);
  }
});
