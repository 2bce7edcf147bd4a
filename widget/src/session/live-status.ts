import { createClient, NetworkError } from 'graphql-sse';
import { graphql } from '../gql';
import type { SessionState, SessionStatusSubscription, StatusFieldsFragment } from '../gql/graphql';
import { pause } from './pause';
import { isEndState, reconnectDelay, stateOfForgottenSession } from './reconnect-rule';
import { errorCode } from './session-api';
import { fetchWithSilenceLimit } from './silence-limit';

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
    confirmationDigits
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
  return { state, queuePosition: null, agentsAvailable: true, phoneCall: null, confirmationDigits: null, triesLeft: null };
}

/** Milliseconds; the api sends a keep-alive well within it. */
const silenceLimit = 30_000;

export interface StatusObserver {
  status: (status: Status) => void;
  /** Until the next status, what is shown may be out of date. */
  connectionLost: () => void;
  failed: (code: string) => void;
}

/** Follows a session to its end state through lost connections, or until `signal` says that nobody looks any more. */
export async function followStatus(endpoint: string, statusToken: string, observer: StatusObserver, signal: AbortSignal): Promise<void> {
  let last: Status | undefined;
  let attempt = 0;
  for (;;) {
    const refusal = await streamOnce(endpoint, statusToken, signal, (status) => {
      last = status;
      attempt = 0;
      observer.status(status);
    });
    if (signal.aborted || (last !== undefined && isEndState(last.state))) {
      return;
    }
    if (refusal === 'SESSION_UNKNOWN') {
      observer.status(bareStatus(stateOfForgottenSession(last?.state)));
      return;
    }
    if (refusal === 'MUNICIPALITY_UNKNOWN') {
      observer.failed(refusal);
      return;
    }
    observer.connectionLost();
    await pause(reconnectDelay(attempt, Math.random()), signal);
    attempt += 1;
  }
}

/** One connection from beginning to end; gives the code of the api's refusal, if it refused. */
async function streamOnce(
  endpoint: string,
  statusToken: string,
  signal: AbortSignal,
  received: (status: Status) => void,
): Promise<string | undefined> {
  const client = createClient({
    url: endpoint,
    credentials: 'omit',
    referrerPolicy: 'origin',
    retryAttempts: 0,
    fetchFn: fetchWithSilenceLimit(silenceLimit),
  });
  const stop = (): void => {
    client.dispose();
  };
  signal.addEventListener('abort', stop);
  try {
    const request = { query: sessionStatus.toString(), variables: { statusToken } };
    for await (const result of client.iterate<SessionStatusSubscription>(request)) {
      if (result.data === null || result.data === undefined) {
        return errorCode(result);
      }
      received(result.data.sessionStatus);
    }
    return undefined;
  } catch (error) {
    return await refusalIn(error);
  } finally {
    signal.removeEventListener('abort', stop);
    client.dispose();
  }
}

async function refusalIn(error: unknown): Promise<string | undefined> {
  const response = error instanceof NetworkError ? (error.response as Response | undefined) : undefined;
  try {
    return errorCode(await response?.json());
  } catch {
    return undefined;
  }
}
