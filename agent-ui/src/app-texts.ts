import type { Language } from './shared/language';

interface AppTexts {
  skip: string;
  navigation: string;
  calls: string;
  accounts: string;
  audit: string;
  evaluation: string;
  noRole: string;
  noRoleExplained: string;
  failure: string;
  retry: string;
  secondFactor: string;
}

export const appTexts: Record<Language, AppTexts> = {
  nl: {
    skip: 'Naar de inhoud',
    navigation: 'Hoofdmenu',
    calls: 'Gesprekken',
    accounts: 'Accounts',
    audit: 'Logboek',
    evaluation: 'Evaluatie',
    noRole: 'U heeft nog geen toegang',
    noRoleExplained: 'U bent ingelogd, maar u mag nog geen gesprekken aannemen. Vraag de beheerder van uw gemeente om toegang.',
    failure: 'De pagina is nu niet te gebruiken',
    retry: 'Opnieuw proberen',
    secondFactor: 'Tweede factor',
  },
  en: {
    skip: 'To the content',
    navigation: 'Main menu',
    calls: 'Calls',
    accounts: 'Accounts',
    audit: 'Audit log',
    evaluation: 'Evaluation',
    noRole: 'You do not have access yet',
    noRoleExplained: 'You are signed in, but you may not take calls yet. Ask the admin of your municipality for access.',
    failure: 'This page cannot be used right now',
    retry: 'Try again',
    secondFactor: 'Second factor',
  },
};
