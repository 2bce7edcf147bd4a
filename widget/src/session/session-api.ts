import { codeOf } from '@id-bellen/live/error-code';
import type { TypedDocumentString } from '../gql/graphql';

/** A refusal with one of the stable codes of the api, or `NETWORK` when there was no answer. */
class ApiError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Why asking the api failed; `OTHER` for what is no refusal of its. */
export function codeOfFailure(error: unknown): string {
  return error instanceof ApiError ? error.code : 'OTHER';
}

/** The municipality's api, as far as a citizen may use it. */
export class SessionApi {
  readonly endpoint: string;

  constructor(origin: string) {
    this.endpoint = new URL('/graphql', origin).href;
  }

  /** Also gets through while the page is being left. */
  async ask<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> {
    let answer: { data?: Result | null; errors?: Parameters<typeof codeOf>[0] };
    try {
      const response = await fetch(this.endpoint, {
        method: 'POST',
        credentials: 'omit',
        keepalive: true,
        referrerPolicy: 'origin',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      answer = (await response.json()) as typeof answer;
    } catch {
      throw new ApiError('NETWORK');
    }
    if (answer.data == null || answer.errors !== undefined) {
      throw new ApiError(codeOf(answer.errors) ?? 'OTHER');
    }
    return answer.data;
  }
}
