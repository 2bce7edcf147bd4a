import type { TypedDocumentString } from '../gql/graphql';

/** A refusal with one of the stable codes of the api, or `NETWORK` when there was no answer. */
export class ApiError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The municipality's api, as far as a citizen may use it. */
export class SessionApi {
  readonly endpoint: string;

  constructor(origin: string) {
    this.endpoint = new URL('/graphql', origin).href;
  }

  /** Also gets through while the page is being left. */
  async ask<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> {
    let answer: { data?: Result | null; errors?: unknown };
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
    if (answer.data === null || answer.data === undefined || answer.errors !== undefined) {
      throw new ApiError(errorCode(answer) ?? 'UNEXPECTED');
    }
    return answer.data;
  }
}

/** The code of the first error in a GraphQL answer, if it has one. */
export function errorCode(answer: unknown): string | undefined {
  const errors = (answer as { errors?: { extensions?: { code?: unknown } }[] } | null)?.errors;
  const code = errors?.[0]?.extensions?.code;
  return typeof code === 'string' ? code : errors === undefined ? undefined : 'UNEXPECTED';
}
