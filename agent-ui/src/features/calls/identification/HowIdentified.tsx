import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../../shared/language';
import type { Call } from '../live/call';
import { identificationTexts } from './identification-texts';
import './identification.css';

/** How far an agent may trust that the caller is who the data are about. */
export function HowIdentified({ call: { identification, assuranceLevel } }: { call: Call }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(identificationTexts);
  const { name, explanation, caution } = texts.ways[identification];
  return (
    <div className={`how-identified how-${identification.toLowerCase().replace('_', '-')}`}>
      <p className="how-name">{name}</p>
      <p>{explanation}</p>
      {caution !== undefined && (
        <p className="how-caution">
          <strong>{texts.lessSure}.</strong> {caution}
        </p>
      )}
      {assuranceLevel != null && (
        <p>
          {texts.assurance}: <strong>{assuranceLevel[language]}</strong>
        </p>
      )}
    </div>
  );
}
