/** How long to wait before a lost connection is tried again, in milliseconds: `first`, doubling up to `longest`. */
export interface BackOff {
  readonly first: number;
  readonly longest: number;
}

/**
 * Milliseconds to wait before attempt number `attempt` (from 0), with a fifth of chance either way so that not everybody comes back at
 * once.
 */
export function delayBefore(attempt: number, { first, longest }: BackOff, random: number): number {
  return Math.round(Math.min(longest, first * 2 ** attempt) * (0.8 + 0.4 * random));
}
