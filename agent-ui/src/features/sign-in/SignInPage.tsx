import '@utrecht/button-link-css/dist/index.css';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import { signInTexts } from './sign-in-texts';
import './sign-in.css';

/** A link and not a form, because `form-action` would also forbid the municipality's own sign-in page that it leads to. */
export function SignInPage({ municipality, wasSignedIn }: { municipality: string; wasSignedIn: boolean }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(signInTexts);
  return (
    <section className="card sign-in">
      <Heading level={1}>{municipality}</Heading>
      {wasSignedIn && (
        <Notice tone="warning">
          <Paragraph>{texts.ended}</Paragraph>
        </Notice>
      )}
      <Paragraph>{texts.invitation}</Paragraph>
      <a
        className="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
        href={`/sign-in?returnUrl=/&language=${language}`}
      >
        {texts.signIn}
      </a>
    </section>
  );
}
