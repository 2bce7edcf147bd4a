import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useId, type ReactNode } from 'react';
import { duration } from '../../shared/duration';
import { useLanguage, useTexts } from '../../shared/language';
import { AttributeList } from './attributes/AttributeList';
import { callTitle } from './call-title';
import { callsTexts } from './calls-texts';
import { WayBadge } from './identification/WayBadge';
import type { Call } from './live/call';

interface ListedCallProps {
  call: Call;
  now: number;
  /** The agent has a call or is just taking one. */
  isBusy: boolean;
  onTake: () => void;
}

export function ListedCall({ call, now, isBusy, onTake }: ListedCallProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(callsTexts);
  const titleId = useId();
  const isWaiting = call.state === 'WAITING';
  return (
    <li className={isWaiting ? 'card call' : 'card call call-taken'}>
      <div className="call-head">
        <Heading level={3} id={titleId} className={call.identification === 'NONE' ? 'not-identified' : undefined}>
          {callTitle(call, language)}
        </Heading>
        <p className="waiting-time">
          {texts.waits} <span className="clock">{duration(now - Date.parse(call.arrivedAt))}</span>
        </p>
      </div>
      {isWaiting && call.identification !== 'NONE' && (
        <div className="overview">
          <WayBadge identification={call.identification} />
          <AttributeList attributes={call.attributes.filter(({ kind }) => kind !== 'PHOTO')} />
        </div>
      )}
      {isWaiting ? (
        <Button type="button" purpose="primary" aria-describedby={titleId} disabled={isBusy} onClick={isBusy ? undefined : onTake}>
          {texts.take}
        </Button>
      ) : (
        <p className="taken-by">{texts.takenBy(call.takenBy ?? '')}</p>
      )}
    </li>
  );
}
