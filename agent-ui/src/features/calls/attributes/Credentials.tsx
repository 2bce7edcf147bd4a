import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../../shared/language';
import type { Call } from '../live/call';
import { AttributeList } from './AttributeList';
import { longDate } from './attribute-kinds';
import { attributesTexts } from './attributes-texts';
import { isOld, weekOf } from './credential-age';
import { groupByCredential } from './credential-groups';
import './attributes.css';

/** All attributes, under the card that each came from and how old that is. */
export function Credentials({ attributes, now }: { attributes: Call['attributes']; now: number }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(attributesTexts);
  return groupByCredential(attributes).map(({ credential, issuedAt, attributes: ofCard }) => (
    <div key={`${credential.nl} ${String(issuedAt)}`} className="credential">
      <Heading level={3}>{credential[language]}</Heading>
      {issuedAt !== null && (
        <p className="hint">
          {texts.issued(longDate(weekOf(issuedAt), language))}
          {isOld(issuedAt, now) && <strong className="old">{texts.old}</strong>}
        </p>
      )}
      <AttributeList attributes={ofCard} canCopy />
    </div>
  ));
}
