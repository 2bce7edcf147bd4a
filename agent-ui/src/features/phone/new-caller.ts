import { useEffect, useRef } from 'react';
import { useTexts } from '../../shared/language';
import type { Phone } from './phone';
import { phoneTexts } from './phone-texts';

/** Rings for a call that was not there before, and tells it outside of the browser's window if the agent allowed that. */
export function useNewCallers(phone: Phone, waiting: readonly string[] | undefined, isAvailable: boolean): void {
  const texts = useTexts(phoneTexts);
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (waiting === undefined) {
      return;
    }
    const isNew = known.current !== undefined && waiting.some((id) => known.current?.has(id) === false);
    known.current = new Set(waiting);
    const { callId, isLeader } = phone.current();
    if (isNew && isAvailable && isLeader && callId === undefined) {
      phone.ring();
      if (document.hidden) {
        notify(texts.newCall, texts.waiting(waiting.length));
      }
    }
  }, [phone, waiting, isAvailable, texts]);
}

/** Says nothing about the caller: notifications stay where others may see them. */
function notify(title: string, body: string): void {
  if ('Notification' in window && Notification.permission === 'granted') {
    const shown = new Notification(title, { body, tag: 'id-bellen-new-call' });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
  }
}
