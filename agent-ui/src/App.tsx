import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useState, type ReactNode } from 'react';
import { appTexts } from './app-texts';
import { useKeptPhone, type KeptPhone } from './features/phone/kept-phone';
import { SignInPage } from './features/sign-in/SignInPage';
import { useSignIn, type Viewer } from './features/sign-in/viewer';
import { Frame } from './Frame';
import { lazyPage } from './lazy-page';
import { PageBoundary } from './PageBoundary';
import { useChosenPage, type PageName } from './pages';
import { failureText } from './shared/failure-texts';
import { useLanguage, useTexts } from './shared/language';

const AccountsPage = lazyPage(async () => (await import('./features/accounts/AccountsPage')).AccountsPage);
const AuditPage = lazyPage(async () => (await import('./features/audit/AuditPage')).AuditPage);
const CallsPage = lazyPage(async () => (await import('./features/calls/CallsPage')).CallsPage);
const CallsWithPhone = lazyPage(async () => (await import('./CallsWithPhone')).CallsWithPhone);
const CheckPage = lazyPage(async () => (await import('./features/phone/check/CheckPage')).CheckPage);
const EvaluationPage = lazyPage(async () => (await import('./features/evaluation/EvaluationPage')).EvaluationPage);
const TelephonesPage = lazyPage(async () => (await import('./features/telephones/TelephonesPage')).TelephonesPage);

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

function Page(props: PageProps): ReactNode {
  const page = useChosenPage(props.viewer);
  const keptPhone = useKeptPhone();
  return (
    <PageBoundary key={page}>
      <PageContent page={page} keptPhone={keptPhone} {...props} />
    </PageBoundary>
  );
}

interface PageContentProps extends PageProps {
  page: PageName | undefined;
  keptPhone: KeptPhone;
}

function PageContent({ page, keptPhone, municipality, viewer, onChanged, onRefused }: PageContentProps): ReactNode {
  const texts = useTexts(appTexts);
  if (page === 'accounts') {
    return <AccountsPage municipality={municipality} onViewerChanged={onRefused} />;
  }
  if (page === 'telephones') {
    return <TelephonesPage municipality={municipality} onRefused={onRefused} />;
  }
  if (page === 'audit') {
    return <AuditPage municipality={municipality} onRefused={onRefused} />;
  }
  if (page === 'evaluation') {
    return <EvaluationPage municipality={municipality} onRefused={onRefused} />;
  }
  if (page === 'phone') {
    return <CheckPage municipality={municipality} keptPhone={keptPhone} />;
  }
  if (page === 'calls') {
    const calls = { municipality, isAvailable: viewer.available, onAvailabilityChanged: onChanged, onRefused };
    return viewer.hasBrowserPhone ? <CallsWithPhone keptPhone={keptPhone} {...calls} /> : <CallsPage {...calls} />;
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
