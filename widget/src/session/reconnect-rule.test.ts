import { expect, test } from 'vitest';
import type { SessionState } from '../gql/graphql';
import { isCancelledByLeaving, stateOfForgottenSession } from './reconnect-rule';

test.each<[SessionState | undefined, SessionState]>([
  [undefined, 'EXPIRED'],
  ['STARTED', 'EXPIRED'],
  ['CONNECTED', 'EXPIRED'],
  ['PAIRING', 'EXPIRED'],
  ['DISCLOSED', 'EXPIRED'],
  ['AWAITING_CONFIRMATION', 'EXPIRED'],
  ['UNREACHABLE', 'EXPIRED'],
  ['QUEUED', 'DONE'],
  ['IN_CONVERSATION', 'DONE'],
])('a forgotten session that was last %s counts as %s', (last, now) => {
  expect(stateOfForgottenSession(last)).toBe(now);
});

test('only a session that reached neither a phone nor an agent is cancelled by leaving', () => {
  const all: SessionState[] = [
    'STARTED',
    'PAIRING',
    'CONNECTED',
    'UNREACHABLE',
    'AWAITING_CONFIRMATION',
    'DISCLOSED',
    'QUEUED',
    'IN_CONVERSATION',
    'DONE',
    'CANCELLED',
    'EXPIRED',
    'REJECTED',
    'LOCKED',
  ];
  expect(all.filter(isCancelledByLeaving)).toEqual(['STARTED', 'PAIRING', 'CONNECTED', 'UNREACHABLE', 'AWAITING_CONFIRMATION']);
});
