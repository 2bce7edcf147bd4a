import type { ReactNode } from 'react';
import { useLanguage } from '../../../shared/language';
import type { Call } from '../live/call';
import { AttributeValue } from './AttributeValue';

interface AttributeListProps {
  attributes: Call['attributes'];
  /** Offered to the agent who took the call. */
  canCopy?: boolean;
}

export function AttributeList({ attributes, canCopy = false }: AttributeListProps): ReactNode {
  const { language } = useLanguage();
  return (
    <dl className="attributes">
      {attributes.map((attribute) => (
        <div key={attribute.identifier}>
          <dt>{attribute.label[language]}</dt>
          <dd>
            <AttributeValue attribute={attribute} canCopy={canCopy} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
