import type { Counts, Evaluation, Figures, PurposeEvaluation } from './evaluation';
import type { Kind } from './measures';

/** What the reader wants to see. */
export interface Choice {
  /** The place in the list of purposes; undefined for all of them. */
  purpose: number | undefined;
  /** yyyy-MM; undefined for the whole pilot. */
  month: string | undefined;
}

/** How things are called in the reader's language. */
export interface Names {
  purpose: (purpose: PurposeEvaluation['purpose']) => string;
  month: (month: string) => string;
  day: (day: string) => string;
}

/** A purpose, a month or a day of what was chosen. */
export interface Part {
  key: string;
  name: string;
  counts: Counts;
}

export interface ChosenFigures {
  kind: Kind;
  figures: Figures;
  /** Those of callers who used Yivi. */
  funnel: Counts;
  partsAre: 'purposes' | 'months' | 'days';
  parts: Part[];
}

export const everything: Choice = { purpose: undefined, month: undefined };

/** The server tells figures of the pilot, of its purposes, of their months and of their days; here nothing is added up. */
export function chosenFigures({ total, purposes }: Evaluation, choice: Choice, names: Names): ChosenFigures {
  const purpose = choice.purpose === undefined ? undefined : purposes[choice.purpose];
  if (purpose === undefined) {
    const parts = purposes.map((one) => ({ key: one.purpose?.name ?? '', name: names.purpose(one.purpose), counts: one.total }));
    return { kind: 'all', figures: total, funnel: { ...total, taken: takenWithYivi(total, purposes) }, partsAre: 'purposes', parts };
  }
  const kind = purpose.purpose == null ? 'without-purpose' : 'purpose';
  const month = purpose.months.find((one) => one.month === choice.month);
  if (month === undefined) {
    const parts = purpose.months.map((one) => ({ key: one.month, name: names.month(one.month), counts: one.total }));
    return { kind, figures: purpose.total, funnel: purpose.total, partsAre: 'months', parts };
  }
  const parts = month.days.map(({ day, figures }) => ({ key: day, name: names.day(day), counts: figures }));
  return { kind, figures: month.total, funnel: month.total, partsAre: 'days', parts };
}

/** Another purpose, and the same month if that one has it. */
export function withPurpose({ purposes }: Evaluation, { month }: Choice, purpose: number | undefined): Choice {
  const months = purpose === undefined ? [] : (purposes[purpose]?.months ?? []);
  return { purpose, month: months.some((one) => one.month === month) ? month : undefined };
}

/** Without the calls that have no purpose: with them the last step of the funnel could be more than the one before. */
function takenWithYivi({ taken }: Counts, purposes: Evaluation['purposes']): number | null {
  const withoutYivi = purposes.find(({ purpose }) => purpose == null);
  if (withoutYivi === undefined) {
    return taken ?? null;
  }
  return taken == null || withoutYivi.total.taken == null ? null : taken - withoutYivi.total.taken;
}

export function isEmpty({ purposes }: Evaluation): boolean {
  return purposes.every(({ months }) => months.length === 0);
}
