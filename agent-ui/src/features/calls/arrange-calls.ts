import type { Call } from './live/call';

/** How long a call that a colleague took stays where it was, in milliseconds, so that nothing jumps under the pointer. */
const fadeTime = 5_000;

export interface ArrangedCalls {
  mine: Call | undefined;
  /** Those that wait, oldest first, and between them the ones that a colleague has only just taken. */
  list: Call[];
  waiting: number;
  withColleagues: Call[];
}

export function arrangeCalls(calls: Call[], now: number): ArrangedCalls {
  const mine = calls.find((call) => call.mine);
  const others = calls.filter((call) => !call.mine);
  const inList = (call: Call): boolean => call.state === 'WAITING' || isJustTaken(call, now);
  return {
    mine,
    list: others.filter(inList),
    waiting: others.filter((call) => call.state === 'WAITING').length,
    withColleagues: others.filter((call) => !inList(call)),
  };
}

function isJustTaken(call: Call, now: number): boolean {
  return call.takenAt != null && now - Date.parse(call.takenAt) < fadeTime;
}
