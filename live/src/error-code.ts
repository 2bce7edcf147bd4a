import type { CombinedError } from 'urql';

interface Coded {
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The stable code of the first error, `OTHER` when it has none, undefined when there are no errors. */
export function codeOf(errors: readonly Coded[] | undefined): string | undefined {
  const [first] = errors ?? [];
  if (first === undefined) {
    return undefined;
  }
  const code = first.extensions?.['code'];
  return typeof code === 'string' ? code : 'OTHER';
}

/** The same for an answer to a query or mutation; `NETWORK` when there was none. */
export function codeOfFailure(error: CombinedError): string {
  return codeOf(error.graphQLErrors) ?? 'NETWORK';
}
