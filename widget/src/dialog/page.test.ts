import { expect, test } from 'vitest';
import type { SessionState } from '../gql/graphql';
import type { SessionView } from '../session/citizen-session';
import { texts, type ErrorCode } from '../texts';
import { pageFor } from './page';

const { nl, en } = texts;

function at(state: SessionState, queuePosition: number | null = null): SessionView {
  return { kind: 'status', state, queuePosition, pointer: { u: 'https://irma.example/1', irmaqr: 'disclosing' }, isLive: true };
}

test('an error without a text of its own gets the general one and can be tried again', () => {
  expect(pageFor({ kind: 'failed', code: 'constructor' }, nl, false)).toEqual({ message: nl.errors.OTHER, mood: 'bad', action: 'retry' });
});

test('only errors that may pass offer to try again', () => {
  const codes = Object.keys(nl.errors) as ErrorCode[];
  expect(codes.filter((code) => pageFor({ kind: 'failed', code }, nl, false).action === 'retry')).toEqual(
    ['IRMA_UNREACHABLE', 'TOO_MANY_REQUESTS', 'DATABASE_UNAVAILABLE', 'NETWORK', 'OTHER'],
  );
});

test.each<[SessionState, string]>([
  ['STARTED', 'stop'], ['CONNECTED', 'stop'], ['UNREACHABLE', 'stop'],
  ['DISCLOSED', 'close'], ['QUEUED', 'close'], ['IN_CONVERSATION', 'close'], ['DONE', 'close'],
  ['CANCELLED', 'retry'], ['EXPIRED', 'retry'], ['REJECTED', 'retry'],
])('in %s the one thing to do is to %s', (state, action) => {
  expect(pageFor(at(state), nl, false).action).toBe(action);
});

test('on a phone the first thing to do is to open the app', () => {
  expect(pageFor(at('STARTED'), nl, true)).toEqual({ message: nl.startedOnPhone, mood: 'act', action: 'open-app' });
});

test('who waits is told the place in the queue', () => {
  expect(pageFor(at('QUEUED', 1), nl, false).message.body).toMatch(/^U bent als eerste aan de beurt\./);
  expect(pageFor(at('QUEUED', 4), en, false).message.body).toMatch(/^You are number 4 in the queue\./);
});

test('every state and every error has its own words, in both languages', () => {
  for (const language of [nl, en]) {
    const messages = [...Object.values(language.states), ...Object.entries(language.errors).filter(([code]) => code !== 'IRMA_UNREACHABLE').map(([, message]) => message)];
    expect(new Set(messages.map(({ heading, body }) => heading + body)).size).toBe(messages.length);
  }
});
