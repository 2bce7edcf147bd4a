import { CitizenSession, type PairingAnswer, type SessionView } from './citizen-session';
import { readMunicipality, refusalNow } from './municipality';
import { codeOfFailure, type SessionApi } from './session-api';
import { startSession } from './start-session';

/** Which phone the citizen calls with: the one with the Yivi app, or another one. */
export type Phone = 'app' | 'other';

export type PhoneCallView = SessionView | { kind: 'choosing'; phones: readonly Phone[]; agentsAvailable: boolean };

/**
 * A call from a page: first the citizen hears whether calling makes sense now and chooses a phone, and only then a session
 * starts, because the two kinds of session differ from the first moment on.
 */
export class PhoneCall {
  #session: CitizenSession | undefined;
  #hasLeft = false;

  /** @param given the page has already chosen the phone; the citizen is then asked only when nobody is there to answer */
  constructor(
    private readonly api: SessionApi,
    private readonly purpose: string,
    private readonly given: Phone | undefined,
    private readonly show: (view: PhoneCallView) => void,
  ) {}

  begin(): void {
    if (this.#session === undefined) {
      void this.#prepare();
    } else {
      this.#session.begin();
    }
  }

  choose(phone: Phone): void {
    this.#session = new CitizenSession(this.api, (api) => startSession(api, this.purpose, phone === 'other'), this.show);
    this.#session.begin();
  }

  async pair(digits: string): Promise<PairingAnswer> {
    return this.#session === undefined ? { kind: 'failed', code: 'NOT_PAIRING' } : await this.#session.pair(digits);
  }

  leave(): void {
    this.#hasLeft = true;
    this.#session?.leave();
  }

  async #prepare(): Promise<void> {
    this.show({ kind: 'preparing' });
    try {
      const municipality = await readMunicipality(this.api);
      if (this.#hasLeft) {
        return;
      }
      const refusal = refusalNow(municipality, this.purpose);
      if (refusal !== undefined) {
        this.show({ kind: 'failed', code: refusal });
      } else if (this.given !== undefined && municipality.agentsAvailable) {
        this.choose(this.given);
      } else {
        const phones: readonly Phone[] = this.given === undefined ? ['app', 'other'] : [this.given];
        this.show({ kind: 'choosing', phones, agentsAvailable: municipality.agentsAvailable });
      }
    } catch (error) {
      this.show({ kind: 'failed', code: codeOfFailure(error) });
    }
  }
}
