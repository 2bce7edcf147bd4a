import { useQuery } from 'urql';
import { graphql } from '../../gql';
import type { ViewerQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/error-code';

const viewerDocument = graphql(`
  query Viewer {
    municipality {
      displayName
    }
    viewer {
      displayName
      roles
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;

export type SignIn =
  | { kind: 'asking' }
  | { kind: 'failed'; code: string }
  | { kind: 'signed-out'; municipality: string }
  | { kind: 'signed-in'; municipality: string; viewer: Viewer };

/** Who looks at this page. `askAgain` finds out whether that has changed. */
export function useSignIn(): { signIn: SignIn; askAgain: () => void } {
  const [{ data, error }, execute] = useQuery({ query: viewerDocument });
  return { signIn: toSignIn(data, error && codeOfFailure(error)), askAgain: execute };
}

function toSignIn(data: ViewerQuery | undefined, code: string | undefined): SignIn {
  if (code !== undefined) {
    return { kind: 'failed', code };
  }
  if (data === undefined) {
    return { kind: 'asking' };
  }
  const municipality = data.municipality.displayName;
  return data.viewer == null ? { kind: 'signed-out', municipality } : { kind: 'signed-in', municipality, viewer: data.viewer };
}
