import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql';
import type { ColleaguesQuery } from '../../../gql/graphql';
import { codeOfFailure } from '../../../shared/failure-code';

const colleaguesDocument = graphql(`
  query Colleagues {
    colleagues {
      id
      displayName
      state
    }
  }
`);

export type Colleague = ColleaguesQuery['colleagues'][number];

/** How old the list may become while the agent chooses, in milliseconds. The server looks again when a call is handed over. */
const freshness = 5_000;

export function useColleagues(): { colleagues: Colleague[] | undefined; failure: string | undefined; reload: () => void } {
  const [{ data, error }, execute] = useQuery({ query: colleaguesDocument });
  useEffect(() => {
    const timer = setInterval(execute, freshness);
    return () => {
      clearInterval(timer);
    };
  }, [execute]);
  return { colleagues: data?.colleagues, failure: error && codeOfFailure(error), reload: execute };
}
