import type { Measure } from './evaluation';

/** From the button to the conversation. */
export const funnel = ['started', 'disclosed', 'matched', 'taken'] as const satisfies readonly Measure[];

const besideFunnel: readonly Measure[] = ['refused', 'expired', 'notPhoned', 'wrongCodes', 'abandoned'];

const withoutPurpose: readonly Measure[] = ['unidentified', 'taken', 'abandoned', 'wrongCodes'];

// Callers who did not identify have no purpose, so no purpose has any; all calls that were taken are more than those of the funnel.
const ofAll: readonly Measure[] = [...besideFunnel, 'unidentified', 'taken'];

/** What a part of the pilot is about: all of it, a purpose, or the callers without one. */
export type Kind = 'all' | 'purpose' | 'without-purpose';

/** What stands beside the funnel; callers without a purpose have no funnel. */
export function otherMeasures(kind: Kind): readonly Measure[] {
  return { all: ofAll, purpose: besideFunnel, 'without-purpose': withoutPurpose }[kind];
}

export function allMeasures(kind: Kind): readonly Measure[] {
  return kind === 'without-purpose' ? withoutPurpose : [...new Set([...funnel, ...otherMeasures(kind)])];
}
