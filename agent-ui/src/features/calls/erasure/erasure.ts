import type { Call } from '../live/call';

/** How long before the erasure the agent is warned, in milliseconds (DESIGN: five minutes). */
const warning = 300_000;

/** `soon`: within five minutes; `gone`: the data are erased while the call goes on. */
export type Erasure = 'later' | 'soon' | 'gone';

/** @param now the server's time, because office computers are often minutes off */
export function erasureOf({ state, personalDataUntil, identification }: Call, now: number): Erasure {
  if (state !== 'IN_CONVERSATION') {
    return 'later';
  }
  if (personalDataUntil == null) {
    return identification === 'NONE' ? 'later' : 'gone';
  }
  const remaining = Date.parse(personalDataUntil) - now;
  return remaining <= 0 ? 'gone' : remaining <= warning ? 'soon' : 'later';
}
