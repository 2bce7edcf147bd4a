import type { ColleagueState, TransferOutcome } from '../../../gql/graphql';
import type { Language } from '../../../shared/language';

interface HandOverTexts {
  transfer: string;
  release: string;
  releaseHint: string;
  released: string;
  title: string;
  explanation: string;
  close: string;
  nobody: string;
  loading: string;
  states: Record<ColleagueState, string>;
  give: string;
  transferred: (name: string) => string;
  outcomes: Record<Exclude<TransferOutcome, 'TRANSFERRED'>, (name: string) => string>;
  failures: Record<'CALL_NOT_YOURS' | 'CALL_UNKNOWN' | 'CALL_ENDED', string>;
}

export const handOverTexts: Record<Language, HandOverTexts> = {
  nl: {
    transfer: 'Doorverbinden',
    release: 'Terug in de wachtrij',
    releaseHint: 'De beller krijgt de oude plaats in de wachtrij terug.',
    released: 'Het gesprek staat weer in de wachtrij.',
    title: 'Naar welke collega?',
    explanation: 'Uw collega ziet dezelfde gegevens als u.',
    close: 'Annuleren',
    nobody: 'Er is nu geen collega aanwezig.',
    loading: 'We kijken wie er is…',
    states: { AVAILABLE: 'Vrij', BUSY: 'In gesprek', ON_BREAK: 'Pauze' },
    give: 'Doorverbinden',
    transferred: (name) => `Het gesprek is doorverbonden naar ${name}.`,
    outcomes: {
      COLLEAGUE_AWAY: (name) => `${name} is er niet meer. Kies een andere collega.`,
      COLLEAGUE_BUSY: (name) => `${name} is net een ander gesprek begonnen. Kies een andere collega.`,
      ENDED: () => 'De beller heeft opgehangen.',
    },
    failures: {
      CALL_NOT_YOURS: 'Dit gesprek is niet meer van u.',
      CALL_UNKNOWN: 'Dit gesprek bestaat niet meer.',
      CALL_ENDED: 'De beller heeft opgehangen.',
    },
  },
  en: {
    transfer: 'Transfer',
    release: 'Back to the queue',
    releaseHint: 'The caller gets the old place in the queue back.',
    released: 'The call is in the queue again.',
    title: 'To which colleague?',
    explanation: 'Your colleague sees the same data as you do.',
    close: 'Cancel',
    nobody: 'No colleague is here right now.',
    loading: 'Looking who is here…',
    states: { AVAILABLE: 'Free', BUSY: 'On the phone', ON_BREAK: 'On a break' },
    give: 'Transfer',
    transferred: (name) => `The call has been transferred to ${name}.`,
    outcomes: {
      COLLEAGUE_AWAY: (name) => `${name} is no longer here. Choose another colleague.`,
      COLLEAGUE_BUSY: (name) => `${name} has just started another call. Choose another colleague.`,
      ENDED: () => 'The caller has hung up.',
    },
    failures: {
      CALL_NOT_YOURS: 'This call is no longer yours.',
      CALL_UNKNOWN: 'This call no longer exists.',
      CALL_ENDED: 'The caller has hung up.',
    },
  },
};
