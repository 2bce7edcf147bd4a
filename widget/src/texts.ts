import type { SessionState } from './gql/graphql';
import type { Language } from './language';

export interface Message {
  heading: string;
  body: string;
}

/** The codes of the api that have a text of their own; every other code gets `OTHER`. */
export type ErrorCode =
  | 'PURPOSE_UNKNOWN'
  | 'CLOSED'
  | 'SUSPENDED'
  | 'PILOT_NOT_STARTED'
  | 'PILOT_ENDED'
  | 'IRMA_UNREACHABLE'
  | 'TOO_MANY_REQUESTS'
  | 'MUNICIPALITY_UNKNOWN'
  | 'DATABASE_UNAVAILABLE'
  | 'NETWORK'
  | 'OTHER';

export interface Texts {
  button: string;
  title: string;
  close: string;
  stop: string;
  retry: string;
  openApp: string;
  openAppHere: string;
  showQr: string;
  qrAlternative: string;
  connectionLost: string;
  preparing: Message;
  startedOnPhone: Message;
  states: Record<SessionState, Message>;
  place: (position: number) => string;
  errors: Record<ErrorCode, Message>;
}

/** Short and plain (level B1). Both languages are complete, or this does not compile. */
export const texts: Record<Language, Texts> = {
  nl: {
    button: 'Bel ons met Yivi',
    title: 'Bellen met Yivi',
    close: 'Sluiten',
    stop: 'Stoppen',
    retry: 'Opnieuw proberen',
    openApp: 'Open de Yivi-app',
    openAppHere: 'Yivi op dit apparaat openen',
    showQr: 'QR-code voor een andere telefoon',
    qrAlternative: 'QR-code om te scannen met de Yivi-app op uw telefoon',
    connectionLost: 'De verbinding is even weg. We proberen het opnieuw.',
    preparing: { heading: 'Een moment', body: 'We maken alles voor u klaar.' },
    startedOnPhone: {
      heading: 'Laat eerst zien wie u bent',
      body: 'Open de Yivi-app en deel uw gegevens. Daarna belt u ons met één druk op de knop.',
    },
    states: {
      STARTED: {
        heading: 'Scan de code met de Yivi-app',
        body: 'Open de Yivi-app op uw telefoon. Scan daarmee deze QR-code.',
      },
      CONNECTED: { heading: 'Ga verder in de Yivi-app', body: 'Op uw telefoon ziet u welke gegevens we vragen. Deel ze als u dat goed vindt.' },
      DISCLOSED: {
        heading: 'Bel ons nu',
        body: 'We weten wie u bent. Druk in de Yivi-app op de knop om te bellen. U hoort eerst een paar tonen. Blijf aan de lijn.',
      },
      QUEUED: { heading: 'U staat in de wachtrij', body: 'Blijf aan de lijn. Een medewerker neemt zo op.' },
      IN_CONVERSATION: { heading: 'U bent in gesprek', body: 'Een medewerker heeft opgenomen. U kunt dit venster sluiten.' },
      DONE: { heading: 'Uw gesprek is klaar', body: 'Uw gegevens zijn gewist. Bedankt voor het bellen.' },
      CANCELLED: { heading: 'U bent gestopt', body: 'We hebben niets bewaard. Wilt u toch bellen? Probeer het dan opnieuw.' },
      EXPIRED: { heading: 'De tijd is om', body: 'Het duurde te lang. We hebben niets bewaard. Probeer het opnieuw.' },
      REJECTED: { heading: 'Uw gegevens kloppen niet', body: 'We konden uw gegevens niet controleren. We hebben niets bewaard. Probeer het opnieuw.' },
      UNREACHABLE: { heading: 'Yivi werkt nu even niet', body: 'We blijven het proberen. U hoeft niets te doen.' },
    },
    place: (position) => (position === 1 ? 'U bent als eerste aan de beurt.' : `U bent nummer ${String(position)} in de rij.`),
    errors: {
      PURPOSE_UNKNOWN: { heading: 'Deze knop werkt niet', body: 'Er is een fout op deze pagina. Bel ons op het gewone nummer.' },
      CLOSED: { heading: 'We zijn nu gesloten', body: 'Probeer het opnieuw als we open zijn.' },
      SUSPENDED: { heading: 'Bellen met Yivi kan nu niet', body: 'De gemeente heeft bellen met Yivi stilgezet. Bel ons op het gewone nummer.' },
      PILOT_NOT_STARTED: { heading: 'Bellen met Yivi kan nog niet', body: 'De proef is nog niet begonnen. Bel ons op het gewone nummer.' },
      PILOT_ENDED: { heading: 'Bellen met Yivi kan niet meer', body: 'De proef is voorbij. Bel ons op het gewone nummer.' },
      IRMA_UNREACHABLE: { heading: 'Yivi werkt nu even niet', body: 'Wacht een paar minuten en probeer het opnieuw.' },
      TOO_MANY_REQUESTS: { heading: 'Het is nu te druk', body: 'Wacht een minuut en probeer het opnieuw.' },
      MUNICIPALITY_UNKNOWN: { heading: 'Deze knop werkt niet', body: 'Deze gemeente doet niet mee met bellen met Yivi. Bel de gemeente op het gewone nummer.' },
      DATABASE_UNAVAILABLE: { heading: 'Er is een storing', body: 'Wacht een paar minuten en probeer het opnieuw.' },
      NETWORK: { heading: 'Er is geen verbinding', body: 'Kijk of u internet heeft en probeer het opnieuw.' },
      OTHER: { heading: 'Er ging iets mis', body: 'Probeer het opnieuw. Lukt het niet? Bel ons op het gewone nummer.' },
    },
  },
  en: {
    button: 'Call us with Yivi',
    title: 'Call with Yivi',
    close: 'Close',
    stop: 'Stop',
    retry: 'Try again',
    openApp: 'Open the Yivi app',
    openAppHere: 'Open Yivi on this device',
    showQr: 'QR code for another phone',
    qrAlternative: 'QR code to scan with the Yivi app on your phone',
    connectionLost: 'The connection is gone for a moment. We are trying again.',
    preparing: { heading: 'One moment', body: 'We are getting everything ready for you.' },
    startedOnPhone: {
      heading: 'First show who you are',
      body: 'Open the Yivi app and share your data. Then you call us with one press of a button.',
    },
    states: {
      STARTED: { heading: 'Scan the code with the Yivi app', body: 'Open the Yivi app on your phone. Use it to scan this QR code.' },
      CONNECTED: { heading: 'Go on in the Yivi app', body: 'On your phone you see which data we ask for. Share them if you agree.' },
      DISCLOSED: {
        heading: 'Call us now',
        body: 'We know who you are. Press the call button in the Yivi app. You will hear a few tones first. Stay on the line.',
      },
      QUEUED: { heading: 'You are in the queue', body: 'Stay on the line. Someone will answer soon.' },
      IN_CONVERSATION: { heading: 'You are on the phone', body: 'A member of staff has answered. You can close this window.' },
      DONE: { heading: 'Your call is over', body: 'Your data have been erased. Thank you for calling.' },
      CANCELLED: { heading: 'You stopped', body: 'We kept nothing. Do you still want to call? Then try again.' },
      EXPIRED: { heading: 'Time is up', body: 'It took too long. We kept nothing. Please try again.' },
      REJECTED: { heading: 'Your data are not right', body: 'We could not check your data. We kept nothing. Please try again.' },
      UNREACHABLE: { heading: 'Yivi does not work right now', body: 'We keep trying. You need not do anything.' },
    },
    place: (position) => (position === 1 ? 'You are next.' : `You are number ${String(position)} in the queue.`),
    errors: {
      PURPOSE_UNKNOWN: { heading: 'This button does not work', body: 'There is a mistake on this page. Please call our normal number.' },
      CLOSED: { heading: 'We are closed now', body: 'Please try again when we are open.' },
      SUSPENDED: { heading: 'You cannot call with Yivi now', body: 'The municipality has paused calling with Yivi. Please call our normal number.' },
      PILOT_NOT_STARTED: { heading: 'You cannot call with Yivi yet', body: 'The trial has not started yet. Please call our normal number.' },
      PILOT_ENDED: { heading: 'You can no longer call with Yivi', body: 'The trial is over. Please call our normal number.' },
      IRMA_UNREACHABLE: { heading: 'Yivi does not work right now', body: 'Wait a few minutes and try again.' },
      TOO_MANY_REQUESTS: { heading: 'It is too busy right now', body: 'Wait a minute and try again.' },
      MUNICIPALITY_UNKNOWN: { heading: 'This button does not work', body: 'This municipality does not offer calling with Yivi. Please call its normal number.' },
      DATABASE_UNAVAILABLE: { heading: 'Something is out of order', body: 'Wait a few minutes and try again.' },
      NETWORK: { heading: 'There is no connection', body: 'Check that you are online and try again.' },
      OTHER: { heading: 'Something went wrong', body: 'Please try again. Does it still fail? Then call our normal number.' },
    },
  },
};
