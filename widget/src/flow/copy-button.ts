import type { Texts } from '../texts/texts';
import { button, element } from '../elements/element';

/** Copies, and says whether it worked. */
export function copyButton(value: string, texts: Texts['phoneCall']): Element[] {
  const answer = element('span', { className: 'visually-hidden' });
  answer.setAttribute('role', 'status');
  const copy = button('secondary', texts.copy, () => {
    const say = (text: string): void => {
      copy.textContent = text;
      answer.textContent = text;
    };
    navigator.clipboard.writeText(value).then(
      () => {
        say(texts.copied);
      },
      () => {
        say(texts.copyFailed);
      },
    );
  });
  return [copy, answer];
}
