import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { moment } from '../../shared/moment';
import { Notice } from '../../shared/Notice';
import { accountsTexts } from './account/accounts-texts';
import { useRecentSignIns } from './recent-sign-ins';

/** For a municipality whose own identity provider has the accounts: where that is, and who came from there. */
export function KeptElsewhere({ authority }: { authority: string }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(accountsTexts);
  const { signIns, failure } = useRecentSignIns();
  return (
    <>
      <section className="card">
        <Heading level={2}>{texts.elsewhere}</Heading>
        <Paragraph>{texts.elsewhereAt(new URL(authority).host)}</Paragraph>
      </section>
      <section className="card" aria-labelledby="recent-sign-ins">
        <Heading level={2} id="recent-sign-ins">
          {texts.recent}
        </Heading>
        {failure !== undefined && (
          <Notice tone="error">
            <Paragraph>{failureText(failure, language)}</Paragraph>
          </Notice>
        )}
        {signIns?.length === 0 && <Paragraph>{texts.nobodyRecently}</Paragraph>}
        <ul className="recent-sign-ins">
          {signIns?.map(({ displayName, at }) => (
            <li key={`${displayName} ${at}`}>
              <span>{displayName}</span> <time dateTime={at}>{moment(at, language)}</time>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
