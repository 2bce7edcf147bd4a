import type { ReactNode } from 'react';
import { CopyButton } from '../../shared/CopyButton';
import { useTexts } from '../../shared/language';
import { callsTexts } from './calls-texts';

/** The exchange's word for it, not a verified attribute. */
export function CallerNumber({ number }: { number: string | undefined }): ReactNode {
  const texts = useTexts(callsTexts);
  return number === undefined ? null : (
    <dl className="attributes">
      <div>
        <dt>{texts.callerNumber}</dt>
        <dd>
          <span className="value">{number}</span>
          <CopyButton name={texts.callerNumber} value={number} />
        </dd>
      </div>
    </dl>
  );
}
