import { useMutation } from 'urql';
import { graphql } from '../../gql';
import type { CreateAccountMutation, CreateAccountMutationVariables } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

const createAccountDocument = graphql(`
  mutation CreateAccount($email: String!, $displayName: String!, $role: Role!) {
    createAccount(email: $email, displayName: $displayName, role: $role) {
      account {
        email
      }
      setPasswordLink
    }
  }
`);

export type CreatedAccount = CreateAccountMutation['createAccount'];

interface CreateAccount {
  create: (account: CreateAccountMutationVariables) => Promise<CreatedAccount | { code: string }>;
  isCreating: boolean;
}

export function useCreateAccount(): CreateAccount {
  const [{ fetching }, execute] = useMutation(createAccountDocument);
  const create: CreateAccount['create'] = async (account) => {
    const { data, error } = await execute(account);
    return data?.createAccount ?? { code: error === undefined ? 'OTHER' : codeOfFailure(error) };
  };
  return { create, isCreating: fetching };
}
