import type { Told } from './bars';

/** Where it stands why numbers are hidden. */
export const hiddenExplanationId = 'hidden-numbers';

/** What describes a table: that explanation, if there is something hidden in it. */
export function hiddenExplanationFor(counts: readonly Told[]): string | undefined {
  return counts.some((count) => count == null) ? hiddenExplanationId : undefined;
}
