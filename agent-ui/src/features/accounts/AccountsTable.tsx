import '@utrecht/table-css/dist/index.css';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import type { Account } from './accounts';
import { accountsTexts } from './accounts-texts';

export function AccountsTable({ accounts }: { accounts: Account[] }): ReactNode {
  const texts = useTexts(accountsTexts);
  const columns = [texts.name, texts.email, texts.role, texts.state];
  return (
    <table className="utrecht-table accounts-table">
      <caption className="visually-hidden">{texts.title}</caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          {columns.map((column) => (
            <th key={column} scope="col" className="utrecht-table__header-cell">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {accounts.map(({ id, displayName, email, roles, activated }) => (
          <tr key={id} className="utrecht-table__row">
            <td className="utrecht-table__cell" data-label={texts.name}>
              {displayName}
            </td>
            <td className="utrecht-table__cell" data-label={texts.email}>
              {email}
            </td>
            <td className="utrecht-table__cell" data-label={texts.role}>
              {roles.map((role) => texts.roles[role]).join(', ')}
            </td>
            <td className="utrecht-table__cell" data-label={texts.state}>
              <span className={activated ? 'state state-active' : 'state'}>{activated ? texts.activated : texts.invited}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
