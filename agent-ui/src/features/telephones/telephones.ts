import { useState } from 'react';
import { useClient, useQuery, type CombinedError } from 'urql';
import { graphql } from '../../gql';
import type { TelephoneListQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

const telephoneListDocument = graphql(`
  query TelephoneList {
    telephones {
      id
      name
      number
      usedBy
    }
  }
`);

const addTelephoneDocument = graphql(`
  mutation AddTelephone($name: String!, $number: String!) {
    addTelephone(name: $name, number: $number) {
      id
    }
  }
`);

const removeTelephoneDocument = graphql(`
  mutation RemoveTelephone($telephoneId: ID!) {
    removeTelephone(telephoneId: $telephoneId) {
      telephoneId
    }
  }
`);

export type ListedTelephone = TelephoneListQuery['telephones'][number];

interface TelephoneList {
  telephones: ListedTelephone[] | undefined;
  failure: string | undefined;
  isChanging: boolean;
  /** @returns the code of a refusal */
  add: (telephone: { name: string; number: string }) => Promise<string | undefined>;
  /** @returns the code of a refusal */
  remove: (telephoneId: string) => Promise<string | undefined>;
}

/** The telephones of the municipality, for its admin. */
export function useTelephoneList(): TelephoneList {
  const client = useClient();
  const [{ data, error }, reload] = useQuery({ query: telephoneListDocument });
  const [isChanging, setIsChanging] = useState(false);
  const change = async (answer: Promise<{ error?: CombinedError | undefined }>): Promise<string | undefined> => {
    setIsChanging(true);
    const { error: refused } = await answer;
    setIsChanging(false);
    reload();
    return refused && codeOfFailure(refused);
  };
  return {
    telephones: data?.telephones,
    failure: error && codeOfFailure(error),
    isChanging,
    add: (telephone) => change(client.mutation(addTelephoneDocument, telephone).toPromise()),
    remove: (telephoneId) => change(client.mutation(removeTelephoneDocument, { telephoneId }).toPromise()),
  };
}
