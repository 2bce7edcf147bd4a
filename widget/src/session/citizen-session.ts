import type { SessionPointer, SessionState } from '../gql/graphql';
import { followStatus } from './live-status';
import { isBeforeDisclosure } from './reconnect-rule';
import { ApiError, type SessionApi } from './session-api';

export type SessionView =
  | { kind: 'preparing' }
  | { kind: 'status'; state: SessionState; queuePosition: number | null; pointer: SessionPointer; isLive: boolean }
  | { kind: 'failed'; code: string };

/** One citizen's way from the click to the end of the call. The status token never leaves this object. */
export class CitizenSession {
  #view: SessionView = { kind: 'preparing' };
  #statusToken = '';
  #stop = new AbortController();

  constructor(
    private readonly api: SessionApi,
    private readonly purpose: string,
    private readonly show: (view: SessionView) => void,
  ) {}

  /** Starts a session, also again after one that ended. */
  begin(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    void this.#run(this.#stop.signal);
  }

  /** The citizen closes the dialog. What is not disclosed by then is cancelled; a call goes on. */
  leave(): void {
    this.#stop.abort();
    if (this.#view.kind === 'status' && isBeforeDisclosure(this.#view.state)) {
      this.#cancel(this.#statusToken);
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    const present = (view: SessionView): void => {
      if (!signal.aborted) {
        this.#view = view;
        this.show(view);
      }
    };
    present({ kind: 'preparing' });
    try {
      const { statusToken, sessionPointer: pointer } = await this.api.start(this.purpose);
      if (signal.aborted) {
        this.#cancel(statusToken);
        return;
      }
      this.#statusToken = statusToken;
      present({ kind: 'status', state: 'STARTED', queuePosition: null, pointer, isLive: true });
      const observer = {
        status: (state: SessionState, queuePosition: number | null) => {
          present({ kind: 'status', state, queuePosition, pointer, isLive: true });
        },
        connectionLost: () => {
          present(this.#view.kind === 'status' ? { ...this.#view, isLive: false } : this.#view);
        },
        failed: (code: string) => {
          present({ kind: 'failed', code });
        },
      };
      await followStatus(this.api.endpoint, statusToken, observer, signal);
    } catch (error) {
      present({ kind: 'failed', code: error instanceof ApiError ? error.code : 'UNEXPECTED' });
    }
  }

  #cancel(statusToken: string): void {
    // The session also expires by itself, so a cancellation that does not get through needs no retry.
    this.api.cancel(statusToken).catch(() => undefined);
  }
}
