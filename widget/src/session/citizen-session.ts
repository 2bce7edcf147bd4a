import { cancelSession } from './cancel-session';
import { bareStatus, followStatus, type Status } from './live-status';
import { pairSession } from './pair-session';
import { isCancelledByLeaving, isEndState } from './reconnect-rule';
import { codeOfFailure, type SessionApi } from './session-api';
import type { StartedSession } from './start-session';

export type SessionView =
  | { kind: 'preparing' }
  | ({ kind: 'status'; pointer: StartedSession['sessionPointer']; purpose: StartedSession['purpose']; isLive: boolean } & Status)
  | { kind: 'failed'; code: string };

/** What became of the digits that the citizen typed. */
export type PairingAnswer = { kind: 'taken' } | { kind: 'wrong'; triesLeft: number } | { kind: 'failed'; code: string };

/** One citizen's way from the QR code to the end of the call. The status token never leaves this object. */
export class CitizenSession {
  #view: SessionView = { kind: 'preparing' };
  #statusToken = '';
  #stop = new AbortController();
  #present: (view: SessionView) => void = () => undefined;

  constructor(
    private readonly api: SessionApi,
    private readonly start: (api: SessionApi) => Promise<StartedSession>,
    private readonly show: (view: SessionView) => void,
  ) {}

  /** Starts a session, also again after one that ended. */
  begin(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    void this.#run(this.#stop.signal);
  }

  /** The citizen closes the page. What reached no agent and no phone by then is cancelled; a call goes on. */
  leave(): void {
    this.#stop.abort();
    if (this.#view.kind === 'status' && isCancelledByLeaving(this.#view.state)) {
      this.#cancel(this.#statusToken);
    }
  }

  /** @param digits four, as the app shows them */
  async pair(digits: string): Promise<PairingAnswer> {
    try {
      const status = await pairSession(this.api, this.#statusToken, digits);
      if (status.state === 'PAIRING') {
        return { kind: 'wrong', triesLeft: status.triesLeft ?? 0 };
      }
      // The stream says the same in a moment, or has already said more.
      if (this.#view.kind === 'status' && (this.#view.state === 'PAIRING' || isEndState(status.state))) {
        this.#present({ ...this.#view, ...status });
      }
      return { kind: 'taken' };
    } catch (error) {
      return { kind: 'failed', code: codeOfFailure(error) };
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    const present = (view: SessionView): void => {
      if (!signal.aborted) {
        this.#view = view;
        this.show(view);
      }
    };
    this.#present = present;
    present({ kind: 'preparing' });
    try {
      const { statusToken, sessionPointer: pointer, purpose } = await this.start(this.api);
      if (signal.aborted) {
        this.#cancel(statusToken);
        return;
      }
      this.#statusToken = statusToken;
      present({ kind: 'status', ...bareStatus('STARTED'), pointer, purpose, isLive: true });
      const observer = {
        status: (status: Status) => {
          present({ kind: 'status', ...status, pointer, purpose, isLive: true });
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
      present({ kind: 'failed', code: codeOfFailure(error) });
    }
  }

  #cancel(statusToken: string): void {
    // The session also expires by itself, so a cancellation that does not get through needs no retry.
    cancelSession(this.api, statusToken).catch(() => undefined);
  }
}
