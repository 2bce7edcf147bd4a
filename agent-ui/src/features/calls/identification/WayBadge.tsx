import type { ReactNode } from 'react';
import type { Identification } from '../../../gql/graphql';
import { useTexts } from '../../../shared/language';
import { identificationTexts } from './identification-texts';
import './identification.css';

/** The way of identification in a few words, for the list. */
export function WayBadge({ identification }: { identification: Identification }): ReactNode {
  const texts = useTexts(identificationTexts);
  const { short, caution } = texts.ways[identification];
  return (
    <span className={`way way-${identification.toLowerCase().replace('_', '-')}`}>
      {short}
      {caution !== undefined && ` (${texts.lessSure.toLowerCase()})`}
    </span>
  );
}
