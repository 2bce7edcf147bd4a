import type { ReactNode } from 'react';
import { CopyButton } from '../../shared/CopyButton';
import { useTexts } from '../../shared/language';
import { callsTexts } from './calls-texts';
import type { Call } from './live/call';

/** The network's word for it, apart from the verified attributes; or why there is none. Nothing once it is erased. */
export function CallerNumber({ call }: { call: Call }): ReactNode {
  const texts = useTexts(callsTexts);
  const { callerNumber: number, callerNumberDisplay: display, callerNumberUnknown: unknown } = call;
  if (number == null && unknown == null) {
    return null;
  }
  return (
    <dl className="attributes">
      <div>
        <dt>{texts.callerNumber}</dt>
        <dd className="caller-number">
          {number == null ? (
            <span>{unknown == null ? null : texts.numberUnknown[unknown]}</span>
          ) : (
            <>
              <span className="value">{display ?? number}</span>
              <CopyButton name={texts.callerNumber} value={number} />
              <span className="hint">{texts.notVerified}</span>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
