import { useQuery } from 'urql';
import { graphql } from '../../gql';
import type { AccountKeepingQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

const accountKeepingDocument = graphql(`
  query AccountKeeping {
    accountKeeping {
      keptHere
      authority
      secondFactor
    }
  }
`);

export type AccountKeeping = AccountKeepingQuery['accountKeeping'];

/** Where the accounts of this municipality are managed. */
export function useAccountKeeping(): { keeping: AccountKeeping | undefined; failure: string | undefined } {
  const [{ data, error }] = useQuery({ query: accountKeepingDocument });
  return { keeping: data?.accountKeeping, failure: error && codeOfFailure(error) };
}
