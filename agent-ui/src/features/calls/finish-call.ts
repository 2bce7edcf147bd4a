import { useMutation } from 'urql';
import { graphql } from '../../gql';
import { codeOfFailure } from '../../shared/failure-code';

const finishCallDocument = graphql(`
  mutation FinishCall($callId: ID!) {
    finishCall(callId: $callId) {
      callId
    }
  }
`);

/** Gives the code of what went wrong, if anything did. */
export function useFinishCall(): { finish: (callId: string) => Promise<string | undefined>; isFinishing: boolean } {
  const [{ fetching }, execute] = useMutation(finishCallDocument);
  const finish = async (callId: string): Promise<string | undefined> => {
    const { error } = await execute({ callId });
    return error && codeOfFailure(error);
  };
  return { finish, isFinishing: fetching };
}
