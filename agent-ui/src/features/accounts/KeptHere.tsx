import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { CreateAccountMutationVariables } from '../../gql/graphql';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice, type Message } from '../../shared/Notice';
import { AccountForm } from './AccountForm';
import { isAdminWhoCanSignIn, useAccounts } from './account/accounts';
import { accountsTexts } from './account/accounts-texts';
import { AccountsTable } from './AccountsTable';
import { useCreateAccount, type CreatedAccount } from './create-account';
import { AccountDialog } from './manage/AccountDialog';
import { OneTimeLink } from './account/OneTimeLink';

interface KeptHereProps {
  isSecondFactorRequired: boolean;
  onViewerChanged: () => void;
}

/** The accounts that IdBellen keeps, and all that can be done with them. */
export function KeptHere({ isSecondFactorRequired, onViewerChanged }: KeptHereProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(accountsTexts);
  const { accounts, failure, reload } = useAccounts();
  const { create, isCreating } = useCreateAccount();
  const [created, setCreated] = useState<CreatedAccount | { code: string }>();
  const [managed, setManaged] = useState<string>();
  const [message, setMessage] = useState<Message>();
  const [isGone, setIsGone] = useState(false);
  const messages = useRef<HTMLDivElement>(null);
  const account = accounts?.find(({ id }) => id === managed);
  const admins = accounts?.filter(isAdminWhoCanSignIn) ?? [];

  useEffect(() => {
    if (failure === 'NOT_SIGNED_IN' || failure === 'NOT_ALLOWED') {
      onViewerChanged();
    }
  }, [failure, onViewerChanged]);

  useEffect(() => {
    // The button that opened the dialog goes with its row. Only once the dialog is closed can anything outside it have the keyboard.
    if (isGone && managed === undefined) {
      messages.current?.focus();
    }
  }, [isGone, managed]);

  const onCreate = async (wanted: CreateAccountMutationVariables): Promise<boolean> => {
    const answer = await create(wanted);
    setCreated(answer);
    reload();
    return !('code' in answer);
  };
  const onChanged = (done: Message | undefined, gone: boolean): void => {
    setIsGone(gone);
    setMessage(done);
    reload();
    if (account?.isYou === true) {
      onViewerChanged();
    }
    if (done !== undefined) {
      setManaged(undefined);
    }
  };

  return (
    <>
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language, texts.failures)}</Paragraph>
        </Notice>
      )}
      {isSecondFactorRequired && <Paragraph>{texts.secondFactorRequired}</Paragraph>}
      <div ref={messages} tabIndex={-1} className="page-messages">
        {message !== undefined && (
          <Notice tone={message.tone}>
            <Paragraph>{message.text}</Paragraph>
          </Notice>
        )}
      </div>
      {accounts === undefined && failure === undefined && <p role="status">{texts.loading}</p>}
      {accounts?.length === 0 && <Paragraph>{texts.none}</Paragraph>}
      {accounts !== undefined && accounts.length > 0 && <AccountsTable accounts={accounts} onManage={({ id }) => setManaged(id)} />}
      {accounts !== undefined && (
        <section className="card" aria-labelledby="add-account">
          <Heading level={2} id="add-account">
            {texts.add}
          </Heading>
          {created !== undefined && <Result result={created} />}
          <AccountForm isCreating={isCreating} onCreate={onCreate} />
        </section>
      )}
      {account !== undefined && (
        <AccountDialog
          account={account}
          isLastAdmin={admins.length === 1 && admins[0]?.id === account.id}
          onClose={() => setManaged(undefined)}
          onChanged={onChanged}
        />
      )}
    </>
  );
}

function Result({ result }: { result: CreatedAccount | { code: string } }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(accountsTexts);
  if ('code' in result) {
    return (
      <Notice tone="error">
        <Paragraph>{failureText(result.code, language, texts.failures)}</Paragraph>
      </Notice>
    );
  }
  return (
    <Notice tone="ok">
      <Paragraph>{texts.created(result.account.email)}</Paragraph>
      {result.setPasswordLink == null ? <Paragraph>{texts.mailed}</Paragraph> : <OneTimeLink link={result.setPasswordLink} />}
    </Notice>
  );
}
