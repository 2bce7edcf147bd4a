import type { Role } from '../../../gql/graphql';
import type { Language } from '../../../shared/language';

interface AccountsTexts {
  title: string;
  documentTitle: (municipality: string) => string;
  name: string;
  email: string;
  role: string;
  roles: Record<Role, string>;
  state: string;
  activated: string;
  invited: string;
  disabled: string;
  secondFactor: string;
  secondFactorRequired: string;
  lastSignedIn: string;
  never: string;
  yes: string;
  no: string;
  you: string;
  manage: string;
  elsewhere: string;
  elsewhereAt: (host: string) => string;
  recent: string;
  nobodyRecently: string;
  loading: string;
  none: string;
  add: string;
  create: string;
  created: (email: string) => string;
  linkExplained: string;
  mailed: string;
  link: string;
  failures: Record<
    'ACCOUNT_EXISTS' | 'ACCOUNT_INVALID' | 'ACCOUNT_UNKNOWN' | 'ACCOUNTS_ELSEWHERE' | 'LAST_ADMIN' | 'ROLES_MISSING',
    string
  >;
}

export const accountsTexts: Record<Language, AccountsTexts> = {
  nl: {
    title: 'Accounts',
    documentTitle: (municipality) => `Accounts – ${municipality}`,
    name: 'Naam',
    email: 'E-mailadres',
    role: 'Rol',
    roles: { AGENT: 'Medewerker', ADMIN: 'Beheerder' },
    state: 'Status',
    activated: 'Actief',
    invited: 'Uitgenodigd',
    disabled: 'Uitgeschakeld',
    secondFactor: 'Tweede factor',
    secondFactorRequired:
      'Iedereen logt in met een wachtwoord en een tweede factor: een code uit een app. Wie er nog geen heeft, stelt die in bij het inloggen.',
    lastSignedIn: 'Laatst ingelogd',
    never: 'Nog nooit',
    yes: 'Ja',
    no: 'Nee',
    you: '(u)',
    manage: 'Beheren',
    elsewhere: 'Accounts staan in uw eigen systeem',
    elsewhereAt: (host) => `Uw gemeente beheert accounts en rollen bij ${host}. Daar voegt u mensen toe en haalt u ze weg.`,
    recent: 'Ingelogd in de laatste 30 dagen',
    nobodyRecently: 'Niemand is in de laatste 30 dagen ingelogd.',
    loading: 'Accounts ophalen…',
    none: 'Er zijn nog geen accounts.',
    add: 'Account toevoegen',
    create: 'Account maken',
    created: (email) => `Het account voor ${email} is gemaakt.`,
    linkExplained: 'Geef deze link zelf aan de medewerker. De link werkt één keer, 24 uur lang, en is hierna niet meer te zien.',
    mailed: 'De link om een wachtwoord te kiezen is gemaild. De link werkt één keer, 24 uur lang.',
    link: 'Link',
    failures: {
      ACCOUNT_EXISTS: 'Er is al een account met dit e-mailadres.',
      ACCOUNT_INVALID: 'Vul een geldig e-mailadres in en een naam van 1 tot 100 tekens.',
      ACCOUNT_UNKNOWN: 'Dit account bestaat niet meer.',
      LAST_ADMIN: 'Dit is de laatste beheerder die kan inloggen. Maak eerst iemand anders beheerder.',
      ROLES_MISSING: 'Kies ten minste één rol, of schakel het account uit.',
      ACCOUNTS_ELSEWHERE: 'Uw gemeente beheert de accounts in haar eigen systeem.',
    },
  },
  en: {
    title: 'Accounts',
    documentTitle: (municipality) => `Accounts – ${municipality}`,
    name: 'Name',
    email: 'E-mail address',
    role: 'Role',
    roles: { AGENT: 'Agent', ADMIN: 'Admin' },
    state: 'Status',
    activated: 'Active',
    invited: 'Invited',
    disabled: 'Disabled',
    secondFactor: 'Second factor',
    secondFactorRequired:
      'Everybody signs in with a password and a second factor: a code from an app. Who has none yet sets one up when signing in.',
    lastSignedIn: 'Last signed in',
    never: 'Never',
    yes: 'Yes',
    no: 'No',
    you: '(you)',
    manage: 'Manage',
    elsewhere: 'Accounts are in your own system',
    elsewhereAt: (host) => `Your municipality manages accounts and roles at ${host}. That is where you add and remove people.`,
    recent: 'Signed in within the last 30 days',
    nobodyRecently: 'Nobody has signed in within the last 30 days.',
    loading: 'Loading accounts…',
    none: 'There are no accounts yet.',
    add: 'Add an account',
    create: 'Create account',
    created: (email) => `The account for ${email} has been created.`,
    linkExplained: 'Give this link to your colleague yourself. It works once, for 24 hours, and cannot be seen again after this.',
    mailed: 'The link to choose a password has been mailed. It works once, for 24 hours.',
    link: 'Link',
    failures: {
      ACCOUNT_EXISTS: 'There is already an account with this e-mail address.',
      ACCOUNT_INVALID: 'Give a valid e-mail address and a name of 1 to 100 characters.',
      ACCOUNT_UNKNOWN: 'This account no longer exists.',
      LAST_ADMIN: 'This is the last admin who can sign in. Make somebody else an admin first.',
      ROLES_MISSING: 'Choose at least one role, or disable the account.',
      ACCOUNTS_ELSEWHERE: 'Your municipality keeps its accounts in its own system.',
    },
  },
};
