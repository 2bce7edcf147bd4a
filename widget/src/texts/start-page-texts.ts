import type { Language } from './language';

export interface StartPageTexts {
  skip: string;
  otherLanguage: string;
  callTitle: (municipality: string) => string;
  callIntroduction: string;
  whichPurpose: string;
  noPurpose: string;
  backToPurposes: string;
  invitationTitle: string;
  invitationWarning: string;
  invitationWarningMore: string;
  invitationExplained: (municipality: string) => string;
  code: string;
  codeHint: string;
  codeMalformed: string;
  goOn: string;
  about: string;
  unavailable: string;
}

/** What the pages on our own address say around a session. */
export const startPageTexts: Record<Language, StartPageTexts> = {
  nl: {
    skip: 'Naar de inhoud',
    otherLanguage: 'English',
    callTitle: (municipality) => `Bellen met ${municipality}`,
    callIntroduction: 'Laat met de Yivi-app zien wie u bent, vóórdat u belt. De medewerker kan u dan sneller helpen.',
    whichPurpose: 'Waarover wilt u bellen?',
    noPurpose: 'U kunt de gemeente nu niet op deze manier bellen. Bel het gewone nummer.',
    backToPurposes: 'Een ander onderwerp kiezen',
    invitationTitle: 'Laat zien wie u bent',
    invitationWarning: 'Ga alleen verder als u nu zelf met de gemeente belt.',
    invitationWarningMore: 'Belt er iemand anders, of weet u het niet zeker? Stop dan en hang op.',
    invitationExplained: (municipality) =>
      `De medewerker van ${municipality} heeft u een code gegeven. Daarmee deelt u uw gegevens tijdens het gesprek.`,
    code: 'Code van de medewerker',
    codeHint: 'Acht letters en cijfers, bijvoorbeeld ABCD-2345.',
    codeMalformed: 'Vul de hele code in: acht letters en cijfers.',
    goOn: 'Verder',
    about: 'U belt over',
    unavailable: 'Deze pagina werkt nu niet',
  },
  en: {
    skip: 'To the content',
    otherLanguage: 'Nederlands',
    callTitle: (municipality) => `Call ${municipality}`,
    callIntroduction: 'Show who you are with the Yivi app before you call. Then we can help you faster.',
    whichPurpose: 'What do you want to call about?',
    noPurpose: 'You cannot call the municipality in this way now. Please call the normal number.',
    backToPurposes: 'Choose another subject',
    invitationTitle: 'Show who you are',
    invitationWarning: 'Only go on if you are now calling the municipality yourself.',
    invitationWarningMore: 'Did somebody else call you, or are you not sure? Then stop and hang up.',
    invitationExplained: (municipality) =>
      `A member of staff of ${municipality} gave you a code. With it you share your data during the call.`,
    code: 'Code from the member of staff',
    codeHint: 'Eight letters and digits, for example ABCD-2345.',
    codeMalformed: 'Fill in the whole code: eight letters and digits.',
    goOn: 'Go on',
    about: 'You are calling about',
    unavailable: 'This page does not work now',
  },
};
