import { useMutation } from 'urql';
import { graphql } from '../../../gql';
import type { TransferOutcome } from '../../../gql/graphql';
import { codeOfFailure } from '../../../shared/failure-code';

const transferCallDocument = graphql(`
  mutation TransferCall($callId: ID!, $colleagueId: ID!) {
    transferCall(callId: $callId, colleagueId: $colleagueId) {
      outcome
    }
  }
`);

export type Transfer = { outcome: TransferOutcome } | { code: string };

export function useTransferCall(): { transfer: (callId: string, colleagueId: string) => Promise<Transfer>; isTransferring: boolean } {
  const [{ fetching }, execute] = useMutation(transferCallDocument);
  const transfer = async (callId: string, colleagueId: string): Promise<Transfer> => {
    const { data, error } = await execute({ callId, colleagueId });
    return data?.transferCall ?? { code: error === undefined ? 'OTHER' : codeOfFailure(error) };
  };
  return { transfer, isTransferring: fetching };
}
