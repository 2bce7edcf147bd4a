import type { Language } from '../texts/language';
import type { PairingAnswer } from '../session/citizen-session';
import type { Phone, PhoneCallView } from '../session/phone-call';
import { appLink, hasAppOnDevice } from '../session/yivi-link';
import { texts, type Way } from '../texts/texts';
import { appWays } from './app-ways';
import { codeToDial } from './code-to-dial';
import { button, element } from '../elements/element';
import { moodIcon } from './mood-icon';
import { pageFor, type Page } from './page';
import { pairingForm } from './pairing-form';
import { phoneChoice } from './phone-choice';

export interface PanelEvents {
  retry: () => void;
  /** The citizen does not want to go on. */
  stop: () => void;
  /** There is nothing more to do; absent where there is nothing to close. */
  close?: () => void;
  choose: (phone: Phone) => void;
  pair: (digits: string) => Promise<PairingAnswer>;
}

/** What a citizen sees of a session, wherever it stands: in the dialog of a municipal page, or on a page of our own. */
export class SessionPanel {
  readonly root = element('div', { className: 'flow' });
  readonly #icon = element('div', {});
  readonly #status = element('div', { className: 'status' });
  readonly #notice = element('p', { className: 'notice' });
  readonly #connection = element('p', { className: 'notice' });
  readonly #content = element('div', { className: 'content' });
  readonly #actions = element('div', { className: 'actions' });
  readonly #texts;
  readonly #appOnDevice = hasAppOnDevice(navigator.userAgent, navigator.maxTouchPoints);
  #shown = '';

  constructor(
    private readonly language: Language,
    private readonly events: PanelEvents,
    private readonly headingLevel: 'h2' | 'h3',
  ) {
    this.#texts = texts[language];
    this.#status.setAttribute('role', 'status');
    this.#status.setAttribute('aria-atomic', 'true');
    this.#notice.setAttribute('role', 'status');
    this.#connection.setAttribute('role', 'status');
    this.root.append(this.#icon, this.#status, this.#notice, this.#connection, this.#content, this.#actions);
  }

  show(view: PhoneCallView, way: Way): void {
    const page = pageFor(view, this.#texts, way, this.#appOnDevice);
    this.#connection.textContent = view.kind === 'status' && !view.isLive ? this.#texts.connectionLost : '';
    if (this.#notice.textContent !== page.notice) {
      this.#notice.textContent = page.notice;
    }
    // A live region that is filled again with the same text would be read out again, and a field would lose what was typed.
    const key = JSON.stringify([page.message, page.action, view.kind === 'status' && [view.state, view.phoneCall]]);
    if (key !== this.#shown) {
      this.#shown = key;
      this.#fill(page, view);
    }
  }

  #fill(page: Page, view: PhoneCallView): void {
    const hadFocus = this.root.contains(deepestFocus(this.root));
    this.#icon.replaceChildren(moodIcon(page.mood));
    this.#status.replaceChildren(
      element(this.headingLevel, { textContent: page.message.heading }),
      element('p', { textContent: page.message.body }),
    );
    this.#content.replaceChildren(...this.#contentOf(view));
    const action = this.#action(page, view);
    this.#actions.replaceChildren(...(action === undefined ? [] : [action]));
    // On a phone the link to the app stands above the QR code.
    this.root.append(...(page.action === 'open-app' ? [this.#actions, this.#content] : [this.#content, this.#actions]));
    const field = this.#content.querySelector('input');
    if (hadFocus || field !== null) {
      (field ?? this.root.querySelector<HTMLElement>('.content button, .actions a, .actions button'))?.focus();
    }
  }

  #contentOf(view: PhoneCallView): Element[] {
    if (view.kind === 'choosing') {
      return phoneChoice(view.phones, this.#texts, this.events.choose);
    }
    if (view.kind !== 'status') {
      return [];
    }
    if (view.state === 'STARTED') {
      return appWays(view.pointer, this.#texts, this.#appOnDevice);
    }
    if (view.state === 'PAIRING') {
      return [pairingForm(this.#texts, this.events.pair)];
    }
    if (view.state === 'DISCLOSED' && view.phoneCall != null) {
      return codeToDial(view.phoneCall, this.#texts, this.language);
    }
    return [];
  }

  #action(page: Page, view: PhoneCallView): HTMLElement | undefined {
    switch (page.action) {
      case 'open-app':
        return view.kind === 'status'
          ? element('a', { href: appLink(view.pointer), className: 'button primary', textContent: this.#texts.openApp })
          : undefined;
      case 'retry':
        return button('primary', this.#texts.retry, this.events.retry);
      case 'stop':
        return button('secondary', this.#texts.stop, this.events.stop);
      case 'close':
        return this.events.close && button('secondary', this.#texts.close, this.events.close);
    }
  }
}

function deepestFocus(root: Node): Element | null {
  const scope = root.getRootNode();
  return scope instanceof ShadowRoot || scope instanceof Document ? scope.activeElement : null;
}
