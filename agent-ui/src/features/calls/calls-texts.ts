import type { TakeOutcome, UnknownNumber } from '../../gql/graphql';
import type { Language } from '../../shared/language';

interface CallsTexts {
  title: string;
  documentTitle: (waiting: number, municipality: string) => string;
  list: string;
  waiting: (waiting: number) => string;
  empty: string;
  emptyExplained: string;
  connecting: string;
  lost: string;
  lostBecause: Record<'DATABASE_UNAVAILABLE' | 'STARTING' | 'MUNICIPALITY_UNKNOWN', string>;
  unidentified: string;
  waits: string;
  take: string;
  busyHint: string;
  takenBy: (name: string) => string;
  withColleagues: (count: number) => string;
  newCall: (title: string) => string;
  outcomes: Record<Exclude<TakeOutcome, 'TAKEN'>, string>;
  mine: string;
  inConversation: string;
  wrapUp: string;
  transferredBy: (name: string) => string;
  transferredToYou: (name: string, title: string) => string;
  noData: string;
  callerNumber: string;
  notVerified: string;
  numberUnknown: Record<UnknownNumber, string>;
  links: string;
  opensNewTab: string;
  erasedIn: string;
  finish: string;
  finishHint: string;
  finished: string;
  failures: Record<'CALL_NOT_YOURS' | 'CALL_UNKNOWN', string>;
}

export const callsTexts: Record<Language, CallsTexts> = {
  nl: {
    title: 'Gesprekken',
    documentTitle: (waiting, municipality) => `${waiting > 0 ? `(${String(waiting)}) ` : ''}Gesprekken – ${municipality}`,
    list: 'Wachtende gesprekken',
    waiting: (waiting) => (waiting === 1 ? '1 wachtend gesprek' : `${String(waiting)} wachtende gesprekken`),
    empty: 'Niemand wacht',
    emptyExplained: 'Nieuwe gesprekken verschijnen hier vanzelf.',
    connecting: 'Verbinding maken…',
    lost: 'Verbinding verbroken, we proberen het opnieuw.',
    lostBecause: {
      DATABASE_UNAVAILABLE: 'De gegevens zijn nu niet bereikbaar, we proberen het opnieuw.',
      STARTING: 'Het systeem start net op. Een moment.',
      MUNICIPALITY_UNKNOWN: 'Uw gemeente gebruikt IdBellen niet meer, of is op dit adres nu niet bereikbaar. We blijven het proberen.',
    },
    unidentified: 'Niet geïdentificeerd',
    waits: 'Wacht',
    take: 'Dit gesprek aannemen',
    busyHint: 'Rond eerst uw gesprek af. Daarna kunt u een ander gesprek aannemen.',
    takenBy: (name) => `Aangenomen door ${name}`,
    withColleagues: (count) => `In gesprek met collega’s (${String(count)})`,
    newCall: (title) => `Nieuw gesprek: ${title}.`,
    outcomes: {
      ALREADY_TAKEN: 'Een collega was u voor.',
      ENDED: 'De beller heeft al opgehangen.',
      BUSY: 'U heeft nog een ander gesprek. Rond dat eerst af.',
    },
    mine: 'Uw gesprek',
    inConversation: 'In gesprek',
    wrapUp: 'Het gesprek is afgelopen. U kunt nog afronden.',
    transferredBy: (name) => `Doorverbonden door ${name}`,
    transferredToYou: (name, title) => `${name} heeft een gesprek naar u doorverbonden: ${title}.`,
    noData: 'Er zijn nu geen gegevens te zien.',
    callerNumber: 'Telefoonnummer',
    notVerified: 'Niet gecontroleerd: een beller kan elk nummer laten zien.',
    numberUnknown: {
      NOT_GIVEN: 'Onbekend. De telefooncentrale gaf geen nummer door.',
      WITHHELD: 'Onbekend. De beller laat het nummer niet zien.',
      UNAVAILABLE: 'Onbekend. Het nummer is onderweg niet doorgegeven.',
      OWN_NUMBER: 'Onbekend. De centrale gaf het nummer van de gemeente zelf door.',
      UNREADABLE: 'Onbekend. Wat de centrale doorgaf, is geen telefoonnummer.',
    },
    links: 'Openen in',
    opensNewTab: '(opent een nieuw tabblad)',
    erasedIn: 'Gegevens worden gewist over',
    finish: 'Afronden en wissen',
    finishHint: 'De gegevens van de beller worden meteen gewist.',
    finished: 'Het gesprek is afgerond. De gegevens zijn gewist.',
    failures: {
      CALL_NOT_YOURS: 'Een collega heeft dit gesprek. Alleen die collega kan het afronden.',
      CALL_UNKNOWN: 'Dit gesprek bestaat niet meer.',
    },
  },
  en: {
    title: 'Calls',
    documentTitle: (waiting, municipality) => `${waiting > 0 ? `(${String(waiting)}) ` : ''}Calls – ${municipality}`,
    list: 'Waiting calls',
    waiting: (waiting) => (waiting === 1 ? '1 waiting call' : `${String(waiting)} waiting calls`),
    empty: 'Nobody is waiting',
    emptyExplained: 'New calls appear here by themselves.',
    connecting: 'Connecting…',
    lost: 'Connection lost, we are trying again.',
    lostBecause: {
      DATABASE_UNAVAILABLE: 'The data cannot be reached right now, we are trying again.',
      STARTING: 'The system is just starting. One moment.',
      MUNICIPALITY_UNKNOWN: 'Your municipality no longer uses IdBellen, or cannot be reached at this address now. We keep trying.',
    },
    unidentified: 'Not identified',
    waits: 'Waiting',
    take: 'Take this call',
    busyHint: 'Finish your call first. Then you can take another one.',
    takenBy: (name) => `Taken by ${name}`,
    withColleagues: (count) => `On the phone with colleagues (${String(count)})`,
    newCall: (title) => `New call: ${title}.`,
    outcomes: {
      ALREADY_TAKEN: 'A colleague was first.',
      ENDED: 'The caller has already hung up.',
      BUSY: 'You still have another call. Finish that one first.',
    },
    mine: 'Your call',
    inConversation: 'On the phone',
    wrapUp: 'The call has ended. You can still finish your work.',
    transferredBy: (name) => `Transferred by ${name}`,
    transferredToYou: (name, title) => `${name} has transferred a call to you: ${title}.`,
    noData: 'There are no data to see right now.',
    callerNumber: 'Phone number',
    notVerified: 'Not verified: a caller can have any number shown.',
    numberUnknown: {
      NOT_GIVEN: 'Unknown. The telephone exchange passed on no number.',
      WITHHELD: 'Unknown. The caller does not show the number.',
      UNAVAILABLE: 'Unknown. The number was not passed on along the way.',
      OWN_NUMBER: 'Unknown. The exchange passed on the number of the municipality itself.',
      UNREADABLE: 'Unknown. What the exchange passed on is no phone number.',
    },
    links: 'Open in',
    opensNewTab: '(opens a new tab)',
    erasedIn: 'Data will be erased in',
    finish: 'Finish and erase',
    finishHint: 'The caller’s data are erased at once.',
    finished: 'The call is finished. The data are erased.',
    failures: {
      CALL_NOT_YOURS: 'A colleague has this call. Only that colleague can finish it.',
      CALL_UNKNOWN: 'This call no longer exists.',
    },
  },
};
