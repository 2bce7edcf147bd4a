import type { Language } from '../language';
import type { SessionView } from '../session/citizen-session';
import { appLink, hasAppOnDevice, qrContent } from '../session/yivi-link';
import { sheet } from '../style-sheet';
import { texts } from '../texts';
import dialogStyles from './dialog.css?inline';
import { element } from './element';
import { moodIcon } from './mood-icon';
import { pageFor, type Page } from './page';
import { qrCode } from './qr-code';

export interface DialogEvents {
  retry: () => void;
  closed: () => void;
}

/** A modal dialog in its own shadow tree, so that neither the page's styles nor ours leak. */
export class SessionDialog {
  readonly #host = element('div', { className: 'id-bellen-dialog' });
  readonly #dialog = element('dialog', {});
  readonly #icon = element('div', {});
  readonly #status = element('div', { className: 'status' });
  readonly #scan = element('div', { className: 'scan' });
  readonly #connection = element('p', { className: 'connection' });
  readonly #actions = element('div', { className: 'actions' });
  readonly #texts;
  readonly #appOnDevice = hasAppOnDevice(navigator.userAgent, navigator.maxTouchPoints);
  #shown = '';
  #retry: () => void = () => undefined;

  constructor(language: Language) {
    this.#texts = texts[language];
    const title = element('h2', { id: 'title', textContent: this.#texts.title });
    const cross = element('button', { type: 'button', className: 'cross', ariaLabel: this.#texts.close, textContent: '×' });
    cross.addEventListener('click', () => {
      this.#dialog.close();
    });
    this.#status.setAttribute('role', 'status');
    this.#status.setAttribute('aria-atomic', 'true');
    this.#connection.setAttribute('role', 'status');
    this.#dialog.setAttribute('aria-labelledby', title.id);
    const ways = this.#appOnDevice ? [this.#actions, this.#scan] : [this.#scan, this.#actions];
    this.#dialog.append(element('header', {}, title, cross), this.#icon, this.#status, this.#connection, ...ways);
    this.#host.lang = language;
    const root = this.#host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet(dialogStyles)];
    root.append(this.#dialog);
  }

  open(events: DialogEvents): void {
    this.#retry = events.retry;
    const cameFrom = deepActiveElement();
    this.#dialog.addEventListener('close', () => {
      this.#host.remove();
      cameFrom?.focus();
      events.closed();
    });
    document.body.append(this.#host);
    this.#dialog.showModal();
  }

  show(view: SessionView): void {
    const page = pageFor(view, this.#texts, this.#appOnDevice);
    this.#connection.textContent = view.kind === 'status' && !view.isLive ? this.#texts.connectionLost : '';
    // A live region that is filled again with the same text would be read out again.
    const key = `${page.message.heading}\n${page.message.body}`;
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    this.#icon.replaceChildren(moodIcon(page.mood));
    this.#status.replaceChildren(
      element('h3', { textContent: page.message.heading }),
      element('p', { textContent: page.message.body }),
    );
    const hadFocus = this.#dialog.querySelector('.scan :focus, .actions :focus') !== null;
    this.#scan.replaceChildren(...this.#ways(view));
    this.#actions.replaceChildren(this.#action(page, view));
    if (hadFocus) {
      this.#actions.querySelector<HTMLElement>('a, button')?.focus();
    }
  }

  /** The QR code first on a computer; on a phone the link comes first and the code is one press away. */
  #ways(view: SessionView): Element[] {
    if (view.kind !== 'status' || view.state !== 'STARTED') {
      return [];
    }
    const code = qrCode(qrContent(view.pointer), this.#texts.qrAlternative);
    return this.#appOnDevice
      ? [element('details', {}, element('summary', { textContent: this.#texts.showQr }), code)]
      : [code, element('a', { href: appLink(view.pointer), textContent: this.#texts.openAppHere })];
  }

  #action(page: Page, view: SessionView): Element {
    if (page.action === 'open-app' && view.kind === 'status') {
      return element('a', { href: appLink(view.pointer), className: 'button primary', textContent: this.#texts.openApp });
    }
    const isRetry = page.action === 'retry';
    const button = element('button', {
      type: 'button',
      className: isRetry ? 'button primary' : 'button secondary',
      textContent: isRetry ? this.#texts.retry : page.action === 'stop' ? this.#texts.stop : this.#texts.close,
    });
    button.addEventListener('click', () => {
      if (isRetry) {
        this.#retry();
      } else {
        this.#dialog.close();
      }
    });
    return button;
  }
}

function deepActiveElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active instanceof HTMLElement ? active : null;
}
