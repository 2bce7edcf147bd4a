import { useSubscription } from 'urql';
import { useConnection, useNow } from '../../../shared/api';
import { codeOfFailure } from '../../../shared/failure-code';
import { graphql } from '../../../gql';
import type { ConnectionState } from '../../../shared/live-connection';
import type { Call } from './call';
import { asFarAsVisible } from './personal-data';

const liveCallsDocument = graphql(`
  subscription LiveCalls {
    liveCalls {
      id
      state
      arrivedAt
      identification
      purpose {
        title {
          nl
          en
        }
      }
      takenAt
      takenBy
      transferredBy
      mine
      telephone
      connected
      personalDataUntil
      attributes {
        identifier
        label {
          nl
          en
        }
        kind
        value
        address
        issuedAt
        credential {
          nl
          en
        }
      }
      assuranceLevel {
        nl
        en
      }
      links {
        label {
          nl
          en
        }
        url
      }
      callerNumber
      callerNumberDisplay
      callerNumberUnknown
      invitation {
        code
        address
        link
        expiresAt
        state
      }
    }
  }
`);

export interface LiveCalls {
  /** Undefined until the first snapshot. */
  calls: Call[] | undefined;
  connection: ConnectionState;
  /** The server's time, so that `now - arrivedAt` is a waiting time. */
  now: number;
  /** A refusal that does not pass, for example after the sign-in has run out. */
  refusal: string | undefined;
}

export function useLiveCalls(): LiveCalls {
  const [{ data, error }] = useSubscription({ query: liveCallsDocument });
  const connection = useConnection();
  const now = useNow();
  const calls = data?.liveCalls.map((call) => asFarAsVisible(call, connection, now));
  return { calls, connection, now, refusal: error && codeOfFailure(error) };
}
