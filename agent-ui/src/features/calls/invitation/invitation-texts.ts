import type { InvitationState } from '../../../gql/graphql';
import type { Language } from '../../../shared/language';

interface InvitationTexts {
  invite: string;
  explanation: string;
  purpose: string;
  make: string;
  cancel: string;
  title: string;
  readOut: string;
  address: string;
  code: string;
  link: string;
  copyLink: string;
  remaining: string;
  expired: string;
  again: string;
  states: Record<InvitationState, string>;
  digits: string;
  digitsHint: string;
  confirm: string;
  malformed: string;
  wrong: (triesLeft: number) => string;
  locked: string;
  nothing: string;
  confirmed: string;
  failures: Record<'CALL_NOT_YOURS' | 'CALL_ENDED' | 'ALREADY_IDENTIFIED' | 'PURPOSE_UNKNOWN' | 'DIGITS_MALFORMED', string>;
}

export const invitationTexts: Record<Language, InvitationTexts> = {
  nl: {
    invite: 'Nodig uit om zich te identificeren',
    explanation: 'U krijgt een code om voor te lezen. De beller deelt daarmee gegevens met Yivi, terwijl u elkaar spreekt.',
    purpose: 'Waarover gaat het gesprek?',
    make: 'Maak een code',
    cancel: 'Annuleren',
    title: 'Identificeren tijdens het gesprek',
    readOut: 'Vraag de beller om op een telefoon of computer naar dit adres te gaan, en lees de code voor.',
    address: 'Adres',
    code: 'Code',
    link: 'met de code',
    copyLink: 'Kopieer de link',
    remaining: 'De code werkt nog',
    expired: 'De code is te oud. Maak een nieuwe code.',
    again: 'Maak een nieuwe code',
    states: {
      OPEN: 'De beller heeft de code nog niet gebruikt.',
      STARTED: 'De beller heeft de code gebruikt. Wacht tot de Yivi-app verbonden is.',
      AWAITING_CONFIRMATION: 'De Yivi-app van de beller is verbonden en laat vier cijfers zien. Vraag ernaar.',
      CONFIRMED: 'De cijfers kloppen. De beller ziet nu in de Yivi-app welke gegevens u vraagt. Wacht tot die zijn gedeeld.',
      ENDED: 'Het is niet gelukt: de beller is gestopt, de cijfers klopten niet of het duurde te lang. Er is niets gedeeld.',
    },
    digits: 'Vier cijfers die de beller voorleest',
    digitsHint:
      'De cijfers staan alleen op de telefoon met de Yivi-app. Zeg ze niet zelf voor. Pas als ze kloppen, kan de beller gegevens delen.',
    confirm: 'Controleren',
    malformed: 'Vul vier cijfers in.',
    wrong: (triesLeft) =>
      `Deze cijfers kloppen niet. Vraag het nog eens. U kunt het nog ${triesLeft === 1 ? 'één keer' : `${String(triesLeft)} keer`} proberen.`,
    locked:
      'De cijfers waren drie keer verkeerd. Er is niets gedeeld. Let op: misschien heeft de beller de telefoon met de Yivi-app niet zelf in handen.',
    nothing: 'De Yivi-app laat nog geen cijfers zien. Wacht tot de app verbonden is.',
    confirmed: 'De cijfers kloppen. U ziet de gegevens zodra de beller ze deelt.',
    failures: {
      CALL_NOT_YOURS: 'Dit gesprek is niet meer van u.',
      CALL_ENDED: 'De beller heeft opgehangen.',
      ALREADY_IDENTIFIED: 'Deze beller is al geïdentificeerd.',
      PURPOSE_UNKNOWN: 'Dit onderwerp bestaat niet meer. Kies een ander onderwerp.',
      DIGITS_MALFORMED: 'Vul vier cijfers in.',
    },
  },
  en: {
    invite: 'Invite to identify',
    explanation: 'You get a code to read out. With it the caller shares data with Yivi while you are speaking.',
    purpose: 'What is the call about?',
    make: 'Make a code',
    cancel: 'Cancel',
    title: 'Identify during the call',
    readOut: 'Ask the caller to go to this address on a phone or computer, and read out the code.',
    address: 'Address',
    code: 'Code',
    link: 'with the code',
    copyLink: 'Copy the link',
    remaining: 'The code works for another',
    expired: 'The code is too old. Make a new code.',
    again: 'Make a new code',
    states: {
      OPEN: 'The caller has not used the code yet.',
      STARTED: 'The caller has used the code. Wait until the Yivi app has connected.',
      AWAITING_CONFIRMATION: "The caller's Yivi app has connected and shows four digits. Ask for them.",
      CONFIRMED: 'The digits are right. The Yivi app now shows the caller which data you ask for. Wait until they are shared.',
      ENDED: 'It did not work: the caller stopped, the digits were not right or it took too long. Nothing was shared.',
    },
    digits: 'Four digits that the caller reads out',
    digitsHint:
      'The digits are only on the phone with the Yivi app. Do not say them yourself. Only when they are right can the caller share data.',
    confirm: 'Check',
    malformed: 'Fill in four digits.',
    wrong: (triesLeft) =>
      `These digits are not right. Ask again. You can try ${triesLeft === 1 ? 'once more' : `${String(triesLeft)} more times`}.`,
    locked:
      'The digits were wrong three times. Nothing was shared. Take care: perhaps the caller does not hold the phone with the Yivi app.',
    nothing: 'The Yivi app shows no digits yet. Wait until the app has connected.',
    confirmed: 'The digits are right. You will see the data as soon as the caller shares them.',
    failures: {
      CALL_NOT_YOURS: 'This call is no longer yours.',
      CALL_ENDED: 'The caller has hung up.',
      ALREADY_IDENTIFIED: 'This caller is identified already.',
      PURPOSE_UNKNOWN: 'This subject no longer exists. Choose another one.',
      DIGITS_MALFORMED: 'Fill in four digits.',
    },
  },
};
