import type { AuditedAction } from '../../gql/graphql';
import type { Language } from '../../shared/language';

interface Words {
  actor: string;
  account: string;
  /** Who did something to the own account, of whichever of the two the log names. */
  owner: string;
  link: string;
  telephone: string;
}

type Sentence = (words: Words) => string;

interface AuditTexts {
  title: string;
  documentTitle: (municipality: string) => string;
  explanation: string;
  when: string;
  what: string;
  origin: string;
  session: string;
  loading: string;
  none: string;
  more: string;
  download: string;
  shown: (lines: number) => string;
  all: (lines: number) => string;
  somebody: string;
  sentences: Record<AuditedAction, Sentence>;
}

export const auditTexts: Record<Language, AuditTexts> = {
  nl: {
    title: 'Logboek',
    documentTitle: (municipality) => `Logboek – ${municipality}`,
    explanation:
      'Wie inlogde, wie een account of een toestel veranderde of koos, en wie gegevens van bellers zag. Wat iemand zag, staat er niet in. Regels blijven een half jaar bewaard.',
    when: 'Wanneer',
    what: 'Wat',
    origin: 'Netwerkadres',
    session: 'Sessie',
    loading: 'Logboek ophalen…',
    none: 'Er staat nog niets in het logboek.',
    more: 'Meer laten zien',
    download: 'Inzage downloaden (Logboek Dataverwerkingen)',
    shown: (lines) => `${String(lines)} regels`,
    all: (lines) => `Dit zijn alle ${String(lines)} regels.`,
    somebody: 'Iemand',
    sentences: {
      SIGNED_IN: ({ actor }) => `${actor} is ingelogd`,
      SIGN_IN_REFUSED: ({ account }) => `Inloggen als ${account} is geweigerd`,
      ACCOUNT_LOCKED: ({ account }) => `Het account van ${account} is tijdelijk op slot na te veel foute pogingen`,
      SIGNED_OUT: ({ actor }) => `${actor} is uitgelogd`,
      SIGNED_OUT_BY_PROVIDER: ({ owner }) => `${owner} is uitgelogd door het inlogsysteem van de gemeente`,
      PASSWORD_SET: ({ owner }) => `${owner} heeft een wachtwoord gekozen`,
      SECOND_FACTOR_SET: ({ owner }) => `${owner} heeft een tweede factor ingesteld`,
      RECOVERY_CODE_USED: ({ owner }) => `${owner} heeft een herstelcode gebruikt`,
      ACCOUNT_CREATED: ({ actor, account }) => `${actor} heeft het account van ${account} gemaakt`,
      ACCOUNT_DELETED: ({ actor, account }) => `${actor} heeft het account van ${account} verwijderd`,
      ACCOUNT_DISABLED: ({ actor, account }) => `${actor} heeft het account van ${account} uitgeschakeld`,
      ACCOUNT_ENABLED: ({ actor, account }) => `${actor} heeft het account van ${account} ingeschakeld`,
      ROLES_CHANGED: ({ actor, account }) => `${actor} heeft de rollen van ${account} veranderd`,
      PASSWORD_RESET: ({ actor, account }) => `${actor} heeft het wachtwoord van ${account} gewist`,
      SECOND_FACTOR_RESET: ({ actor, account }) => `${actor} heeft de tweede factor van ${account} gewist`,
      TELEPHONE_ADDED: ({ actor, telephone }) => `${actor} heeft het toestel ${telephone} toegevoegd`,
      TELEPHONE_REMOVED: ({ actor, telephone }) => `${actor} heeft het toestel ${telephone} verwijderd`,
      TELEPHONE_CHOSEN: ({ actor, telephone }) => `${actor} neemt gesprekken aan op het toestel ${telephone}`,
      TELEPHONE_LEFT: ({ actor, telephone }) => `${actor} neemt gesprekken niet meer aan op het toestel ${telephone}`,
      OVERVIEW: ({ actor }) => `${actor} zag het overzicht van een wachtende beller`,
      TAKEN: ({ actor }) => `${actor} nam een gesprek aan en zag de gegevens van de beller`,
      CONFIRMED: ({ actor }) => `${actor} zag wat een beller tijdens het gesprek deelde`,
      LINK: ({ actor, link }) => `${actor} volgde de link ‘${link}’ met gegevens van een beller`,
    },
  },
  en: {
    title: 'Audit log',
    documentTitle: (municipality) => `Audit log – ${municipality}`,
    explanation:
      'Who signed in, who changed an account or changed or chose a telephone, and who saw data of callers. What somebody saw is not in it. Lines are kept for half a year.',
    when: 'When',
    what: 'What',
    origin: 'Network address',
    session: 'Session',
    loading: 'Loading the audit log…',
    none: 'There is nothing in the audit log yet.',
    more: 'Show more',
    download: 'Download the looks at data (Logboek Dataverwerkingen)',
    shown: (lines) => `${String(lines)} lines`,
    all: (lines) => `These are all ${String(lines)} lines.`,
    somebody: 'Somebody',
    sentences: {
      SIGNED_IN: ({ actor }) => `${actor} signed in`,
      SIGN_IN_REFUSED: ({ account }) => `A sign-in as ${account} was refused`,
      ACCOUNT_LOCKED: ({ account }) => `The account of ${account} is locked for a while after too many wrong attempts`,
      SIGNED_OUT: ({ actor }) => `${actor} signed out`,
      SIGNED_OUT_BY_PROVIDER: ({ owner }) => `${owner} was signed out by the municipality’s sign-in system`,
      PASSWORD_SET: ({ owner }) => `${owner} chose a password`,
      SECOND_FACTOR_SET: ({ owner }) => `${owner} set up a second factor`,
      RECOVERY_CODE_USED: ({ owner }) => `${owner} used a recovery code`,
      ACCOUNT_CREATED: ({ actor, account }) => `${actor} created the account of ${account}`,
      ACCOUNT_DELETED: ({ actor, account }) => `${actor} deleted the account of ${account}`,
      ACCOUNT_DISABLED: ({ actor, account }) => `${actor} disabled the account of ${account}`,
      ACCOUNT_ENABLED: ({ actor, account }) => `${actor} enabled the account of ${account}`,
      ROLES_CHANGED: ({ actor, account }) => `${actor} changed the roles of ${account}`,
      PASSWORD_RESET: ({ actor, account }) => `${actor} cleared the password of ${account}`,
      SECOND_FACTOR_RESET: ({ actor, account }) => `${actor} cleared the second factor of ${account}`,
      TELEPHONE_ADDED: ({ actor, telephone }) => `${actor} added the telephone ${telephone}`,
      TELEPHONE_REMOVED: ({ actor, telephone }) => `${actor} removed the telephone ${telephone}`,
      TELEPHONE_CHOSEN: ({ actor, telephone }) => `${actor} takes calls on the telephone ${telephone}`,
      TELEPHONE_LEFT: ({ actor, telephone }) => `${actor} does not take calls on the telephone ${telephone} any more`,
      OVERVIEW: ({ actor }) => `${actor} saw the overview of a waiting caller`,
      TAKEN: ({ actor }) => `${actor} took a call and saw the caller’s data`,
      CONFIRMED: ({ actor }) => `${actor} saw what a caller shared during the call`,
      LINK: ({ actor, link }) => `${actor} followed the link ‘${link}’ with data of a caller`,
    },
  },
};
