import type { Role } from '../../gql/graphql';
import type { Language } from '../../shared/language';

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
  loading: string;
  none: string;
  add: string;
  create: string;
  created: (email: string) => string;
  linkExplained: string;
  link: string;
  failures: Record<'ACCOUNT_EXISTS' | 'ACCOUNT_INVALID' | 'ACCOUNTS_ELSEWHERE', string>;
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
    loading: 'Accounts ophalen…',
    none: 'Er zijn nog geen accounts.',
    add: 'Account toevoegen',
    create: 'Account maken',
    created: (email) => `Het account voor ${email} is gemaakt.`,
    linkExplained: 'Geef deze link zelf aan de medewerker. De link werkt één keer en is hierna niet meer te zien.',
    link: 'Link',
    failures: {
      ACCOUNT_EXISTS: 'Er is al een account met dit e-mailadres.',
      ACCOUNT_INVALID: 'Vul een geldig e-mailadres in en een naam van 1 tot 100 tekens.',
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
    loading: 'Loading accounts…',
    none: 'There are no accounts yet.',
    add: 'Add an account',
    create: 'Create account',
    created: (email) => `The account for ${email} has been created.`,
    linkExplained: 'Give this link to your colleague yourself. It works once and cannot be seen again after this.',
    link: 'Link',
    failures: {
      ACCOUNT_EXISTS: 'There is already an account with this e-mail address.',
      ACCOUNT_INVALID: 'Give a valid e-mail address and a name of 1 to 100 characters.',
      ACCOUNTS_ELSEWHERE: 'Your municipality keeps its accounts in its own system.',
    },
  },
};
