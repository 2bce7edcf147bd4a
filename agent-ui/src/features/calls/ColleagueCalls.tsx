import type { ReactNode } from 'react';
import { duration } from '../../shared/duration';
import { useLanguage, useTexts } from '../../shared/language';
import { callTitle } from './call-title';
import { callsTexts } from './calls-texts';
import type { Call } from './live/call';

/** Who is on the phone, out of the way of the calls that wait. */
export function ColleagueCalls({ calls, now }: { calls: Call[]; now: number }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(callsTexts);
  if (calls.length === 0) {
    return null;
  }
  return (
    <details className="colleagues">
      <summary>{texts.withColleagues(calls.length)}</summary>
      <ul>
        {calls.map((call) => (
          <li key={call.id}>
            <span>{call.takenBy}</span>
            <span>{callTitle(call, language)}</span>
            <span className="clock">{duration(now - Date.parse(call.takenAt ?? call.arrivedAt))}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
