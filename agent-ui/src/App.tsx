import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useState, type ReactNode } from 'react';
import { appTexts } from './app-texts';
import { AccountsPage } from './features/accounts/AccountsPage';
import { AuditPage } from './features/audit/AuditPage';
import { CallsPage } from './features/calls/CallsPage';
import { EvaluationPage } from './features/evaluation/EvaluationPage';
import { SignInPage } from './features/sign-in/SignInPage';
import { useSignIn, type Viewer } from './features/sign-in/viewer';
import { useChosenPage } from './chosen-page';
import { Frame } from './Frame';
import { failureText } from './shared/failure-texts';
import { useLanguage, useTexts } from './shared/language';

export function App(): ReactNode {
  const { signIn, askAgain, changed } = useSignIn();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (signIn.kind === 'signed-in' && !wasSignedIn) {
    setWasSignedIn(true);
  }
  switch (signIn.kind) {
    case 'asking':
      return <Frame>{null}</Frame>;
    case 'failed':
      return (
        <Frame>
          <Failure code={signIn.code} onRetry={askAgain} />
        </Frame>
      );
    case 'signed-out':
      return (
        <Frame>
          <SignInPage municipality={signIn.municipality} wasSignedIn={wasSignedIn} />
        </Frame>
      );
    case 'signed-in':
      return (
        <Frame municipality={signIn.municipality} viewer={signIn.viewer}>
          <Page municipality={signIn.municipality} viewer={signIn.viewer} onChanged={changed} onRefused={askAgain} />
        </Frame>
      );
  }
}

interface PageProps {
  municipality: string;
  viewer: Viewer;
  onChanged: () => void;
  onRefused: () => void;
}

function Page({ municipality, viewer, onChanged, onRefused }: PageProps): ReactNode {
  const texts = useTexts(appTexts);
  const { page } = useChosenPage(viewer.roles);
  if (page === 'accounts') {
    return <AccountsPage municipality={municipality} onViewerChanged={onRefused} />;
  }
  if (page === 'audit') {
    return <AuditPage municipality={municipality} onRefused={onRefused} />;
  }
  if (page === 'evaluation') {
    return <EvaluationPage municipality={municipality} onRefused={onRefused} />;
  }
  if (page === 'calls') {
    return <CallsPage municipality={municipality} isAvailable={viewer.available} onAvailabilityChanged={onChanged} onRefused={onRefused} />;
  }
  return (
    <section className="card">
      <Heading level={1}>{texts.noRole}</Heading>
      <Paragraph>{texts.noRoleExplained}</Paragraph>
    </section>
  );
}

function Failure({ code, onRetry }: { code: string; onRetry: () => void }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(appTexts);
  return (
    <section className="card" role="alert">
      <Heading level={1}>{texts.failure}</Heading>
      <Paragraph>{failureText(code, language)}</Paragraph>
      <Button type="button" purpose="primary" onClick={onRetry}>
        {texts.retry}
      </Button>
    </section>
  );
}
