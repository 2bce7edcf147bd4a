import { element } from '../elements/element';
import type { Language } from '../texts/language';
import { startPageTexts } from '../texts/start-page-texts';

/** What is around both pages: the municipality's name, the other language, and the place for the content. */
export function frame(municipality: string, language: Language, onOtherLanguage: () => void): { parts: Element[]; main: HTMLElement } {
  const texts = startPageTexts[language];
  const skip = element('a', { className: 'skip', href: '#content', textContent: texts.skip });
  const other = element('button', {
    type: 'button',
    className: 'language',
    lang: language === 'nl' ? 'en' : 'nl',
    textContent: texts.otherLanguage,
  });
  other.addEventListener('click', onOtherLanguage);
  const header = element('header', {}, element('span', { className: 'brand', textContent: municipality }), other);
  const main = element('main', { id: 'content', tabIndex: -1 });
  return { parts: [skip, header, main], main };
}
