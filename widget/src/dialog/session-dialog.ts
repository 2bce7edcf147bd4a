import type { Language } from '../texts/language';
import { element } from '../elements/element';
import flowStyles from '../flow/flow.css?inline';
import { SessionPanel, type PanelEvents } from '../flow/session-panel';
import type { PhoneCallView } from '../session/phone-call';
import { sheet } from '../elements/style-sheet';
import { texts, type Way } from '../texts/texts';
import dialogStyles from './dialog.css?inline';

export interface DialogEvents extends Pick<PanelEvents, 'retry' | 'choose' | 'pair'> {
  closed: () => void;
}

/** A modal dialog in its own shadow tree, so that neither the page's styles nor ours leak. */
export class SessionDialog {
  readonly #host = element('div', { className: 'id-bellen-dialog' });
  readonly #dialog = element('dialog', {});
  readonly #panel: SessionPanel;

  constructor(
    language: Language,
    private readonly events: DialogEvents,
  ) {
    const close = (): void => {
      this.#dialog.close();
    };
    this.#panel = new SessionPanel(language, { ...events, stop: close, close }, 'h3');
    const title = element('h2', { id: 'title', textContent: texts[language].title });
    const cross = element('button', { type: 'button', className: 'cross', ariaLabel: texts[language].close, textContent: '×' });
    cross.addEventListener('click', close);
    this.#dialog.setAttribute('aria-labelledby', title.id);
    this.#dialog.append(element('header', {}, title, cross), this.#panel.root);
    this.#host.lang = language;
    const root = this.#host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet(flowStyles), sheet(dialogStyles)];
    root.append(this.#dialog);
  }

  open(): void {
    const cameFrom = deepActiveElement();
    this.#dialog.addEventListener('close', () => {
      this.#host.remove();
      cameFrom?.focus();
      this.events.closed();
    });
    document.body.append(this.#host);
    this.#dialog.showModal();
  }

  show(view: PhoneCallView, way: Way): void {
    this.#panel.show(view, way);
  }
}

function deepActiveElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active instanceof HTMLElement ? active : null;
}
