import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../shared/language';
import { callTitle } from './call-title';
import { callsTexts } from './calls-texts';
import type { Call } from './live/call';

/** What to say of a call that a colleague hands over; nothing when it was here before. */
export function announceTransfer(before: ReadonlySet<string> | undefined, mine: Call | undefined, language: Language): string {
  const { transferredBy } = mine ?? {};
  return before === undefined || mine === undefined || transferredBy == null || before.has(mine.id)
    ? ''
    : callsTexts[language].transferredToYou(transferredBy, callTitle(mine, language));
}

/** What to say, to who can't see it appear, about the calls that were not there before; nothing about those of the first snapshot. */
export function announceNew(before: ReadonlySet<string> | undefined, waiting: Call[], language: Language): string {
  const texts = callsTexts[language];
  const fresh = before === undefined ? [] : waiting.filter(({ id }) => !before.has(id));
  return fresh.length === 0
    ? ''
    : [...fresh.map((call) => texts.newCall(callTitle(call, language))), `${texts.waiting(waiting.length)}.`].join(' ');
}

export function useNewCallAnnouncement(calls: Call[] | undefined, language: Language): string {
  const known = useRef<ReadonlySet<string>>(undefined);
  const own = useRef<ReadonlySet<string>>(undefined);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (calls === undefined) {
      return;
    }
    const waiting = calls.filter(({ state }) => state === 'WAITING');
    const mine = calls.find((call) => call.mine);
    const text = announceTransfer(own.current, mine, language) || announceNew(known.current, waiting, language);
    own.current = new Set(mine === undefined ? [] : [mine.id]);
    known.current = new Set(calls.map(({ id }) => id));
    if (text !== '') {
      setAnnouncement(text);
    }
  }, [calls, language]);
  return announcement;
}
