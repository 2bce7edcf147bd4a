import { button, element } from '../elements/element';
import { SessionPanel } from '../flow/session-panel';
import type { Language } from '../texts/language';
import type { Municipality } from '../session/municipality';
import { PhoneCall, type PhoneCallView } from '../session/phone-call';
import type { SessionApi } from '../session/session-api';
import { startPageTexts } from '../texts/start-page-texts';
import type { Way } from '../texts/texts';
import type { Page } from './page';

/** `/bel`: choose what to call about, then the same way as from a municipal page. `#uitkering` skips the choice. */
export class CallPage implements Page {
  #purpose: string | undefined;
  #call: PhoneCall | undefined;
  #view: PhoneCallView = { kind: 'preparing' };
  #way: Way = 'app-phone';
  #panel: SessionPanel | undefined;

  /** @param changed asks for the page to be drawn anew */
  constructor(
    private readonly api: SessionApi,
    private readonly municipality: Municipality,
    fragment: string,
    private readonly changed: () => void,
  ) {
    if (municipality.purposes.some(({ name }) => name === fragment)) {
      this.#begin(fragment);
    }
  }

  draw(language: Language): Element[] {
    const texts = startPageTexts[language];
    const purpose = this.municipality.purposes.find(({ name }) => name === this.#purpose);
    if (purpose === undefined) {
      return [
        element('h1', { textContent: texts.callTitle(this.municipality.displayName) }),
        element('p', { textContent: texts.callIntroduction }),
        ...this.#purposes(language),
      ];
    }
    const panel = this.#panelIn(language);
    panel.show(this.#view, this.#way);
    return [element('h1', { textContent: purpose.title[language] }), element('section', { className: 'card' }, panel.root)];
  }

  #purposes(language: Language): Element[] {
    const texts = startPageTexts[language];
    if (this.municipality.purposes.length === 0) {
      return [element('p', { className: 'card', textContent: texts.noPurpose })];
    }
    const choices = this.municipality.purposes.map(({ name, title }) =>
      element(
        'li',
        {},
        button('secondary', title[language], () => {
          this.#begin(name);
          this.changed();
        }),
      ),
    );
    return [element('h2', { textContent: texts.whichPurpose }), element('ul', { className: 'purposes' }, ...choices)];
  }

  #begin(purpose: string): void {
    this.#purpose = purpose;
    this.#call = new PhoneCall(this.api, purpose, undefined, (view) => {
      this.#view = view;
      this.#panel?.show(view, this.#way);
    });
    this.#call.begin();
  }

  #panelIn(language: Language): SessionPanel {
    this.#panel = new SessionPanel(
      language,
      {
        retry: () => {
          this.#call?.begin();
        },
        stop: () => {
          this.#call?.leave();
          this.#purpose = undefined;
          this.#panel = undefined;
          this.changed();
        },
        choose: (phone) => {
          this.#way = phone === 'other' ? 'another-phone' : 'app-phone';
          this.#call?.choose(phone);
        },
        pair: (digits) => this.#call?.pair(digits) ?? Promise.resolve({ kind: 'failed', code: 'NOT_PAIRING' }),
      },
      'h2',
    );
    return this.#panel;
  }
}
