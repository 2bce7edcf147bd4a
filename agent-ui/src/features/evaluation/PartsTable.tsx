import '@utrecht/table-css/dist/index.css';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import type { Part } from './chosen-figures';
import { Count } from './Count';
import type { Measure } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { hiddenExplanationFor } from './hidden-explanation';

interface PartsTableProps {
  caption: string;
  column: string;
  measures: readonly Measure[];
  parts: Part[];
}

/** Everything that was counted, a row for each part. */
export function PartsTable({ caption, column, measures, parts }: PartsTableProps): ReactNode {
  const texts = useTexts(evaluationTexts);
  const counts = parts.flatMap((part) => measures.map((measure) => part.counts[measure]));
  return (
    <table className="utrecht-table labelled-table parts-table" aria-describedby={hiddenExplanationFor(counts)}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          {[column, ...measures.map((measure) => texts.measures[measure])].map((name) => (
            <th key={name} scope="col" className="utrecht-table__header-cell">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {parts.map((part) => (
          <tr key={part.key} className="utrecht-table__row">
            <th scope="row" className="utrecht-table__cell">
              {part.name}
            </th>
            {measures.map((measure) => (
              <td key={measure} className="utrecht-table__cell" data-label={texts.measures[measure]}>
                <Count value={part.counts[measure]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
