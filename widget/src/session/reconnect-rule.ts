import type { SessionState } from '../gql/graphql';

const endStates: ReadonlySet<SessionState> = new Set(['DONE', 'CANCELLED', 'EXPIRED', 'REJECTED', 'LOCKED']);
const unfinished: ReadonlySet<SessionState> = new Set(['STARTED', 'PAIRING', 'CONNECTED', 'UNREACHABLE', 'AWAITING_CONFIRMATION']);

export function isEndState(state: SessionState): boolean {
  return endStates.has(state);
}

/** Until then, leaving means that the citizen does not want to go on. What is disclosed but not confirmed reached no agent yet. */
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

/** Milliseconds to wait before attempt number `attempt` (from 0): 1 s, doubling up to 15 s, with a fifth of chance either way. */
export function reconnectDelay(attempt: number, random: number): number {
  const base = Math.min(15_000, 1_000 * 2 ** attempt);
  return Math.round(base * (0.8 + 0.4 * random));
}
