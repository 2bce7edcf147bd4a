import type { SessionView } from '../session/citizen-session';
import type { ErrorCode, Message, Texts } from '../texts';

/** What the dialog shows for a view: one message, and at most one thing to do. */
export interface Page {
  message: Message;
  /** `waiting` moves, `good` and `bad` end something. */
  mood: 'waiting' | 'act' | 'good' | 'bad';
  action: 'open-app' | 'retry' | 'stop' | 'close';
}

/** Errors that trying again may cure. */
const passing: ReadonlySet<ErrorCode> = new Set(['IRMA_UNREACHABLE', 'TOO_MANY_REQUESTS', 'DATABASE_UNAVAILABLE', 'NETWORK', 'OTHER']);

export function pageFor(view: SessionView, texts: Texts, appOnDevice: boolean): Page {
  if (view.kind === 'preparing') {
    return { message: texts.preparing, mood: 'waiting', action: 'stop' };
  }
  if (view.kind === 'failed') {
    const code = Object.hasOwn(texts.errors, view.code) ? (view.code as ErrorCode) : 'OTHER';
    return { message: texts.errors[code], mood: 'bad', action: passing.has(code) ? 'retry' : 'close' };
  }
  const message = texts.states[view.state];
  switch (view.state) {
    case 'STARTED':
      return appOnDevice
        ? { message: texts.startedOnPhone, mood: 'act', action: 'open-app' }
        : { message, mood: 'act', action: 'stop' };
    case 'CONNECTED':
    case 'UNREACHABLE':
      return { message, mood: 'waiting', action: 'stop' };
    case 'DISCLOSED':
      return { message, mood: 'act', action: 'close' };
    case 'QUEUED':
      return { message: withPlace(message, view.queuePosition, texts), mood: 'waiting', action: 'close' };
    case 'IN_CONVERSATION':
    case 'DONE':
      return { message, mood: 'good', action: 'close' };
    case 'CANCELLED':
    case 'EXPIRED':
    case 'REJECTED':
      return { message, mood: 'bad', action: 'retry' };
  }
}

function withPlace(message: Message, position: number | null, texts: Texts): Message {
  return position === null ? message : { ...message, body: `${texts.place(position)} ${message.body}` };
}
