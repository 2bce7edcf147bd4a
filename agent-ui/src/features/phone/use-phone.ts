import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Phone } from './phone';
import type { PhoneState } from './phone-state';
import { qualityOf, type Quality } from './quality/quality';
import { readSample, type Sample } from './quality/sample';

export function usePhoneState(phone: Phone): PhoneState {
  return useSyncExternalStore(phone.listen, phone.current);
}

/** How loud the agent and the caller are now, from 0 to 1, and how good the connection is; undefined until it is known. */
export interface Sound {
  own: number | undefined;
  heard: number | undefined;
  quality: Quality | undefined;
}

const nothing: Sound = { own: undefined, heard: undefined, quality: undefined };

const betweenSamples = 250;

/** Over how many samples the quality is judged: what lasts a moment is no news. */
const window = 20;

/** @param isHeld the exchange sends nothing meanwhile, so nothing can be said */
export function useSound(phone: Phone, isHeld: boolean): Sound {
  const [sound, setSound] = useState(nothing);
  const samples = useRef<Sample[]>([]);
  const measure = useCallback(async () => {
    const report = await phone.measure();
    if (report === undefined || isHeld) {
      samples.current = [];
      setSound(nothing);
      return;
    }
    const sample = readSample(report, performance.now());
    samples.current = [...samples.current, sample].slice(-window);
    const [first] = samples.current;
    setSound({ own: sample.own ?? phone.ownLevel(), heard: sample.heard, quality: first && qualityOf(first, sample) });
  }, [phone, isHeld]);
  useEffect(() => {
    const timer = setInterval(() => {
      measure().catch(() => undefined);
    }, betweenSamples);
    return () => {
      clearInterval(timer);
    };
  }, [measure]);
  return sound;
}
