import { createClient, NetworkError, type Client, type ExecutionResult, type RequestParams } from 'graphql-sse';
import { codeOf } from './error-code';
import { withSilenceLimit } from './silence-limit';

export type ConnectionState = { kind: 'connecting' } | { kind: 'live' } | { kind: 'lost'; code: string; since: number };

interface Observer {
  next: (result: ExecutionResult) => void;
  complete: () => void;
}

/** Milliseconds; the api sends a keep-alive well within it. */
const silenceLimit = 30_000;

/** Refusals that waiting does not cure: the reader must sign in, or may not look. */
const final: ReadonlySet<string> = new Set(['NOT_SIGNED_IN', 'NOT_ALLOWED']);

/** Keeps a subscription going through lost connections, and says whether it is alive at the moment. */
export class LiveConnection {
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = { kind: 'connecting' };

  /** @param now milliseconds since 1970, as the rest of the page counts them */
  constructor(
    url: string,
    fetchFn: typeof fetch,
    private readonly now: () => number,
  ) {
    this.#client = createClient({ url, retryAttempts: 0, credentials: 'same-origin', fetchFn: withSilenceLimit(silenceLimit, fetchFn) });
  }

  readonly current = (): ConnectionState => this.#state;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Every connection begins with a whole snapshot, so nothing is missed by opening a new one. Gives what stops it. */
  follow(request: RequestParams, observer: Observer): () => void {
    const stop = new AbortController();
    this.#set({ kind: 'connecting' });
    void this.#keepOpen(request, observer, stop.signal);
    return () => {
      stop.abort();
    };
  }

  async #keepOpen(request: RequestParams, observer: Observer, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const end = await this.#streamOnce(request, signal, (result) => {
        attempt = 0;
        this.#set({ kind: 'live' });
        observer.next(result);
      });
      if (signal.aborted) {
        return;
      }
      const since = this.#state.kind === 'lost' ? this.#state.since : this.now();
      this.#set({ kind: 'lost', code: end.code, since });
      if (final.has(end.code)) {
        observer.next(end.refusal ?? {});
        observer.complete();
        return;
      }
      await pause(reconnectDelay(attempt, Math.random()), signal);
    }
  }

  async #streamOnce(request: RequestParams, signal: AbortSignal, received: (result: ExecutionResult) => void): Promise<End> {
    const results = this.#client.iterate(request);
    const stop = (): void => {
      void results.return?.();
    };
    signal.addEventListener('abort', stop);
    try {
      for await (const result of results) {
        if (signal.aborted || result.errors !== undefined) {
          return endWith(result as ExecutionResult);
        }
        received(result as ExecutionResult);
      }
      return { code: 'NETWORK' };
    } catch (error) {
      return await endOf(error);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

interface End {
  code: string;
  refusal?: ExecutionResult;
}

function endWith(refusal: ExecutionResult): End {
  return { code: codeOf(refusal.errors) ?? 'NETWORK', refusal };
}

/** A refusal can also come as a plain answer with a status of its own instead of a stream. */
async function endOf(error: unknown): Promise<End> {
  const response = error instanceof NetworkError ? (error.response as Response | undefined) : undefined;
  try {
    return endWith((await response?.json()) as ExecutionResult);
  } catch {
    return { code: 'NETWORK' };
  }
}

/** Milliseconds to wait before attempt number `attempt` (from 0): half a second, doubling up to 8 s, with a fifth of chance either way. */
export function reconnectDelay(attempt: number, random: number): number {
  return Math.round(Math.min(8_000, 500 * 2 ** attempt) * (0.8 + 0.4 * random));
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const wake = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', wake, { signal: over.signal });
    window.addEventListener('online', wake, { signal: over.signal });
  });
  over.abort();
}
