import { useState } from 'react';
import { useClient, type Client, type CombinedError } from 'urql';
import { graphql } from '../../../gql';
import type { Role } from '../../../gql/graphql';
import { codeOfFailure } from '../../../shared/failure-code';

const deleteAccountDocument = graphql(`
  mutation DeleteAccount($accountId: ID!) {
    deleteAccount(accountId: $accountId) {
      accountId
    }
  }
`);

const setAccountDisabledDocument = graphql(`
  mutation SetAccountDisabled($accountId: ID!, $disabled: Boolean!) {
    setAccountDisabled(accountId: $accountId, disabled: $disabled) {
      id
    }
  }
`);

const resetPasswordDocument = graphql(`
  mutation ResetPassword($accountId: ID!) {
    resetPassword(accountId: $accountId) {
      setPasswordLink
      mailed
    }
  }
`);

const resetSecondFactorDocument = graphql(`
  mutation ResetSecondFactor($accountId: ID!) {
    resetSecondFactor(accountId: $accountId) {
      id
    }
  }
`);

const changeRolesDocument = graphql(`
  mutation ChangeRoles($accountId: ID!, $roles: [Role!]!) {
    changeRoles(accountId: $accountId, roles: $roles) {
      id
    }
  }
`);

export type AccountAction = 'RESET_PASSWORD' | 'RESET_SECOND_FACTOR' | 'DISABLE' | 'ENABLE' | 'DELETE';

/** What became of it: the code of a refusal, or done, perhaps with a one-time link to hand over or one that was mailed. */
export type Change = { code: string } | { link: string | undefined; isMailed: boolean };

interface ChangeAccount {
  change: (accountId: string, action: AccountAction) => Promise<Change>;
  changeRoles: (accountId: string, roles: Role[]) => Promise<Change>;
  isChanging: boolean;
}

export function useChangeAccount(): ChangeAccount {
  const client = useClient();
  const [isChanging, setIsChanging] = useState(false);
  const meanwhile = async (change: Promise<Change>): Promise<Change> => {
    setIsChanging(true);
    try {
      return await change;
    } finally {
      setIsChanging(false);
    }
  };
  return {
    change: (accountId, action) => meanwhile(run(client, accountId, action)),
    changeRoles: (accountId, roles) =>
      meanwhile(
        client
          .mutation(changeRolesDocument, { accountId, roles })
          .toPromise()
          .then((answer) => toChange(answer)),
      ),
    isChanging,
  };
}

async function run(client: Client, accountId: string, action: AccountAction): Promise<Change> {
  switch (action) {
    case 'DELETE':
      return toChange(await client.mutation(deleteAccountDocument, { accountId }).toPromise());
    case 'DISABLE':
    case 'ENABLE':
      return toChange(await client.mutation(setAccountDisabledDocument, { accountId, disabled: action === 'DISABLE' }).toPromise());
    case 'RESET_SECOND_FACTOR':
      return toChange(await client.mutation(resetSecondFactorDocument, { accountId }).toPromise());
    case 'RESET_PASSWORD': {
      const answer = await client.mutation(resetPasswordDocument, { accountId }).toPromise();
      return toChange(answer, answer.data?.resetPassword);
    }
  }
}

function toChange({ error }: { error?: CombinedError | undefined }, reset?: { setPasswordLink?: string | null; mailed: boolean }): Change {
  return error === undefined
    ? { link: reset?.setPasswordLink ?? undefined, isMailed: reset?.mailed === true }
    : { code: codeOfFailure(error) };
}
