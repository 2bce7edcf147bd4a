import { element } from '../elements/element';
import { SessionPanel } from '../flow/session-panel';
import type { Language } from '../texts/language';
import { CitizenSession, type SessionView } from '../session/citizen-session';
import type { Municipality } from '../session/municipality';
import type { SessionApi } from '../session/session-api';
import { startInvitedSession } from '../session/start-invited-session';
import { startPageTexts } from '../texts/start-page-texts';
import { invitationCode } from './invitation-code';
import { invitationForm } from './invitation-form';
import type { Page } from './page';

/** `/i`: a caller identifies during the call, with a code that the agent read out or sent (`#CODE`). */
export class InvitationPage implements Page {
  #code: string | undefined;
  #session: CitizenSession | undefined;
  #view: SessionView = { kind: 'preparing' };
  #panel: SessionPanel | undefined;

  /** @param changed asks for the page to be drawn anew */
  constructor(
    private readonly api: SessionApi,
    private readonly municipality: Municipality,
    fragment: string,
    private readonly changed: () => void,
  ) {
    this.#code = invitationCode(fragment);
  }

  draw(language: Language): Element[] {
    const texts = startPageTexts[language];
    const title = element('h1', { textContent: texts.invitationTitle });
    if (this.#session === undefined) {
      return [
        title,
        element('p', { textContent: texts.invitationExplained(this.municipality.displayName) }),
        element(
          'p',
          { className: 'warning' },
          element('strong', { textContent: texts.invitationWarning }),
          ` ${texts.invitationWarningMore}`,
        ),
        invitationForm(texts, this.#code, (code) => {
          this.#begin(code);
          this.changed();
        }),
      ];
    }
    const panel = this.#panelIn(language);
    panel.show(this.#view, 'invited');
    const about = this.#view.kind === 'status' ? `${texts.about}: ${this.#view.purpose.title[language]}` : '';
    return [title, element('p', { className: 'about', textContent: about }), element('section', { className: 'card' }, panel.root)];
  }

  #begin(code: string): void {
    this.#code = code;
    this.#session = new CitizenSession(
      this.api,
      (api) => startInvitedSession(api, code),
      (view) => {
        const knowsPurpose = this.#view.kind !== 'status' && view.kind === 'status';
        this.#view = view;
        if (knowsPurpose) {
          this.changed();
        } else {
          this.#panel?.show(view, 'invited');
        }
      },
    );
    this.#session.begin();
  }

  #panelIn(language: Language): SessionPanel {
    const startAgain = (): void => {
      this.#session?.leave();
      // A code works once: what has begun with it can't begin again.
      this.#code = this.#view.kind === 'status' ? undefined : this.#code;
      this.#session = undefined;
      this.#panel = undefined;
      this.#view = { kind: 'preparing' };
      this.changed();
    };
    this.#panel = new SessionPanel(
      language,
      {
        retry: startAgain,
        stop: startAgain,
        choose: () => undefined,
        // The digits are for the agent.
        pair: () => Promise.resolve({ kind: 'failed', code: 'NOT_PAIRING' }),
      },
      'h2',
    );
    return this.#panel;
  }
}
