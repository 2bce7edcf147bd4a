import type { Language } from './language';

export type FailureTexts = Readonly<Record<string, string>>;

type GeneralCode =
  | 'NOT_SIGNED_IN'
  | 'NOT_ALLOWED'
  | 'MUNICIPALITY_UNKNOWN'
  | 'DATABASE_UNAVAILABLE'
  | 'STARTING'
  | 'SUSPENDED'
  | 'TOO_MANY_REQUESTS'
  | 'TOO_BUSY'
  | 'NETWORK'
  | 'OTHER';

const general: Record<Language, Record<GeneralCode, string>> = {
  nl: {
    NOT_SIGNED_IN: 'U bent niet meer ingelogd. Log opnieuw in.',
    NOT_ALLOWED: 'U mag dit niet doen. Vraag de beheerder van uw gemeente om toegang.',
    MUNICIPALITY_UNKNOWN:
      'Deze gemeente gebruikt IdBellen niet (meer), of is op dit adres nu niet bereikbaar. Controleer het adres of vraag uw beheerder.',
    DATABASE_UNAVAILABLE: 'De gegevens zijn nu niet bereikbaar. Probeer het zo opnieuw.',
    STARTING: 'Het systeem start net op. Een moment.',
    SUSPENDED: 'Uw gemeente heeft bellen met Yivi stilgezet.',
    TOO_MANY_REQUESTS: 'Dat ging te snel achter elkaar. Wacht een minuut en probeer het opnieuw.',
    TOO_BUSY: 'Het is nu te druk. Probeer het zo opnieuw.',
    NETWORK: 'Er is geen verbinding. Controleer uw netwerk en probeer het opnieuw.',
    OTHER: 'Er ging iets mis. Probeer het opnieuw.',
  },
  en: {
    NOT_SIGNED_IN: 'You are no longer signed in. Please sign in again.',
    NOT_ALLOWED: 'You may not do this. Ask the admin of your municipality for access.',
    MUNICIPALITY_UNKNOWN:
      'This municipality does not use IdBellen (any more), or cannot be reached at this address now. Check the address or ask your admin.',
    DATABASE_UNAVAILABLE: 'The data cannot be reached right now. Please try again in a moment.',
    STARTING: 'The system is just starting. One moment.',
    SUSPENDED: 'Your municipality has paused calling with Yivi.',
    TOO_MANY_REQUESTS: 'That was too fast. Wait a minute and try again.',
    TOO_BUSY: 'It is too busy right now. Please try again in a moment.',
    NETWORK: 'There is no connection. Check your network and try again.',
    OTHER: 'Something went wrong. Please try again.',
  },
};

/** What to say about a code of the api: the feature's own words first, then the general ones. */
export function failureText(code: string, language: Language, own: FailureTexts = {}): string {
  const texts: FailureTexts = { ...general[language], ...own };
  return Object.hasOwn(texts, code) ? (texts[code] ?? general[language].OTHER) : general[language].OTHER;
}
