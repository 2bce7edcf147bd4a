import type { Identification } from '../../../gql/graphql';
import type { Language } from '../../../shared/language';

export interface IdentificationText {
  /** Beside a waiting call. */
  short: string;
  name: string;
  /** What an agent may and may not conclude. */
  explanation: string;
  /** Where it is less sure: why, and what to ask besides. */
  caution?: string;
}

interface IdentificationTexts {
  ways: Record<Identification, IdentificationText>;
  lessSure: string;
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
        explanation: 'De gegevens zijn met Yivi gedeeld. De app die dat deed, kreeg de code waarmee deze beller belt.',
      },
      ANOTHER_PHONE: {
        short: 'Belt met een andere telefoon',
        name: 'Geïdentificeerd met een andere telefoon',
        explanation: 'De gegevens zijn met Yivi gedeeld op een andere telefoon. De beller heeft daarna een code ingetoetst.',
        caution:
          'Een oplichter kan iemand overhalen om cijfers uit de Yivi-app door te geven. Stel bij gevoelige zaken eerst een controlevraag waarop alleen deze persoon het antwoord weet. Of bel terug op het nummer dat u al kent.',
      },
      DURING_CALL: {
        short: 'Tijdens het gesprek geïdentificeerd',
        name: 'Geïdentificeerd tijdens dit gesprek',
        explanation: 'De beller heeft tijdens dit gesprek vier cijfers uit de Yivi-app voorgelezen en daarna gegevens gedeeld.',
        caution:
          'Een oplichter kan iemand anders om deze cijfers vragen en ze aan u voorlezen. Stel bij gevoelige zaken eerst een controlevraag waarop alleen deze persoon het antwoord weet. Of bel terug op het nummer dat u al kent.',
      },
    },
    lessSure: 'Minder zeker',
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
        explanation: 'The data were shared with Yivi. The app that did so was given the code with which this caller calls.',
      },
      ANOTHER_PHONE: {
        short: 'Calls with another phone',
        name: 'Identified with another phone',
        explanation: 'The data were shared with Yivi on another phone. After that the caller keyed in a code.',
        caution:
          'A fraudster can talk somebody into passing on digits from the Yivi app. In sensitive matters first ask a control question to which only this person knows the answer. Or call back on the number that you know already.',
      },
      DURING_CALL: {
        short: 'Identified during the call',
        name: 'Identified during this call',
        explanation: 'During this call the caller read out four digits from the Yivi app and then shared data.',
        caution:
          'A fraudster can ask somebody else for these digits and read them out to you. In sensitive matters first ask a control question to which only this person knows the answer. Or call back on the number that you know already.',
      },
    },
    lessSure: 'Less sure',
    assurance: 'Reliability of the login (DigiD)',
  },
};
