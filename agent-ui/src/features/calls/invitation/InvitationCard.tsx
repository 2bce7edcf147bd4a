import type { ReactNode } from 'react';
import { CopyButton } from '../../../shared/CopyButton';
import { duration } from '../../../shared/duration';
import { useTexts } from '../../../shared/language';
import type { Call } from '../live/call';
import { invitationTexts } from './invitation-texts';
import { addressToSay, codeToSay } from './spoken-invitation';

interface InvitationCardProps {
  invitation: NonNullable<Call['invitation']>;
  now: number;
}

/** What to read out, large enough to read from a distance, and for how long it works. */
export function InvitationCard({ invitation: { code, address, link, expiresAt, state }, now }: InvitationCardProps): ReactNode {
  const texts = useTexts(invitationTexts);
  return (
    <>
      {state === 'OPEN' && (
        <>
          <p>{texts.readOut}</p>
          <dl className="to-read-out">
            <dt>{texts.address}</dt>
            <dd>{addressToSay(address)}</dd>
            <dt>{texts.code}</dt>
            <dd className="invitation-code">{codeToSay(code)}</dd>
          </dl>
          <p className="invitation-foot">
            <span className="hint">
              {texts.remaining} <span className="clock">{duration(Date.parse(expiresAt) - now)}</span>
            </span>
            <CopyButton name={texts.link} value={link} says={texts.copyLink} />
          </p>
        </>
      )}
      <p role="status" className="invitation-state">
        {texts.states[state]}
      </p>
    </>
  );
}
