import { graphql } from '../gql';
import type { StartedFieldsFragment } from '../gql/graphql';
import type { SessionApi } from './session-api';

export const startedFields = graphql(`
  fragment StartedFields on StartedSession {
    statusToken
    sessionPointer {
      u
      irmaqr
    }
    purpose {
      title {
        nl
        en
      }
    }
  }
`);

const startSessionDocument = graphql(`
  mutation StartSession($purpose: String!, $anotherPhone: Boolean!) {
    startSession(purpose: $purpose, anotherPhone: $anotherPhone) {
      ...StartedFields
    }
  }
`);

export type StartedSession = StartedFieldsFragment;

/** @param anotherPhone the citizen will call with a phone that has no Yivi app: the code then comes to the page */
export async function startSession(api: SessionApi, purpose: string, anotherPhone: boolean): Promise<StartedSession> {
  return (await api.ask(startSessionDocument, { purpose, anotherPhone })).startSession;
}
