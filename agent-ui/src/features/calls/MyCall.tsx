import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useId, type ReactNode, type Ref } from 'react';
import { CopyButton } from '../../shared/CopyButton';
import { duration } from '../../shared/duration';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import { AttributeList } from './AttributeList';
import { callTitle } from './call-title';
import { CallLinks } from './CallLinks';
import { callsTexts } from './calls-texts';
import type { Call } from './live-calls';

interface MyCallProps {
  call: Call;
  now: number;
  isFinishing: boolean;
  onFinish: () => void;
  headingRef: Ref<HTMLHeadingElement>;
}

export function MyCall({ call, now, isFinishing, onFinish, headingRef }: MyCallProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(callsTexts);
  const headingId = useId();
  const hintId = useId();
  return (
    <section className="card my-call" aria-labelledby={headingId}>
      <p className="eyebrow">{texts.mine}</p>
      <div className="call-head">
        <Heading level={2} id={headingId} ref={headingRef} tabIndex={-1}>
          {callTitle(call, language)}
        </Heading>
        {call.state === 'IN_CONVERSATION' && (
          <p className="waiting-time">
            {texts.inConversation} <span className="clock">{duration(now - Date.parse(call.takenAt ?? call.arrivedAt))}</span>
          </p>
        )}
      </div>
      {call.state === 'WRAP_UP' && (
        <Notice tone="info">
          <Paragraph>{texts.wrapUp}</Paragraph>
        </Notice>
      )}
      {call.identified ? (
        <p className="verified">{texts.verified}</p>
      ) : (
        <Notice tone="warning">
          <Paragraph>{texts.nobodyVerified}</Paragraph>
        </Notice>
      )}
      {call.identified && call.attributes.length === 0 && <Paragraph>{texts.noData}</Paragraph>}
      <AttributeList attributes={call.attributes} canCopy />
      {call.callerNumber != null && (
        <dl className="attributes">
          <div>
            <dt>{texts.callerNumber}</dt>
            <dd>
              <span className="value">{call.callerNumber}</span>
              <CopyButton name={texts.callerNumber} value={call.callerNumber} />
            </dd>
          </div>
        </dl>
      )}
      <CallLinks links={call.links} />
      <div className="finish">
        <Button type="button" purpose="primary" busy={isFinishing} aria-describedby={hintId} onClick={isFinishing ? undefined : onFinish}>
          {texts.finish}
        </Button>
        <p id={hintId} className="hint">
          {texts.finishHint}
        </p>
        {call.personalDataUntil != null && (
          <p className="hint">
            {texts.erasedIn} <span className="clock">{duration(Date.parse(call.personalDataUntil) - now)}</span>
          </p>
        )}
      </div>
    </section>
  );
}
