import { Heading } from '@nl-design-system-candidate/heading-react';
import { Link } from '@nl-design-system-candidate/link-react';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import { callsTexts } from './calls-texts';
import type { Call } from './live/call';

/** The municipality's own systems; they must not learn where the visitor came from. */
export function CallLinks({ links }: { links: Call['links'] }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(callsTexts);
  if (links.length === 0) {
    return null;
  }
  return (
    <div className="links">
      <Heading level={3}>{texts.links}</Heading>
      <ul>
        {links.map(({ label, url }) => (
          <li key={url}>
            <Link href={url} target="_blank" rel="noopener noreferrer">
              {label[language]} <span className="visually-hidden">{texts.opensNewTab}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
