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
      STARTED: 'De beller is bezig in de Yivi-app.',
      AWAITING_CONFIRMATION: 'De beller heeft gegevens gedeeld en ziet nu vier cijfers. Vraag ernaar.',
    },
    digits: 'Vier cijfers die de beller voorleest',
    digitsHint: 'Zo weet u dat u spreekt met wie de gegevens deelde. Zeg de cijfers niet zelf voor.',
    confirm: 'Controleren',
    malformed: 'Vul vier cijfers in.',
    wrong: (triesLeft) => `Deze cijfers kloppen niet. Vraag het nog eens. U kunt het nog ${triesLeft === 1 ? 'één keer' : `${String(triesLeft)} keer`} proberen.`,
    locked: 'De cijfers waren drie keer verkeerd. De gedeelde gegevens zijn gewist. Is dit wel wie hij of zij zegt te zijn?',
    nothing: 'De beller heeft nog geen cijfers. Wacht tot de gegevens zijn gedeeld.',
    confirmed: 'De beller is geïdentificeerd.',
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
      STARTED: 'The caller is busy in the Yivi app.',
      AWAITING_CONFIRMATION: 'The caller has shared data and now sees four digits. Ask for them.',
    },
    digits: 'Four digits that the caller reads out',
    digitsHint: 'So you know that you are speaking to who shared the data. Do not say the digits yourself.',
    confirm: 'Check',
    malformed: 'Fill in four digits.',
    wrong: (triesLeft) => `These digits are not right. Ask again. You can try ${triesLeft === 1 ? 'once more' : `${String(triesLeft)} more times`}.`,
    locked: 'The digits were wrong three times. The shared data have been erased. Is this really who they say they are?',
    nothing: 'The caller has no digits yet. Wait until the data have been shared.',
    confirmed: 'The caller is identified.',
    failures: {
      CALL_NOT_YOURS: 'This call is no longer yours.',
      CALL_ENDED: 'The caller has hung up.',
      ALREADY_IDENTIFIED: 'This caller is identified already.',
      PURPOSE_UNKNOWN: 'This subject no longer exists. Choose another one.',
      DIGITS_MALFORMED: 'Fill in four digits.',
    },
  },
};
