import { useMutation } from 'urql';
import { graphql } from '../../../gql';
import { codeOfFailure } from '../../../shared/failure-code';

const releaseCallDocument = graphql(`
  mutation ReleaseCall($callId: ID!) {
    releaseCall(callId: $callId) {
      callId
    }
  }
`);

/** Back to the queue, at the old place. Gives the code of what went wrong, if anything did. */
export function useReleaseCall(): { release: (callId: string) => Promise<string | undefined>; isReleasing: boolean } {
  const [{ fetching }, execute] = useMutation(releaseCallDocument);
  const release = async (callId: string): Promise<string | undefined> => {
    const { error } = await execute({ callId });
    return error && codeOfFailure(error);
  };
  return { release, isReleasing: fetching };
}
