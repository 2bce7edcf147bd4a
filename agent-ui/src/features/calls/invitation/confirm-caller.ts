import { useMutation } from 'urql';
import { graphql } from '../../../gql';
import type { ConfirmOutcome } from '../../../gql/graphql';
import { codeOfFailure } from '../../../shared/failure-code';

const confirmCallerDocument = graphql(`
  mutation ConfirmCaller($callId: ID!, $digits: String!) {
    confirmCaller(callId: $callId, digits: $digits) {
      outcome
      triesLeft
    }
  }
`);

export type Confirmation = { outcome: ConfirmOutcome; triesLeft: number } | { code: string };

/** The attributes come with the next snapshot of the call. */
export function useConfirmCaller(): { confirm: (callId: string, digits: string) => Promise<Confirmation>; isConfirming: boolean } {
  const [{ fetching }, execute] = useMutation(confirmCallerDocument);
  const confirm = async (callId: string, digits: string): Promise<Confirmation> => {
    const { data, error } = await execute({ callId, digits });
    if (data === undefined) {
      return { code: error === undefined ? 'OTHER' : codeOfFailure(error) };
    }
    const { outcome, triesLeft } = data.confirmCaller;
    return { outcome, triesLeft: triesLeft ?? 0 };
  };
  return { confirm, isConfirming: fetching };
}
