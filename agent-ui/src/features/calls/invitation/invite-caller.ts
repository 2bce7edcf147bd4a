import { useMutation } from 'urql';
import { graphql } from '../../../gql';
import { codeOfFailure } from '../../../shared/failure-code';

const inviteCallerDocument = graphql(`
  mutation InviteCaller($callId: ID!, $purpose: String!) {
    inviteCaller(callId: $callId, purpose: $purpose) {
      expiresAt
    }
  }
`);

/** The invitation itself comes with the next snapshot of the call. Gives the code of what went wrong, if anything did. */
export function useInviteCaller(): { invite: (callId: string, purpose: string) => Promise<string | undefined>; isInviting: boolean } {
  const [{ fetching }, execute] = useMutation(inviteCallerDocument);
  const invite = async (callId: string, purpose: string): Promise<string | undefined> => {
    const { error } = await execute({ callId, purpose });
    return error && codeOfFailure(error);
  };
  return { invite, isInviting: fetching };
}
