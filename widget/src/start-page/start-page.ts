import { button, element } from '../elements/element';
import type { Language } from '../texts/language';
import { readMunicipality } from '../session/municipality';
import { codeOfFailure, SessionApi } from '../session/session-api';
import { startPageTexts } from '../texts/start-page-texts';
import { texts } from '../texts/texts';
import { CallPage } from './call-page';
import { frame } from './frame';
import { InvitationPage } from './invitation-page';
import type { Page } from './page';

/**
 * Fills the page and keeps it up to date.
 * @param fragment of the address, without its #: a purpose or the code of an invitation
 */
export async function openStartPage(root: HTMLElement, origin: string, kind: 'call' | 'invitation', fragment: string): Promise<void> {
  const api = new SessionApi(origin);
  let language: Language = 'nl';
  let name = 'IdBellen';
  let page: Page = { draw: (to) => [element('p', { textContent: texts[to].preparing.heading, role: 'status' })] };
  const draw = (): void => {
    const hadFocus = root.contains(document.activeElement);
    const { parts, main } = frame(name, language, () => {
      language = language === 'nl' ? 'en' : 'nl';
      draw();
      root.querySelector<HTMLElement>('.language')?.focus();
    });
    const content = page.draw(language);
    document.documentElement.lang = language;
    document.title = `${content.find(({ tagName }) => tagName === 'H1')?.textContent ?? texts[language].title} – ${name}`;
    main.append(...content);
    root.replaceChildren(...parts);
    if (hadFocus) {
      main.focus();
    }
  };
  draw();
  try {
    const municipality = await readMunicipality(api);
    name = municipality.displayName;
    const Opened = kind === 'invitation' ? InvitationPage : CallPage;
    page = new Opened(api, municipality, fragment, draw);
  } catch (error) {
    page = failurePage(codeOfFailure(error), () => void openStartPage(root, origin, kind, fragment));
  }
  draw();
}

function failurePage(code: string, retry: () => void): Page {
  return {
    draw: (language) => {
      const { errors } = texts[language];
      const message = Object.hasOwn(errors, code) ? errors[code as keyof typeof errors] : errors.OTHER;
      return [
        element('h1', { textContent: startPageTexts[language].unavailable }),
        element('p', { textContent: `${message.heading}. ${message.body}` }),
        button('primary', texts[language].retry, retry),
      ];
    },
  };
}
