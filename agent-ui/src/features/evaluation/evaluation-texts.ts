import type { Language } from '../../shared/language';
import type { ChosenFigures } from './chosen-figures';
import type { Measure } from './evaluation';

interface EvaluationTexts {
  title: string;
  documentTitle: (municipality: string) => string;
  explanation: string;
  /** @param most the largest count that is never told */
  hiddenExplained: (most: number) => string;
  hidden: string;
  download: string;
  loading: string;
  none: string;
  purpose: string;
  allPurposes: string;
  withoutPurpose: string;
  period: string;
  wholePilot: string;
  periodExplained: string;
  shown: (purpose: string, period: string) => string;
  funnel: string;
  step: string;
  count: string;
  share: string;
  others: string;
  happened: string;
  measures: Record<Measure, string>;
  explained: Record<Measure, string>;
  allTaken: string;
  allTakenExplained: string;
  durations: string;
  waiting: string;
  waitingExplained: string;
  handling: string;
  handlingExplained: string;
  median: string;
  p90: string;
  p95: string;
  tooFew: string;
  parts: Record<ChosenFigures['partsAre'], { title: string; column: string; all: string; note: string }>;
  measure: string;
}

export const evaluationTexts: Record<Language, EvaluationTexts> = {
  nl: {
    title: 'Evaluatie',
    documentTitle: (municipality) => `Evaluatie – ${municipality}`,
    explanation:
      'Hier ziet u hoe vaak inwoners met Yivi bellen en hoe lang zij wachten. We tellen alleen. Wie er belt, staat er niet in. Een sessie of gesprek telt mee zodra de gegevens zijn gewist: meestal aan het eind van het gesprek, soms pas enkele uren later.',
    hiddenExplained: (most) =>
      `${most === 1 ? 'Het getal 1 is' : `Getallen van 1 tot en met ${String(most)} zijn`} verborgen, om bellers te beschermen. Ook een groter getal is verborgen als u daarmee een klein getal kunt uitrekenen.`,
    hidden: 'verborgen',
    download: 'Download als CSV',
    loading: 'Cijfers ophalen…',
    none: 'Er is nog niets geteld. Zodra inwoners met Yivi bellen, staan hier cijfers.',
    purpose: 'Onderwerp',
    allPurposes: 'Alle onderwerpen',
    withoutPurpose: 'Zonder onderwerp',
    period: 'Periode',
    wholePilot: 'Hele pilot',
    periodExplained: 'Kies eerst een onderwerp. Daarna kunt u een maand kiezen.',
    shown: (purpose, period) => `U ziet: ${purpose} – ${period}`,
    funnel: 'Van start tot gesprek',
    step: 'Stap',
    count: 'Aantal',
    share: 'Deel van gestart',
    others: 'Wat er nog meer gebeurde',
    happened: 'Wat er gebeurde',
    measures: {
      started: 'Gestart',
      disclosed: 'Gegevens gedeeld',
      matched: 'Gebeld met goede code',
      taken: 'Gesprek aangenomen',
      refused: 'Geweigerd',
      expired: 'Verlopen',
      notPhoned: 'Niet gebeld',
      wrongCodes: 'Foute codes',
      unidentified: 'Gebeld zonder Yivi',
      abandoned: 'Opgehangen',
    },
    explained: {
      started: 'De inwoner begon met Yivi.',
      disclosed: 'De inwoner deelde gegevens met Yivi.',
      matched: 'De inwoner belde en de code klopte.',
      taken: 'Een medewerker nam het gesprek aan.',
      refused: 'De inwoner stopte of weigerde, of de gegevens werden afgekeurd.',
      expired: 'De inwoner begon, maar deelde niet op tijd.',
      notPhoned: 'De inwoner deelde gegevens, maar belde niet.',
      wrongCodes: 'De beller gaf een code die niet klopte.',
      unidentified: 'De beller kwam in de wachtrij zonder gegevens te delen.',
      abandoned: 'De beller hing op voordat een medewerker het gesprek aannam.',
    },
    allTaken: 'Alle aangenomen gesprekken',
    allTakenExplained: 'Met Yivi en zonder Yivi samen.',
    durations: 'Wachten en spreken',
    waiting: 'Wachttijd',
    waitingExplained: 'Tot een medewerker het gesprek aanneemt.',
    handling: 'Gesprekstijd',
    handlingExplained: 'Van aannemen tot het eind van het gesprek.',
    median: 'Helft korter dan (mediaan)',
    p90: '90% korter dan',
    p95: '95% korter dan',
    tooFew: 'te weinig gesprekken',
    parts: {
      purposes: { title: 'Per onderwerp', column: 'Onderwerp', all: 'Alle cijfers per onderwerp', note: '' },
      months: {
        title: 'Per maand',
        column: 'Maand',
        all: 'Alle cijfers per maand',
        note: 'Maanden waarin niets is geteld, staan er niet bij.',
      },
      days: { title: 'Per dag', column: 'Dag', all: 'Alle cijfers per dag', note: 'Dagen waarop niets is geteld, staan er niet bij.' },
    },
    measure: 'Laat zien',
  },
  en: {
    title: 'Evaluation',
    documentTitle: (municipality) => `Evaluation – ${municipality}`,
    explanation:
      'Here you see how often residents call with Yivi and how long they wait. We only count. Who calls is not in it. A session or call counts once its data is erased: mostly at the end of the call, sometimes only hours later.',
    hiddenExplained: (most) =>
      `${most === 1 ? 'The number 1 is' : `Numbers from 1 to ${String(most)} are`} hidden, to protect callers. A larger number is hidden too if you could work out a small number with it.`,
    hidden: 'hidden',
    download: 'Download as CSV',
    loading: 'Loading the figures…',
    none: 'Nothing has been counted yet. As soon as residents call with Yivi, there are figures here.',
    purpose: 'Subject',
    allPurposes: 'All subjects',
    withoutPurpose: 'Without a subject',
    period: 'Period',
    wholePilot: 'Whole pilot',
    periodExplained: 'Choose a subject first. Then you can choose a month.',
    shown: (purpose, period) => `You see: ${purpose} – ${period}`,
    funnel: 'From start to conversation',
    step: 'Step',
    count: 'Number',
    share: 'Share of started',
    others: 'What else happened',
    happened: 'What happened',
    measures: {
      started: 'Started',
      disclosed: 'Data shared',
      matched: 'Called with the right code',
      taken: 'Call taken',
      refused: 'Refused',
      expired: 'Expired',
      notPhoned: 'Did not call',
      wrongCodes: 'Wrong codes',
      unidentified: 'Called without Yivi',
      abandoned: 'Hung up',
    },
    explained: {
      started: 'The resident began with Yivi.',
      disclosed: 'The resident shared data with Yivi.',
      matched: 'The resident called and the code was right.',
      taken: 'An agent took the call.',
      refused: 'The resident stopped or refused, or the data were rejected.',
      expired: 'The resident began, but did not share in time.',
      notPhoned: 'The resident shared data, but did not call.',
      wrongCodes: 'The caller gave a code that was not right.',
      unidentified: 'The caller came into the queue without sharing data.',
      abandoned: 'The caller hung up before an agent took the call.',
    },
    allTaken: 'All calls taken',
    allTakenExplained: 'With Yivi and without Yivi together.',
    durations: 'Waiting and talking',
    waiting: 'Waiting time',
    waitingExplained: 'Until an agent takes the call.',
    handling: 'Talking time',
    handlingExplained: 'From taking the call to its end.',
    median: 'Half shorter than (median)',
    p90: '90% shorter than',
    p95: '95% shorter than',
    tooFew: 'too few calls',
    parts: {
      purposes: { title: 'By subject', column: 'Subject', all: 'All figures by subject', note: '' },
      months: {
        title: 'By month',
        column: 'Month',
        all: 'All figures by month',
        note: 'Months in which nothing was counted are left out.',
      },
      days: { title: 'By day', column: 'Day', all: 'All figures by day', note: 'Days on which nothing was counted are left out.' },
    },
    measure: 'Show',
  },
};
