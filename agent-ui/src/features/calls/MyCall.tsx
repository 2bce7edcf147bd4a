import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useId, type ReactNode, type Ref } from 'react';
import { duration } from '../../shared/duration';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice, type Message } from '../../shared/Notice';
import { Credentials } from './attributes/Credentials';
import { callTitle } from './call-title';
import { CallerNumber } from './CallerNumber';
import { CallLinks } from './CallLinks';
import { callsTexts } from './calls-texts';
import { erasureOf } from './erasure/erasure';
import { ErasureNotice } from './erasure/ErasureNotice';
import { HandOver } from './hand-over/HandOver';
import { HowIdentified } from './identification/HowIdentified';
import { InviteCaller } from './invitation/InviteCaller';
import type { Call } from './live/call';

interface MyCallProps {
  call: Call;
  now: number;
  isFinishing: boolean;
  onFinish: () => void;
  onMessage: (message: Message | undefined) => void;
  headingRef: Ref<HTMLHeadingElement>;
  phone: ReactNode;
}

export function MyCall({ call, now, isFinishing, onFinish, onMessage, headingRef, phone }: MyCallProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(callsTexts);
  const headingId = useId();
  const hintId = useId();
  const isTalking = call.state === 'IN_CONVERSATION';
  const isIdentified = call.identification !== 'NONE';
  const erasure = erasureOf(call, now);
  return (
    <section className="card my-call" aria-labelledby={headingId}>
      <p className="eyebrow">{texts.mine}</p>
      <div className="call-head">
        <Heading level={2} id={headingId} ref={headingRef} tabIndex={-1}>
          {callTitle(call, language)}
        </Heading>
        {isTalking && (
          <p className="waiting-time">
            {texts.inConversation} <span className="clock">{duration(now - Date.parse(call.takenAt ?? call.arrivedAt))}</span>
          </p>
        )}
      </div>
      {call.transferredBy != null && <p className="hint">{texts.transferredBy(call.transferredBy)}</p>}
      {!isTalking && (
        <Notice tone="info">
          <Paragraph>{texts.wrapUp}</Paragraph>
        </Notice>
      )}
      {isTalking && phone}
      <ErasureNotice erasure={erasure} />
      <HowIdentified call={call} />
      {!isIdentified && isTalking && <InviteCaller call={call} now={now} onMessage={onMessage} />}
      {isIdentified && call.attributes.length === 0 && erasure !== 'gone' && <Paragraph>{texts.noData}</Paragraph>}
      <Credentials attributes={call.attributes} now={now} />
      <CallerNumber call={call} />
      <CallLinks links={call.links} />
      <div className="finish">
        <Button type="button" purpose="primary" busy={isFinishing} aria-describedby={hintId} onClick={isFinishing ? undefined : onFinish}>
          {texts.finish}
        </Button>
        <p id={hintId} className="hint">
          {texts.finishHint}
        </p>
        {call.personalDataUntil != null && erasure !== 'gone' && (
          <p className="hint">
            {texts.erasedIn} <span className="clock">{duration(Date.parse(call.personalDataUntil) - now)}</span>
          </p>
        )}
      </div>
      {isTalking && <HandOver callId={call.id} onMessage={onMessage} />}
    </section>
  );
}
