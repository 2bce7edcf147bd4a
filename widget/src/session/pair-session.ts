import { graphql } from '../gql';
import type { SessionApi } from './session-api';
import type { Status } from './live-status';

const pairSessionDocument = graphql(`
  mutation PairSession($statusToken: String!, $digits: String!) {
    pairSession(statusToken: $statusToken, digits: $digits) {
      ...StatusFields
    }
  }
`);

/** @param digits that the app shows; the api knows whether they are right, the page does not */
export async function pairSession(api: SessionApi, statusToken: string, digits: string): Promise<Status> {
  return (await api.ask(pairSessionDocument, { statusToken, digits })).pairSession;
}
