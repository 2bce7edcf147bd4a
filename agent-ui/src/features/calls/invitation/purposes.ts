import { useQuery } from 'urql';
import { graphql } from '../../../gql';
import type { PurposesQuery } from '../../../gql/graphql';

const purposesDocument = graphql(`
  query Purposes {
    municipality {
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

export type Purpose = PurposesQuery['municipality']['purposes'][number];

/** What a caller may be asked to identify for; undefined until it is known. */
export function usePurposes(): Purpose[] | undefined {
  const [{ data }] = useQuery({ query: purposesDocument });
  return data?.municipality.purposes;
}
