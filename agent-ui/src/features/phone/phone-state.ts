import type { MicrophoneFault } from './sound/microphone';
import type { LineFault } from './line/line';

/** Why there is no sound: of the line, or a code of the api. */
export type Fault = LineFault | { code: string };

export interface Talking {
  kind: 'talking';
  isMuted: boolean;
  isHeld: boolean;
  /** The browser plays sound only after the agent has pressed something. */
  isSilenced: boolean;
  /** Why the caller does not hear the agent. */
  microphone: MicrophoneFault | undefined;
}

export type LineState =
  | { kind: 'none' }
  | { kind: 'dialling'; attempt: number }
  | Talking
  | { kind: 'pausing'; attempt: number; fault: Fault }
  | { kind: 'hung-up' }
  | { kind: 'failed'; fault: Fault };

export interface PhoneState {
  /** The agent's call, while its caller is there. */
  callId: string | undefined;
  /** Whether the sound is in this tab. */
  isLeader: boolean;
  line: LineState;
  /** The last call ended without sound having come through. */
  hadNoRoute: boolean;
}

export type PhoneEvent =
  | { kind: 'call'; callId: string | undefined }
  | { kind: 'leader'; isLeader: boolean }
  | { kind: 'connected' }
  | { kind: 'ended'; fault: Fault }
  | { kind: 'pause-over' }
  | { kind: 'hung-up' }
  | { kind: 'dial-again' }
  | { kind: 'sounding'; changes: Partial<Omit<Talking, 'kind'>> };

export const atRest: PhoneState = { callId: undefined, isLeader: false, line: { kind: 'none' }, hadNoRoute: false };

/** How often the phone dials by itself before it asks the agent. */
const maxAttempts = 6;

/** What waiting does not cure. */
const finalCodes: ReadonlySet<string> = new Set([
  'CALL_ENDED',
  'CALL_NOT_YOURS',
  'NO_BROWSER_PHONE',
  'PHONE_SERVER_UNKNOWN',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
]);

/** How long before the phone dials again by itself, in milliseconds. */
export function pauseBefore(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 8_000);
}

/** What the phone is after something happened. Events that do not fit any more change nothing. */
export function next(state: PhoneState, event: PhoneEvent): PhoneState {
  if (event.kind === 'call') {
    return event.callId === state.callId ? state : begun({ ...state, callId: event.callId });
  }
  if (event.kind === 'leader') {
    return event.isLeader === state.isLeader ? state : begun({ ...state, isLeader: event.isLeader });
  }
  const line = nextLine(state.line, event);
  return { ...state, line, hadNoRoute: line.kind === 'failed' || (state.hadNoRoute && line.kind !== 'talking') };
}

function begun(state: PhoneState): PhoneState {
  return { ...state, line: state.isLeader && state.callId !== undefined ? { kind: 'dialling', attempt: 1 } : { kind: 'none' } };
}

function nextLine(line: LineState, event: Exclude<PhoneEvent, { kind: 'call' | 'leader' }>): LineState {
  const isUp = line.kind === 'dialling' || line.kind === 'talking';
  switch (event.kind) {
    case 'connected':
      return line.kind === 'dialling' ? { kind: 'talking', isMuted: false, isHeld: false, isSilenced: false, microphone: undefined } : line;
    case 'ended':
      return isUp ? ended(line.kind === 'dialling' ? line.attempt : 0, event.fault) : line;
    case 'pause-over':
      return line.kind === 'pausing' ? { kind: 'dialling', attempt: line.attempt + 1 } : line;
    case 'hung-up':
      return isUp || line.kind === 'pausing' ? { kind: 'hung-up' } : line;
    case 'dial-again':
      return isUp || line.kind === 'none' ? line : { kind: 'dialling', attempt: 1 };
    case 'sounding':
      return line.kind === 'talking' ? { ...line, ...event.changes } : line;
  }
}

function ended(attempt: number, fault: Fault): LineState {
  const isFinal = typeof fault === 'object' && finalCodes.has(fault.code);
  return isFinal || attempt >= maxAttempts ? { kind: 'failed', fault } : { kind: 'pausing', attempt, fault };
}
