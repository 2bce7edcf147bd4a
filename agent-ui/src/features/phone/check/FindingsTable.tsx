import { useTexts } from '../../../shared/language';
import type { ReactNode } from 'react';
import type { Finding } from './check-result';
import { checkTexts } from './check-texts';

export function FindingsTable({ findings }: { findings: Finding[] }): ReactNode {
  const texts = useTexts(checkTexts);
  return (
    <table className="utrecht-table check-result">
      <caption className="utrecht-table__caption">{texts.result}</caption>
      <thead className="utrecht-table__header">
        <tr>
          <th scope="col">{texts.subject}</th>
          <th scope="col">{texts.verdict}</th>
          <th scope="col">{texts.explanation}</th>
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {findings.map(({ subject, verdict, text }) => (
          <tr key={subject} className="utrecht-table__row">
            <th scope="row">{texts.subjects[subject]}</th>
            <td className={`verdict-${verdict}`}>{texts.verdicts[verdict]}</td>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
