import { useQuery } from 'urql';
import { graphql } from '../../gql';
import type { RecentSignInsQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

const recentSignInsDocument = graphql(`
  query RecentSignIns {
    recentSignIns {
      displayName
      at
    }
  }
`);

export type RecentSignIn = RecentSignInsQuery['recentSignIns'][number];

export function useRecentSignIns(): { signIns: RecentSignIn[] | undefined; failure: string | undefined } {
  const [{ data, error }] = useQuery({ query: recentSignInsDocument });
  return { signIns: data?.recentSignIns, failure: error && codeOfFailure(error) };
}
