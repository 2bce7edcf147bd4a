import type { MicrophoneFault } from '../sound/microphone';
import type { RouteResult } from './try-route';

export type Subject = 'browser' | 'microphone' | 'speaker' | 'notifications' | 'signalling' | 'sound' | 'turnUdp' | 'turnTls';

export type Verdict = 'good' | 'fair' | 'bad' | 'open';

/** What was found about one subject, and what to do about it. */
export interface Finding {
  subject: Subject;
  verdict: Verdict;
  text: string;
}

/** All that was found so far; undefined where it was not looked at yet. */
export interface CheckResult {
  isSecure: boolean;
  microphone: MicrophoneFault | 'SILENT' | 'HEARD' | undefined;
  speaker: 'HEARD' | 'NOT_HEARD' | undefined;
  notifications: NotificationPermission | 'UNSUPPORTED';
  any: RouteResult | undefined;
  turnUdp: RouteResult | undefined;
  turnTls: RouteResult | undefined;
}
