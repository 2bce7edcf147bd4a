import type { Phone } from '../session/phone-call';
import type { Texts } from '../texts/texts';
import { button } from '../elements/element';

/** One button for each phone that may be chosen. */
export function phoneChoice(phones: readonly Phone[], texts: Texts, choose: (phone: Phone) => void): Element[] {
  const labels: Record<Phone, string> = { app: texts.choice.appPhone, other: texts.choice.anotherPhone };
  return phones.map((phone, index) =>
    button(index === 0 ? 'primary' : 'secondary', labels[phone], () => {
      choose(phone);
    }),
  );
}
