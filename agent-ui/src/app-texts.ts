import type { Language } from './shared/language';

interface FailureTexts {
  heading: string;
  explained: string;
  action: string;
}

interface AppTexts {
  skip: string;
  navigation: string;
  calls: string;
  phone: string;
  accounts: string;
  telephones: string;
  audit: string;
  evaluation: string;
  noRole: string;
  noRoleExplained: string;
  failure: string;
  retry: string;
  secondFactor: string;
  /** A page can't be rendered. */
  broken: FailureTexts;
  /** The script of a page did not come. */
  notLoaded: FailureTexts;
}

export const appTexts: Record<Language, AppTexts> = {
  nl: {
    skip: 'Naar de inhoud',
    navigation: 'Hoofdmenu',
    calls: 'Gesprekken',
    phone: 'Telefoon',
    accounts: 'Accounts',
    telephones: 'Toestellen',
    audit: 'Logboek',
    evaluation: 'Evaluatie',
    noRole: 'U heeft nog geen toegang',
    noRoleExplained: 'U bent ingelogd, maar u mag nog geen gesprekken aannemen. Vraag de beheerder van uw gemeente om toegang.',
    failure: 'De pagina is nu niet te gebruiken',
    retry: 'Opnieuw proberen',
    secondFactor: 'Tweede factor',
    broken: {
      heading: 'Deze pagina werkt nu niet',
      explained: 'Er ging iets mis bij het tonen van de pagina. Bent u in gesprek? Het gesprek gaat gewoon door. Probeer het opnieuw.',
      action: 'Opnieuw proberen',
    },
    notLoaded: {
      heading: 'Deze pagina is niet geladen',
      explained:
        'Misschien is er een nieuwe versie, of is er geen verbinding. Bent u in gesprek? Het gesprek gaat gewoon door. Laad de pagina opnieuw.',
      action: 'Pagina opnieuw laden',
    },
  },
  en: {
    skip: 'To the content',
    navigation: 'Main menu',
    calls: 'Calls',
    phone: 'Phone',
    accounts: 'Accounts',
    telephones: 'Telephones',
    audit: 'Audit log',
    evaluation: 'Evaluation',
    noRole: 'You do not have access yet',
    noRoleExplained: 'You are signed in, but you may not take calls yet. Ask the admin of your municipality for access.',
    failure: 'This page cannot be used right now',
    retry: 'Try again',
    secondFactor: 'Second factor',
    broken: {
      heading: 'This page does not work right now',
      explained: 'Something went wrong while showing the page. Are you on a call? The call goes on. Please try again.',
      action: 'Try again',
    },
    notLoaded: {
      heading: 'This page was not loaded',
      explained: 'There may be a new version, or no connection. Are you on a call? The call goes on. Load the page again.',
      action: 'Load the page again',
    },
  },
};
