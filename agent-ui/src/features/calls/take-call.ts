import { useMutation } from 'urql';
import { graphql } from '../../gql';
import type { TakeOutcome } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

const takeCallDocument = graphql(`
  mutation TakeCall($callId: ID!) {
    takeCall(callId: $callId) {
      outcome
    }
  }
`);

export type NotTaken = { outcome: Exclude<TakeOutcome, 'TAKEN'> } | { code: string };

/** Gives why the call was not taken, if it was not; the call itself comes with the next snapshot of the live calls. */
export function useTakeCall(): { take: (callId: string) => Promise<NotTaken | undefined>; isTaking: boolean } {
  const [{ fetching }, execute] = useMutation(takeCallDocument);
  const take = async (callId: string): Promise<NotTaken | undefined> => {
    const { data, error } = await execute({ callId });
    if (data === undefined) {
      return { code: error === undefined ? 'OTHER' : codeOfFailure(error) };
    }
    const { outcome } = data.takeCall;
    return outcome === 'TAKEN' ? undefined : { outcome };
  };
  return { take, isTaking: fetching };
}
