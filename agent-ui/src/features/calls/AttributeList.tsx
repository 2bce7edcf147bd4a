import type { ReactNode } from 'react';
import { CopyButton } from '../../shared/CopyButton';
import { useLanguage } from '../../shared/language';
import type { Call } from './live-calls';

interface AttributeListProps {
  attributes: Call['attributes'];
  /** Offered to the agent who took the call. */
  canCopy?: boolean;
}

export function AttributeList({ attributes, canCopy = false }: AttributeListProps): ReactNode {
  const { language } = useLanguage();
  return (
    <dl className="attributes">
      {attributes.map(({ identifier, label, value }) => (
        <div key={identifier}>
          <dt>{label[language]}</dt>
          <dd>
            <span className="value">{value}</span>
            {canCopy && <CopyButton name={label[language]} value={value} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
