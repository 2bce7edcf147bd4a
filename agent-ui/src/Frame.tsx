import { Link } from '@nl-design-system-candidate/link-react';
import { SkipLink } from '@nl-design-system-candidate/skip-link-react';
import type { MouseEvent, ReactNode } from 'react';
import { appTexts } from './app-texts';
import { addressOf, pagesOf, useChosenPage, type ChosenPage } from './chosen-page';
import { SignOutButton } from './features/sign-in/SignOutButton';
import type { Viewer } from './features/sign-in/viewer';
import { LanguageSwitch } from './LanguageSwitch';
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
          {viewer !== undefined && pagesOf(viewer.roles).length > 1 && <Navigation roles={viewer.roles} />}
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

function Navigation({ roles }: { roles: Viewer['roles'] }): ReactNode {
  const texts = useTexts(appTexts);
  const { page, go } = useChosenPage(roles);
  const follow = (event: MouseEvent, to: ChosenPage): void => {
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      go(to);
    }
  };
  return (
    <nav aria-label={texts.navigation}>
      <ul>
        {pagesOf(roles).map((to) => (
          <li key={to}>
            <Link
              href={addressOf(to)}
              aria-current={to === page ? 'page' : undefined}
              onClick={(event) => {
                follow(event, to);
              }}
            >
              {texts[to]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
