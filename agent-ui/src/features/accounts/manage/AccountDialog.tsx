import { Button } from '@nl-design-system-candidate/button-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useState, type ReactNode } from 'react';
import type { Role } from '../../../gql/graphql';
import { Dialog } from '../../../shared/Dialog';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import { Notice, type Message } from '../../../shared/Notice';
import type { Account } from '../account/accounts';
import { accountsTexts } from '../account/accounts-texts';
import { OneTimeLink } from '../account/OneTimeLink';
import { ActionButton } from './ActionButton';
import { useChangeAccount, type AccountAction, type Change } from './change-account';
import { manageTexts } from './manage-texts';
import { RolesForm } from './RolesForm';
import './manage.css';

interface AccountDialogProps {
  account: Account;
  /** Without this account nobody could manage accounts any more. */
  isLastAdmin: boolean;
  onClose: () => void;
  /** @param done what to say when the dialog has nothing more to show */
  onChanged: (done: Message | undefined, isGone: boolean) => void;
}

/** All that can be done with one account. */
export function AccountDialog({ account, isLastAdmin, onClose, onChanged }: AccountDialogProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(manageTexts);
  const { failures, mailed } = useTexts(accountsTexts);
  const { change, changeRoles, isChanging } = useChangeAccount();
  const [asked, setAsked] = useState<AccountAction>();
  const [problem, setProblem] = useState<string>();
  const [link, setLink] = useState<string>();
  const { displayName } = account;

  const finish = (changed: Change, done: string, isGone = false): void => {
    if ('code' in changed) {
      setProblem(changed.code);
      return;
    }
    setAsked(undefined);
    setLink(changed.link);
    onChanged(changed.link === undefined ? { tone: 'ok', text: changed.isMailed ? `${done} ${mailed}` : done } : undefined, isGone);
  };
  const onConfirm = async (action: AccountAction): Promise<void> => {
    setProblem(undefined);
    finish(await change(account.id, action), texts.actions[action].done(displayName), action === 'DELETE');
  };
  const onSaveRoles = async (roles: Role[]): Promise<void> => {
    setProblem(undefined);
    finish(await changeRoles(account.id, roles), texts.rolesSaved(displayName));
  };
  const actions: AccountAction[] = [
    'RESET_PASSWORD',
    ...(account.hasSecondFactor ? ['RESET_SECOND_FACTOR' as const] : []),
    account.disabled ? 'ENABLE' : 'DISABLE',
    'DELETE',
  ];

  return (
    <Dialog title={texts.title(displayName)} onClose={onClose}>
      {problem !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(problem, language, failures)}</Paragraph>
        </Notice>
      )}
      {link === undefined ? (
        <>
          {isLastAdmin && <Paragraph>{texts.lastAdmin}</Paragraph>}
          <RolesForm roles={account.roles} isLastAdmin={isLastAdmin} isBusy={isChanging} onSave={(roles) => void onSaveRoles(roles)} />
          {actions.map((action) => (
            <ActionButton
              key={action}
              action={action}
              isAllowed={!isLastAdmin || action === 'RESET_SECOND_FACTOR'}
              isAsked={asked === action}
              isBusy={isChanging}
              onAsk={setAsked}
              onConfirm={(confirmed) => void onConfirm(confirmed)}
            />
          ))}
        </>
      ) : (
        <Notice tone="ok">
          <Paragraph>{texts.actions.RESET_PASSWORD.done(displayName)}</Paragraph>
          <OneTimeLink link={link} />
        </Notice>
      )}
      <Button type="button" purpose="secondary" onClick={onClose}>
        {texts.close}
      </Button>
    </Dialog>
  );
}
