import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import { moment } from '../../shared/moment';
import { TableHead } from '../../shared/TableHead';
import type { AuditLine } from './audit-log';
import { auditTexts } from './audit-texts';

export function AuditTable({ lines }: { lines: AuditLine[] }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(auditTexts);
  return (
    <table className="utrecht-table card-table audit-table">
      <caption className="visually-hidden">{texts.title}</caption>
      <TableHead columns={[texts.when, texts.what, texts.origin]} />
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

function What({ line: { action, actor, account, link, telephone, sessionId } }: { line: AuditLine }): ReactNode {
  const { somebody, session, sentences } = useTexts(auditTexts);
  return (
    <>
      {sentences[action]({
        actor: actor ?? somebody,
        account: account ?? somebody,
        owner: actor ?? account ?? somebody,
        link: link ?? '',
        telephone: telephone ?? '',
      })}
      {sessionId != null && (
        <span className="audit-session">
          {session} {sessionId}
        </span>
      )}
    </>
  );
}
