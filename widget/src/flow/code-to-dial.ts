import type { Status } from '../session/live-status';
import type { Language } from '../texts/language';
import type { Texts } from '../texts/texts';
import { copyButton } from './copy-button';
import { element } from '../elements/element';
import { spokenNumber } from './phone-number';
import { spacedDigits } from './spaced-digits';

type PhoneCall = NonNullable<Status['phoneCall']>;

/** Number and code for another phone: big, in groups, to copy, and to call at once where the page itself is on a phone. */
export function codeToDial({ phoneNumber, code, link, expiresAt }: PhoneCall, texts: Texts, language: Language): Element[] {
  const time = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeStyle: 'short' }).format(new Date(expiresAt));
  return [
    element(
      'dl',
      { className: 'to-dial' },
      element('dt', { textContent: texts.phoneCall.number }),
      element('dd', {}, element('span', { className: 'digits', textContent: spokenNumber(phoneNumber) })),
      element('dt', { textContent: texts.phoneCall.code }),
      element('dd', {}, spacedDigits(code, 2, 'code')),
    ),
    element('p', { className: 'hint', textContent: texts.phoneCall.until(time) }),
    element('a', { className: 'button secondary', href: link, textContent: texts.phoneCall.callFromHere }),
    ...copyButton(code, texts.phoneCall),
  ];
}
