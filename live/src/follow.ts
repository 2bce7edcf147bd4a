import { createClient, type Client, type ClientOptions, type ExecutionResult, type NetworkError, type RequestParams } from 'graphql-sse';
import { delayBefore, type BackOff } from './back-off';
import { codeOf } from './error-code';
import { pause } from './pause';
import { withSilenceLimit } from './silence-limit';

export type { Client, ExecutionResult, RequestParams };

/** Milliseconds; the api sends a keep-alive well within it. */
const silenceLimit = 30_000;

export interface Follower<Data> {
  backOff: BackOff;
  received: (result: ExecutionResult<Data>) => void;
  /**
   * A connection has ended, with the code of the api's refusal or `NETWORK`. Gives whether to try again; until the next result, what
   * is shown may then be out of date.
   */
  ended: (code: string) => boolean;
}

/** A client of GraphQL over Server-Sent Events that leaves it to `follow` to try again. */
export function liveClient(
  url: string,
  options: Pick<ClientOptions, 'credentials' | 'referrerPolicy'>,
  fetchFn: typeof fetch = fetch,
): Client {
  return createClient({ ...options, url, retryAttempts: 0, fetchFn: withSilenceLimit(silenceLimit, fetchFn) });
}

/**
 * Keeps a subscription going through lost connections, until its follower or `signal` ends it. Every connection begins with a whole
 * snapshot, so nothing is missed by opening a new one.
 */
export async function follow<Data>(client: Client, request: RequestParams, follower: Follower<Data>, signal: AbortSignal): Promise<void> {
  let attempt = 0;
  do {
    const refusal = await streamOnce<Data>(client, request, signal, (result) => {
      attempt = 0;
      follower.received(result);
    });
    if (signal.aborted || !follower.ended(refusal ?? 'NETWORK')) {
      return;
    }
  } while (await pause(delayBefore(attempt++, follower.backOff, Math.random()), signal));
}

/** One connection from beginning to end; gives the code of the api's refusal, if it refused. */
async function streamOnce<Data>(
  client: Client,
  request: RequestParams,
  signal: AbortSignal,
  received: (result: ExecutionResult<Data>) => void,
): Promise<string | undefined> {
  const results = client.iterate<Data, Record<string, unknown>>(request);
  const stop = (): void => {
    void results.return?.();
  };
  signal.addEventListener('abort', stop);
  try {
    for await (const result of results) {
      if (signal.aborted || result.errors) {
        return codeOf(result.errors);
      }
      received(result);
    }
  } catch (error) {
    return await refusalIn(error);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
  return undefined;
}

/** A refusal can also come as a plain answer with a status of its own instead of a stream. */
async function refusalIn(error: unknown): Promise<string | undefined> {
  try {
    return codeOf(((await ((error as NetworkError).response as Response).json()) as ExecutionResult).errors);
  } catch {
    return undefined;
  }
}
