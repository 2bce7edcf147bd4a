import { graphql } from '../gql';
import type { SessionApi } from './session-api';
import type { StartedSession } from './start-session';

const startInvitedSessionDocument = graphql(`
  mutation StartInvitedSession($code: String!) {
    startInvitedSession(code: $code) {
      ...StartedFields
    }
  }
`);

/** @param code that an agent read out to the caller */
export async function startInvitedSession(api: SessionApi, code: string): Promise<StartedSession> {
  return (await api.ask(startInvitedSessionDocument, { code })).startInvitedSession;
}
