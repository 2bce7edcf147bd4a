import { codeOf } from '@id-bellen/live/error-code';
import type { CombinedError } from 'urql';

/** The stable code of why a query or mutation failed; `NETWORK` when there was no answer. */
export function codeOfFailure(error: CombinedError): string {
  return codeOf(error.graphQLErrors) ?? 'NETWORK';
}
