import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState, type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import type { Message } from '../../../shared/Notice';
import type { Call } from '../live/call';
import { DigitsForm } from './DigitsForm';
import { InvitationCard } from './InvitationCard';
import { invitationTexts } from './invitation-texts';
import { useInviteCaller } from './invite-caller';
import { PurposeForm } from './PurposeForm';
import './invitation.css';

interface InviteCallerProps {
  call: Call;
  now: number;
  onMessage: (message: Message | undefined) => void;
}

/** Identification during the call: choose a purpose, read out a code, type the digits that the caller's app shows. */
export function InviteCaller({ call: { id, invitation }, now, onMessage }: InviteCallerProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(invitationTexts);
  const { invite, isInviting } = useInviteCaller();
  const [isChoosing, setIsChoosing] = useState(false);

  const onInvite = async (purpose: string): Promise<void> => {
    const code = await invite(id, purpose);
    onMessage(code === undefined ? undefined : { tone: 'error', text: failureText(code, language, texts.failures) });
    setIsChoosing(false);
  };
  const choose = (
    <Button
      type="button"
      purpose="secondary"
      onClick={() => {
        setIsChoosing(true);
      }}
    >
      {invitation == null ? texts.invite : texts.again}
    </Button>
  );
  const form = (
    <PurposeForm
      isBusy={isInviting}
      onChoose={(purpose) => void onInvite(purpose)}
      onCancel={() => {
        setIsChoosing(false);
      }}
    />
  );

  if (invitation == null) {
    return (
      <div className="invite">
        <p className="hint">{texts.explanation}</p>
        {isChoosing ? form : choose}
      </div>
    );
  }
  const isExpired = invitation.state === 'OPEN' && Date.parse(invitation.expiresAt) <= now;
  return (
    <section className="invite invitation" aria-labelledby="invitation">
      <Heading level={3} id="invitation">
        {texts.title}
      </Heading>
      {isExpired ? <p role="status">{texts.expired}</p> : <InvitationCard invitation={invitation} now={now} />}
      {invitation.state === 'AWAITING_CONFIRMATION' && (
        <DigitsForm
          callId={id}
          onDone={(outcome) => {
            onMessage(outcome === 'CONFIRMED' ? { tone: 'ok', text: texts.confirmed } : { tone: 'error', text: texts.locked });
          }}
        />
      )}
      {isChoosing ? form : choose}
    </section>
  );
}
