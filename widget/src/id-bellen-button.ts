import buttonStyles from './button.css?inline';
import { chooseLanguage } from './texts/language';
import { start } from './start';
import { sheet } from './elements/style-sheet';
import { texts } from './texts/texts';

/**
 * `<id-bellen-button purpose="uitkering" language="nl" municipality="https://arnhem.example">Bel ons</id-bellen-button>`
 *
 * `purpose` names one of the municipality's purposes. `language` is `nl` or `en`; left out, it follows the page.
 * `municipality` is an origin; left out, it is where the script came from. `phone` is `app` or `other`; left out, the citizen is
 * asked which phone the call comes from. The content, if any, is the button's text.
 */
export class IdBellenButton extends HTMLElement {
  static readonly observedAttributes = ['language'];

  readonly #label = document.createElement('slot');

  constructor() {
    super();
    const button = document.createElement('button');
    button.type = 'button';
    button.part.add('button');
    button.append(this.#label);
    button.addEventListener('click', () => {
      this.#start();
    });
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [sheet(buttonStyles)];
    root.append(button);
  }

  connectedCallback(): void {
    this.attributeChangedCallback();
  }

  attributeChangedCallback(): void {
    const language = chooseLanguage(this.getAttribute('language'), document.documentElement.lang);
    this.#label.textContent = texts[language].button;
  }

  #start(): void {
    start({
      purpose: this.getAttribute('purpose') ?? '',
      language: this.getAttribute('language'),
      municipality: this.getAttribute('municipality'),
      phone: this.getAttribute('phone'),
    });
  }
}
