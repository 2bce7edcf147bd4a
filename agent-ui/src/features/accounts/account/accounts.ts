import { useQuery } from 'urql';
import { graphql } from '../../../gql';
import type { AccountsQuery } from '../../../gql/graphql';
import { codeOfFailure } from '../../../shared/failure-code';

const accountsDocument = graphql(`
  query Accounts {
    accounts {
      id
      email
      displayName
      roles
      activated
      disabled
      hasSecondFactor
      lastSignedInAt
      isYou
    }
  }
`);

export type Account = AccountsQuery['accounts'][number];

interface Accounts {
  accounts: Account[] | undefined;
  failure: string | undefined;
  reload: () => void;
}

export function useAccounts(): Accounts {
  const [{ data, error }, execute] = useQuery({ query: accountsDocument });
  return { accounts: data?.accounts, failure: error && codeOfFailure(error), reload: execute };
}

/** An account that may manage accounts now. */
export function isAdminWhoCanSignIn({ roles, activated, disabled }: Account): boolean {
  return roles.includes('ADMIN') && activated && !disabled;
}
