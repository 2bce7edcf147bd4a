import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import { moment } from '../../shared/moment';
import { TableHead } from '../../shared/TableHead';
import type { Account } from './account/accounts';
import { accountsTexts } from './account/accounts-texts';

interface AccountsTableProps {
  accounts: Account[];
  onManage: (account: Account) => void;
}

export function AccountsTable({ accounts, onManage }: AccountsTableProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(accountsTexts);
  const columns = [texts.name, texts.email, texts.role, texts.state, texts.secondFactor, texts.lastSignedIn];
  return (
    <table className="utrecht-table card-table accounts-table">
      <caption className="visually-hidden">{texts.title}</caption>
      <TableHead columns={columns} hasActions />
      <tbody className="utrecht-table__body">
        {accounts.map((account) => (
          <tr key={account.id} className="utrecht-table__row">
            <td className="utrecht-table__cell" data-label={texts.name}>
              {account.displayName} {account.isYou && <strong>{texts.you}</strong>}
            </td>
            <td className="utrecht-table__cell" data-label={texts.email}>
              {account.email}
            </td>
            <td className="utrecht-table__cell" data-label={texts.role}>
              {account.roles.map((role) => texts.roles[role]).join(', ')}
            </td>
            <td className="utrecht-table__cell" data-label={texts.state}>
              <State account={account} />
            </td>
            <td className="utrecht-table__cell" data-label={texts.secondFactor}>
              {account.hasSecondFactor ? texts.yes : texts.no}
            </td>
            <td className="utrecht-table__cell" data-label={texts.lastSignedIn}>
              {account.lastSignedInAt == null ? (
                texts.never
              ) : (
                <time dateTime={account.lastSignedInAt}>{moment(account.lastSignedInAt, language)}</time>
              )}
            </td>
            <td className="utrecht-table__cell">
              <Button type="button" purpose="secondary" onClick={() => onManage(account)}>
                {texts.manage}
                <span className="visually-hidden"> {account.displayName}</span>
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ account: { activated, disabled } }: { account: Account }): ReactNode {
  const texts = useTexts(accountsTexts);
  if (disabled) {
    return <span className="state state-disabled">{texts.disabled}</span>;
  }
  return activated ? <span className="state state-active">{texts.activated}</span> : <span className="state">{texts.invited}</span>;
}
