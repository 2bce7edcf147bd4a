import { follow, liveClient } from '@id-bellen/live/follow';
import { graphql } from '../gql';
import type { SessionState, SessionStatusSubscription, StatusFieldsFragment } from '../gql/graphql';
import { isEndState, stateOfForgottenSession } from './reconnect-rule';

export const statusFields = graphql(`
  fragment StatusFields on SessionStatus {
    state
    queuePosition
    agentsAvailable
    phoneCall {
      phoneNumber
      code
      link
      expiresAt
    }
    triesLeft
  }
`);

const sessionStatus = graphql(`
  subscription SessionStatus($statusToken: String!) {
    sessionStatus(statusToken: $statusToken) {
      ...StatusFields
    }
  }
`);

export type Status = StatusFieldsFragment;

/** A state of which nothing more is known. */
export function bareStatus(state: SessionState): Status {
  return { state, queuePosition: null, agentsAvailable: true, phoneCall: null, triesLeft: null };
}

const backOff = { first: 1_000, longest: 15_000 };

export interface StatusObserver {
  status: (status: Status) => void;
  /** Until the next status, what is shown may be out of date. */
  connectionLost: () => void;
  failed: (code: string) => void;
}

/** Follows a session to its end state through lost connections, or until `signal` says that nobody looks any more. */
export async function followStatus(endpoint: string, statusToken: string, observer: StatusObserver, signal: AbortSignal): Promise<void> {
  let last: Status | undefined;
  const follower = {
    backOff,
    received: ({ data }: { data?: SessionStatusSubscription | null }) => {
      if (data) {
        last = data.sessionStatus;
        observer.status(last);
      }
    },
    ended: (code: string) => {
      if (last !== undefined && isEndState(last.state)) {
        return false;
      }
      if (code === 'SESSION_UNKNOWN') {
        observer.status(bareStatus(stateOfForgottenSession(last?.state)));
        return false;
      }
      if (code === 'MUNICIPALITY_UNKNOWN') {
        observer.failed(code);
        return false;
      }
      observer.connectionLost();
      return true;
    },
  };
  const client = liveClient(endpoint, { credentials: 'omit', referrerPolicy: 'origin' });
  await follow<SessionStatusSubscription>(client, { query: sessionStatus.toString(), variables: { statusToken } }, follower, signal);
}
