import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../../shared/CopyButton';
import { useTexts } from '../../../shared/language';
import { accountsTexts } from './accounts-texts';

/** The link with which somebody sets a password, to be handed over by the admin. */
export function OneTimeLink({ link }: { link: string }): ReactNode {
  const texts = useTexts(accountsTexts);
  return (
    <>
      <Paragraph>{texts.linkExplained}</Paragraph>
      <p className="one-time-link">
        <code>{link}</code>
        <CopyButton name={texts.link} value={link} />
      </p>
    </>
  );
}
