import '@utrecht/table-css/dist/index.css';
import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import type { Figures } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { spokenDuration } from './spoken-duration';

const percentiles = ['median', 'p90', 'p95'] as const;

export function DurationsTable({ figures: { waiting, handling } }: { figures: Figures }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(evaluationTexts);
  const rows = [
    { name: texts.waiting, explanation: texts.waitingExplained, durations: waiting },
    { name: texts.handling, explanation: texts.handlingExplained, durations: handling },
  ];
  return (
    <section className="card">
      <Heading level={2}>{texts.durations}</Heading>
      <table className="utrecht-table labelled-table">
        <caption className="visually-hidden">{texts.durations}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <td className="utrecht-table__header-cell" />
            {percentiles.map((percentile) => (
              <th key={percentile} scope="col" className="utrecht-table__header-cell">
                {texts[percentile]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {rows.map(({ name, explanation, durations }) => (
            <tr key={name} className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                {name} <span className="hint">{explanation}</span>
              </th>
              {percentiles.map((percentile) => (
                <td key={percentile} className="utrecht-table__cell" data-label={texts[percentile]}>
                  {durations == null ? texts.tooFew : spokenDuration(durations[percentile], language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
