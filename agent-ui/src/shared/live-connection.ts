import { follow, liveClient, type Client, type ExecutionResult, type RequestParams } from '@id-bellen/live/follow';
import { GraphQLError } from 'graphql';

export type ConnectionState = { kind: 'connecting' } | { kind: 'live' } | { kind: 'lost'; code: string; since: number };

interface Observer {
  next: (result: ExecutionResult) => void;
  complete: () => void;
}

const backOff = { first: 500, longest: 8_000 };

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
    this.#client = liveClient(url, { credentials: 'same-origin' }, fetchFn);
  }

  readonly current = (): ConnectionState => this.#state;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Gives what stops it. */
  follow(request: RequestParams, observer: Observer): () => void {
    const stop = new AbortController();
    this.#set({ kind: 'connecting' });
    const follower = {
      backOff,
      received: (result: ExecutionResult) => {
        this.#set({ kind: 'live' });
        observer.next(result);
      },
      ended: (code: string) => {
        this.#set({ kind: 'lost', code, since: this.#state.kind === 'lost' ? this.#state.since : this.now() });
        if (!final.has(code)) {
          return true;
        }
        observer.next({ errors: [new GraphQLError(code, { extensions: { code } })] });
        observer.complete();
        return false;
      },
    };
    void follow(this.#client, request, follower, stop.signal);
    return () => {
      stop.abort();
    };
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
