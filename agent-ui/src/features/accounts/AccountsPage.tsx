import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useState, type ReactNode } from 'react';
import { CopyButton } from '../../shared/CopyButton';
import type { CreateAccountMutationVariables } from '../../gql/graphql';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import { AccountForm } from './AccountForm';
import { useAccounts } from './accounts';
import { accountsTexts } from './accounts-texts';
import { AccountsTable } from './AccountsTable';
import { useCreateAccount, type CreatedAccount } from './create-account';
import './accounts.css';

export function AccountsPage({ municipality }: { municipality: string }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(accountsTexts);
  const { accounts, failure, reload } = useAccounts();
  const { create, isCreating } = useCreateAccount();
  const [result, setResult] = useState<CreatedAccount | { code: string }>();

  useEffect(() => {
    document.title = texts.documentTitle(municipality);
  }, [texts, municipality]);

  const onCreate = async (account: CreateAccountMutationVariables): Promise<boolean> => {
    const answer = await create(account);
    setResult(answer);
    reload();
    return !('code' in answer);
  };

  return (
    <>
      <Heading level={1}>{texts.title}</Heading>
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language, texts.failures)}</Paragraph>
        </Notice>
      )}
      {accounts === undefined && failure === undefined && <p role="status">{texts.loading}</p>}
      {accounts?.length === 0 && <Paragraph>{texts.none}</Paragraph>}
      {accounts !== undefined && accounts.length > 0 && <AccountsTable accounts={accounts} />}
      {accounts !== undefined && (
        <section className="card" aria-labelledby="add-account">
          <Heading level={2} id="add-account">
            {texts.add}
          </Heading>
          {result !== undefined && <Result result={result} />}
          <AccountForm isCreating={isCreating} onCreate={onCreate} />
        </section>
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
      <Paragraph>{texts.linkExplained}</Paragraph>
      <p className="one-time-link">
        <code>{result.setPasswordLink}</code>
        <CopyButton name={texts.link} value={result.setPasswordLink} />
      </p>
    </Notice>
  );
}
