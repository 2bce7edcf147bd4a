import type { SessionState } from '../gql/graphql';

export interface Message {
  heading: string;
  body: string;
}

/** With which phone the citizen calls: the one that has the Yivi app, another one, or one that is on the line already. */
export type Way = 'app-phone' | 'another-phone' | 'invited';

/** The codes of the api that have a text of their own; every other code gets `OTHER`. */
export type ErrorCode =
  | 'PURPOSE_UNKNOWN'
  | 'CLOSED'
  | 'SUSPENDED'
  | 'PILOT_NOT_STARTED'
  | 'PILOT_ENDED'
  | 'INVITATION_UNKNOWN'
  | 'IRMA_UNREACHABLE'
  | 'TOO_MANY_REQUESTS'
  | 'TOO_BUSY'
  | 'MUNICIPALITY_UNKNOWN'
  | 'DATABASE_UNAVAILABLE'
  | 'NETWORK'
  | 'OTHER';

export interface Texts {
  button: string;
  title: string;
  close: string;
  stop: string;
  retry: string;
  openApp: string;
  openAppHere: string;
  showQr: string;
  qrAlternative: string;
  connectionLost: string;
  noAgent: string;
  noAgentInQueue: string;
  preparing: Message;
  startedOnPhone: Message;
  /** The app is on this device, but the call is not made from the app. */
  startedOnPhoneElsewhere: Message;
  choice: Message & { appPhone: string; anotherPhone: string };
  states: Record<SessionState, Message>;
  /** What is said differently to who calls in this way. */
  statesByWay: Record<Way, Partial<Record<SessionState, Message>>>;
  place: (position: number) => string;
  pairing: {
    label: string;
    submit: string;
    malformed: string;
    wrong: (triesLeft: number) => string;
    failed: string;
  };
  phoneCall: {
    number: string;
    code: string;
    copy: string;
    copied: string;
    copyFailed: string;
    until: (time: string) => string;
    callFromHere: string;
  };
  errors: Record<ErrorCode, Message>;
}
