import { useEffect, type ReactNode } from 'react';
import type { Call } from './live/call';

/** The agent's call, while its caller is there. */
export interface OwnCall {
  id: string;
  /** The name of the telephone on which the agent takes it; undefined: in this page. */
  telephone: string | undefined;
  /** Whether agent and caller hear each other. */
  isConnected: boolean;
}

/** What the page of calls says to a phone in it, and where that shows itself. */
export interface Telephone {
  /** The agent presses the button for a call: from now on there may be sound. */
  onTaking: () => void;
  onCalls: (mine: OwnCall | undefined, waiting: readonly string[]) => void;
  /** Above the calls that wait. */
  beforeCall: ReactNode;
  /** In the agent's call. */
  inCall: ReactNode;
}

export function useTelephone(telephone: Telephone | undefined, calls: Call[] | undefined): void {
  const mine = calls?.find((call) => call.mine && call.state === 'IN_CONVERSATION');
  const id = mine?.id;
  const on = mine?.telephone ?? undefined;
  const isConnected = mine?.connected === true;
  const waiting = calls
    ?.filter(({ state }) => state === 'WAITING')
    .map(({ id }) => id)
    .join(' ');
  const onCalls = telephone?.onCalls;
  useEffect(() => {
    if (waiting !== undefined) {
      onCalls?.(id === undefined ? undefined : { id, telephone: on, isConnected }, waiting === '' ? [] : waiting.split(' '));
    }
  }, [onCalls, id, on, isConnected, waiting]);
}
