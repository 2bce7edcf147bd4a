import '@utrecht/table-css/dist/index.css';
import type { ReactNode } from 'react';
import { locales, useLanguage, useTexts } from '../../shared/language';
import { Bar } from './Bar';
import { mostOf, type Told } from './bars';
import { Count } from './Count';
import { evaluationTexts } from './evaluation-texts';
import { hiddenExplanationFor } from './hidden-explanation';

export interface BarRow {
  key: string;
  name: string;
  explanation?: string;
  count: Told;
  /** A fraction; null when there is none to tell. */
  share?: number | null;
}

interface BarTableProps {
  caption: string;
  /** What the rows are. */
  column: string;
  hasShares?: boolean;
  rows: BarRow[];
}

/** A chart and its numbers in one: a table with a bar beside each number. */
export function BarTable({ caption, column, hasShares = false, rows }: BarTableProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(evaluationTexts);
  const counts = rows.map(({ count }) => count);
  const most = mostOf(counts);
  return (
    <table className="utrecht-table bar-table" aria-describedby={hiddenExplanationFor(counts)}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          {[column, texts.count, ...(hasShares ? [texts.share] : [])].map((name) => (
            <th key={name} scope="col" className="utrecht-table__header-cell">
              <span>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {rows.map(({ key, name, explanation, count, share }) => (
          <tr key={key} className="utrecht-table__row">
            <th scope="row" className="utrecht-table__cell">
              {name} {explanation !== undefined && <span className="hint">{explanation}</span>}
            </th>
            <td className="utrecht-table__cell">
              <span className="number-and-bar">
                <Count value={count} />
                <Bar count={count} most={most} />
              </span>
            </td>
            {hasShares && (
              <td className="utrecht-table__cell clock" data-label={texts.share}>
                {share == null ? '–' : share.toLocaleString(locales[language], { style: 'percent' })}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
