import type { PhoneCallView } from '../session/phone-call';
import type { ErrorCode, Message, Texts, Way } from '../texts/texts';

/** What is shown for a view: one message, and at most one thing to do beside what belongs to the state. */
export interface Page {
  message: Message;
  /** `waiting` moves, `good` and `bad` end something. */
  mood: 'waiting' | 'act' | 'good' | 'bad';
  action: 'open-app' | 'retry' | 'stop' | 'close';
  /** What the citizen should know about the waiting that comes or goes on. */
  notice: string;
}

/** Errors that trying again may cure. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'INVITATION_UNKNOWN',
  'IRMA_UNREACHABLE',
  'TOO_MANY_REQUESTS',
  'TOO_BUSY',
  'DATABASE_UNAVAILABLE',
  'NETWORK',
  'OTHER',
]);

export function pageFor(view: PhoneCallView, texts: Texts, way: Way, appOnDevice: boolean): Page {
  switch (view.kind) {
    case 'preparing':
      return { message: texts.preparing, mood: 'waiting', action: 'stop', notice: '' };
    case 'choosing':
      return { message: texts.choice, mood: 'act', action: 'stop', notice: view.agentsAvailable ? '' : texts.noAgent };
    case 'failed': {
      const code = Object.hasOwn(texts.errors, view.code) ? (view.code as ErrorCode) : 'OTHER';
      return { message: texts.errors[code], mood: 'bad', action: passing.has(code) ? 'retry' : 'close', notice: '' };
    }
    case 'status':
      return { notice: '', ...statusPage(view, texts, way, appOnDevice) };
  }
}

type StatusView = Extract<PhoneCallView, { kind: 'status' }>;

function statusPage(view: StatusView, texts: Texts, way: Way, appOnDevice: boolean): Omit<Page, 'notice'> & Partial<Page> {
  const message = texts.statesByWay[way][view.state] ?? texts.states[view.state];
  switch (view.state) {
    case 'STARTED':
      return appOnDevice
        ? { message: way === 'app-phone' ? texts.startedOnPhone : texts.startedOnPhoneElsewhere, mood: 'act', action: 'open-app' }
        : { message, mood: 'act', action: 'stop' };
    case 'PAIRING':
    case 'AWAITING_CONFIRMATION':
      return { message, mood: 'act', action: 'stop' };
    case 'CONNECTED':
    case 'UNREACHABLE':
      return { message, mood: 'waiting', action: 'stop' };
    case 'DISCLOSED':
      return way === 'invited'
        ? { message, mood: 'waiting', action: 'stop' }
        : { message, mood: 'act', action: 'close', notice: view.agentsAvailable ? '' : texts.noAgent };
    case 'QUEUED':
      return {
        message: withPlace(message, view.queuePosition ?? null, texts),
        mood: 'waiting',
        action: 'close',
        notice: view.agentsAvailable ? '' : texts.noAgentInQueue,
      };
    case 'IN_CONVERSATION':
    case 'DONE':
      return { message, mood: 'good', action: 'close' };
    case 'CANCELLED':
    case 'EXPIRED':
    case 'REJECTED':
    case 'LOCKED':
      return { message, mood: 'bad', action: 'retry' };
    case 'TOO_LARGE':
    case 'MISCONFIGURED':
      return { message, mood: 'bad', action: 'close' };
  }
}

function withPlace(message: Message, position: number | null, texts: Texts): Message {
  return position === null ? message : { ...message, body: `${texts.place(position)} ${message.body}` };
}
