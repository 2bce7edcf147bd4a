import type { Language } from '../../../shared/language';

interface TelephoneTexts {
  title: string;
  use: string;
  explained: string;
  which: string;
  taken: (name: string, by: string) => string;
  choose: string;
  chosen: (name: string) => string;
  browser: string;
  lost: (name: string) => string;
  orTelephone: string;
  ringing: (name: string) => string;
  connected: (name: string) => string;
  parted: (name: string) => string;
  ringAgain: string;
  talkHere: string;
  finishByButton: string;
  failures: Record<'TELEPHONE_UNKNOWN' | 'TELEPHONE_IN_USE' | 'NO_BROWSER_PHONE' | 'CALL_ENDED' | 'CALL_NOT_YOURS', string>;
}

export const telephoneTexts: Record<Language, TelephoneTexts> = {
  nl: {
    title: 'Toestel',
    use: 'Bellen met een toestel van de gemeente',
    explained: 'Neemt u een gesprek aan, dan gaat het toestel over. Neem op en druk op 1. Dit geldt tot u iets anders kiest of uitlogt.',
    which: 'Toestel',
    taken: (name, by) => `${name} (in gebruik door ${by})`,
    choose: 'Dit toestel gebruiken',
    chosen: (name) => `Uw gesprekken komen op het toestel ${name}. Neem op en druk op 1.`,
    browser: 'Weer in deze browser bellen',
    lost: (name) => `U kunt het toestel ${name} niet meer gebruiken. Uw gesprekken komen weer in deze browser.`,
    orTelephone: 'U kunt ook een toestel van de gemeente kiezen.',
    ringing: (name) => `Uw toestel ${name} gaat over. Neem op en druk op 1.`,
    connected: (name) => `U bent verbonden met de beller, op het toestel ${name}.`,
    parted: (name) => `Het toestel ${name} is niet meer verbonden. De beller hoort muziek en wacht op u.`,
    ringAgain: 'Toestel opnieuw laten overgaan',
    talkHere: 'In deze browser praten',
    finishByButton: 'Ophangen beëindigt het gesprek niet. Klaar? Druk op Afronden en wissen.',
    failures: {
      TELEPHONE_UNKNOWN: 'Dit toestel staat niet meer in de lijst. Kies een ander toestel, of bel in deze browser.',
      TELEPHONE_IN_USE: 'Een collega gebruikt dit toestel. Kies een ander toestel.',
      NO_BROWSER_PHONE: 'Bij uw gemeente komen gesprekken niet in de browser.',
      CALL_ENDED: 'Het gesprek is al afgelopen.',
      CALL_NOT_YOURS: 'Dit gesprek is niet meer van u.',
    },
  },
  en: {
    title: 'Telephone',
    use: 'Talk on a telephone of the municipality',
    explained: 'When you take a call, the telephone rings. Pick up and press 1. This holds until you choose otherwise or sign out.',
    which: 'Telephone',
    taken: (name, by) => `${name} (used by ${by})`,
    choose: 'Use this telephone',
    chosen: (name) => `Your calls come to the telephone ${name}. Pick up and press 1.`,
    browser: 'Talk in this browser again',
    lost: (name) => `You cannot use the telephone ${name} any more. Your calls come to this browser again.`,
    orTelephone: 'You can also choose a telephone of the municipality.',
    ringing: (name) => `Your telephone ${name} is ringing. Pick up and press 1.`,
    connected: (name) => `You are connected with the caller, on the telephone ${name}.`,
    parted: (name) => `The telephone ${name} is not connected any more. The caller hears music and waits for you.`,
    ringAgain: 'Let the telephone ring again',
    talkHere: 'Talk in this browser',
    finishByButton: 'Putting the telephone down does not end the call. Done? Press Finish and erase.',
    failures: {
      TELEPHONE_UNKNOWN: 'This telephone is not on the list any more. Choose another, or talk in this browser.',
      TELEPHONE_IN_USE: 'A colleague uses this telephone. Choose another.',
      NO_BROWSER_PHONE: 'Calls of your municipality do not come to the browser.',
      CALL_ENDED: 'The call has ended already.',
      CALL_NOT_YOURS: 'This call is not yours any more.',
    },
  },
};
