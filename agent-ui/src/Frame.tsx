import { Link } from '@nl-design-system-candidate/link-react';
import { SkipLink } from '@nl-design-system-candidate/skip-link-react';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'wouter';
import { appTexts } from './app-texts';
import { SignOutButton } from './features/sign-in/SignOutButton';
import type { Viewer } from './features/sign-in/viewer';
import { LanguageSwitch } from './LanguageSwitch';
import { addressOf, pagesOf, useChosenPage } from './pages';
import { useTexts } from './shared/language';

interface FrameProps {
  municipality?: string;
  viewer?: Viewer;
  children: ReactNode;
}

/** What is around every page. */
export function Frame({ municipality, viewer, children }: FrameProps): ReactNode {
  const texts = useTexts(appTexts);
  return (
    <>
      <SkipLink href="#content">{texts.skip}</SkipLink>
      <header className="frame-header">
        <div className="frame-inner">
          <span className="brand">{municipality ?? 'IdBellen'}</span>
          {viewer !== undefined && pagesOf(viewer).length > 1 && <Navigation viewer={viewer} />}
          <div className="frame-end">
            <LanguageSwitch />
            {viewer !== undefined && <span className="viewer">{viewer.displayName}</span>}
            {viewer?.mayAddSecondFactor === true && <Link href="/account/second-factor/add">{texts.secondFactor}</Link>}
            {viewer !== undefined && <SignOutButton />}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="frame-inner">
        {children}
      </main>
    </>
  );
}

function Navigation({ viewer }: { viewer: Viewer }): ReactNode {
  const texts = useTexts(appTexts);
  const page = useChosenPage(viewer);
  return (
    <nav aria-label={texts.navigation}>
      <ul>
        {pagesOf(viewer).map((to) => (
          <li key={to}>
            <RouterLink href={addressOf(to)} asChild>
              <Link href={addressOf(to)} aria-current={to === page ? 'page' : undefined}>
                {texts[to]}
              </Link>
            </RouterLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
