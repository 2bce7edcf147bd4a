/** A count; null when it is not told. */
export type Told = number | null | undefined;

/** The narrowest bar that can still be seen, in percent. */
const narrowest = 1;

/** The largest of the counts that are told; 0 when none is. */
export function mostOf(counts: readonly Told[]): number {
  return Math.max(0, ...counts.map((count) => count ?? 0));
}

/**
 * How wide a bar is.
 * @param most the count of the widest bar
 * @returns percent of the room; null when the count is not told, as its bar would tell it
 */
export function widthOf(count: Told, most: number): number | null {
  if (count == null) {
    return null;
  }
  return count === 0 || most === 0 ? 0 : Math.min(100, Math.max(narrowest, (100 * count) / most));
}

/** @returns a fraction; null when one of the two is not told, or there is nothing to have a share of */
export function shareOf(count: Told, whole: Told): number | null {
  return count == null || whole == null || whole === 0 ? null : count / whole;
}
