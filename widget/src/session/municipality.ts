import { graphql } from '../gql';
import type { Availability, MunicipalityQuery } from '../gql/graphql';
import type { SessionApi } from './session-api';

const municipalityDocument = graphql(`
  query Municipality {
    municipality {
      displayName
      phoneNumber
      availability
      agentsAvailable
      purposes {
        name
        title {
          nl
          en
        }
      }
    }
  }
`);

export type Municipality = MunicipalityQuery['municipality'];

export async function readMunicipality(api: SessionApi): Promise<Municipality> {
  return (await api.ask(municipalityDocument, {})).municipality;
}

const refusals: Record<Exclude<Availability, 'OPEN'>, string> = {
  CLOSED: 'CLOSED',
  ENDED: 'PILOT_ENDED',
  NOT_STARTED: 'PILOT_NOT_STARTED',
  SUSPENDED: 'SUSPENDED',
};

/** The code with which the api would refuse a session now, so that nobody goes on in vain; undefined when it would not. */
export function refusalNow({ availability, purposes }: Municipality, purpose: string): string | undefined {
  if (!purposes.some(({ name }) => name === purpose)) {
    return 'PURPOSE_UNKNOWN';
  }
  return availability === 'OPEN' ? undefined : refusals[availability];
}
