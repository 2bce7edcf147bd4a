import { graphql } from '../gql';
import type { SessionApi } from './session-api';

const cancelSessionDocument = graphql(`
  mutation CancelSession($statusToken: String!) {
    cancelSession(statusToken: $statusToken) {
      state
    }
  }
`);

export async function cancelSession(api: SessionApi, statusToken: string): Promise<void> {
  await api.ask(cancelSessionDocument, { statusToken });
}
