import type { Identification } from '../../../gql/graphql';
import type { Language } from '../../../shared/language';

export interface IdentificationText {
  /** Beside a waiting call. */
  short: string;
  name: string;
  /** What an agent may and may not conclude. */
  explanation: string;
}

interface IdentificationTexts {
  ways: Record<Identification, IdentificationText>;
  assurance: string;
}

export const identificationTexts: Record<Language, IdentificationTexts> = {
  nl: {
    ways: {
      NONE: {
        short: 'Niet geïdentificeerd',
        name: 'Niet geïdentificeerd',
        explanation: 'U weet nog niet wie u spreekt. Vraag het zelf, of nodig de beller uit om zich te identificeren.',
      },
      SAME_PHONE: {
        short: 'Belt met de Yivi-telefoon',
        name: 'Geïdentificeerd met de telefoon die belt',
        explanation: 'De gegevens zijn met Yivi gedeeld op dezelfde telefoon als waarmee deze beller belt.',
      },
      ANOTHER_PHONE: {
        short: 'Belt met een andere telefoon',
        name: 'Geïdentificeerd met een andere telefoon',
        explanation:
          'De gegevens zijn met Yivi gedeeld op een andere telefoon. De beller heeft daarna een code ingetoetst. Twijfelt u of u de juiste persoon spreekt? Stel dan een controlevraag.',
      },
      DURING_CALL: {
        short: 'Tijdens het gesprek geïdentificeerd',
        name: 'Geïdentificeerd tijdens dit gesprek',
        explanation: 'De beller heeft tijdens dit gesprek gegevens gedeeld met Yivi en daarna vier cijfers aan u of een collega voorgelezen.',
      },
    },
    assurance: 'Betrouwbaarheid van de inlog (DigiD)',
  },
  en: {
    ways: {
      NONE: {
        short: 'Not identified',
        name: 'Not identified',
        explanation: 'You do not know yet who you are speaking to. Ask, or invite the caller to identify.',
      },
      SAME_PHONE: {
        short: 'Calls with the Yivi phone',
        name: 'Identified with the phone that is calling',
        explanation: 'The data were shared with Yivi on the same phone that this caller is calling with.',
      },
      ANOTHER_PHONE: {
        short: 'Calls with another phone',
        name: 'Identified with another phone',
        explanation:
          'The data were shared with Yivi on another phone. After that the caller keyed in a code. Are you in doubt whether this is the right person? Then ask a control question.',
      },
      DURING_CALL: {
        short: 'Identified during the call',
        name: 'Identified during this call',
        explanation: 'During this call the caller shared data with Yivi and then read out four digits to you or a colleague.',
      },
    },
    assurance: 'Reliability of the login (DigiD)',
  },
};
