import { useQuery } from 'urql';
import { graphql } from '../../gql';
import type { ViewerQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';
import { useOtherTabs } from '../../shared/other-tabs';

const viewerDocument = graphql(`
  query Viewer {
    municipality {
      displayName
    }
    viewer {
      displayName
      roles
      available
      mayAddSecondFactor
      hasBrowserPhone
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;

export type SignIn =
  | { kind: 'asking' }
  | { kind: 'failed'; code: string }
  | { kind: 'signed-out'; municipality: string }
  | { kind: 'signed-in'; municipality: string; viewer: Viewer };

interface ViewerOfPage {
  signIn: SignIn;
  /** Finds out whether that has changed. */
  askAgain: () => void;
  /** This tab changed it. */
  changed: () => void;
}

/** Who looks at this page. All tabs of one browser agree. */
export function useSignIn(): ViewerOfPage {
  const [{ data, error }, execute] = useQuery({ query: viewerDocument });
  const tellOtherTabs = useOtherTabs(execute);
  const changed = (): void => {
    execute();
    tellOtherTabs();
  };
  return { signIn: toSignIn(data, error && codeOfFailure(error)), askAgain: execute, changed };
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
