import type { ConnectionState } from '../../../shared/live-connection';
import type { Call } from './call';

/** How long personal data stays on the screen without word from the server, in milliseconds. */
const longestSilence = 10_000;

/**
 * A call without its personal data once they are erased or once nobody knows whether they are. The server erases at
 * `personalDataUntil`; the screen does not wait for the message that it did. With the municipality everything is erased.
 */
export function asFarAsVisible(call: Call, connection: ConnectionState, now: number): Call {
  const isErased = call.personalDataUntil != null && Date.parse(call.personalDataUntil) <= now;
  const isStale = connection.kind === 'lost' && now - connection.since >= longestSilence;
  const isGone = connection.kind === 'lost' && connection.code === 'MUNICIPALITY_UNKNOWN';
  return isErased || isStale || isGone
    ? {
        ...call,
        attributes: [],
        assuranceLevel: null,
        links: [],
        callerNumber: null,
        callerNumberDisplay: null,
        callerNumberUnknown: null,
        invitation: null,
      }
    : call;
}
