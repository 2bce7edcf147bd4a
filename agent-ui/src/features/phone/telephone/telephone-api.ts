import { graphql } from '../../../gql';
import type { TelephonesQuery } from '../../../gql/graphql';

export const telephonesDocument = graphql(`
  query Telephones {
    telephones {
      id
      name
      usedBy
      isFree
      isYours
    }
  }
`);

export const chooseTelephoneDocument = graphql(`
  mutation ChooseTelephone($telephoneId: ID) {
    chooseTelephone(telephoneId: $telephoneId) {
      id
      name
      usedBy
      isFree
      isYours
    }
  }
`);

export const ringTelephoneDocument = graphql(`
  mutation RingTelephone($callId: ID!) {
    ringTelephone(callId: $callId) {
      callId
    }
  }
`);

/** A telephone of the municipality, as an agent sees it: without its number. */
export type Telephone = TelephonesQuery['telephones'][number];
