import type { SessionState } from '../gql/graphql';

const endStates: ReadonlySet<SessionState> = new Set(['DONE', 'CANCELLED', 'EXPIRED', 'REJECTED', 'LOCKED', 'TOO_LARGE']);
const unfinished: ReadonlySet<SessionState> = new Set([
  'STARTED',
  'PAIRING',
  'CONNECTED',
  'UNREACHABLE',
  'MISCONFIGURED',
  'AWAITING_CONFIRMATION',
]);

export function isEndState(state: SessionState): boolean {
  return endStates.has(state);
}

/** Until then, leaving means that the citizen does not want to go on. What an invited caller shares reaches the agent at once. */
export function isCancelledByLeaving(state: SessionState): boolean {
  return unfinished.has(state);
}

/**
 * What became of a session that the api no longer knows. A finished call is erased with its session, so a citizen who was in the
 * queue or on the phone and lost the connection meanwhile must not be told that something went wrong.
 */
export function stateOfForgottenSession(last: SessionState | undefined): SessionState {
  return last === 'IN_CONVERSATION' || last === 'QUEUED' || last === 'DONE' ? 'DONE' : 'EXPIRED';
}
