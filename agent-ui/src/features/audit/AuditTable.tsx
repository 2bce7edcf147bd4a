import '@utrecht/table-css/dist/index.css';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import { moment } from '../../shared/moment';
import type { AuditLine } from './audit-log';
import { auditTexts } from './audit-texts';

export function AuditTable({ lines }: { lines: AuditLine[] }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(auditTexts);
  return (
    <table className="utrecht-table audit-table">
      <caption className="visually-hidden">{texts.title}</caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          {[texts.when, texts.what, texts.origin].map((column) => (
            <th key={column} scope="col" className="utrecht-table__header-cell">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {lines.map((line) => (
          <tr key={line.id} className="utrecht-table__row">
            <td className="utrecht-table__cell clock">
              <time dateTime={line.at}>{moment(line.at, language)}</time>
            </td>
            <td className="utrecht-table__cell">
              <What line={line} />
            </td>
            <td className="utrecht-table__cell" data-label={texts.origin}>
              {line.origin ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function What({ line: { action, actor, account, link, sessionId } }: { line: AuditLine }): ReactNode {
  const { somebody, session, sentences } = useTexts(auditTexts);
  return (
    <>
      {sentences[action]({ actor: actor ?? somebody, account: account ?? somebody, owner: actor ?? account ?? somebody, link: link ?? '' })}
      {sessionId != null && (
        <span className="audit-session">
          {session} {sessionId}
        </span>
      )}
    </>
  );
}
