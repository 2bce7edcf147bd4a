import { useCallback, useEffect, useRef } from 'react';
import type { Phone } from './phone';

/** Gives the phone of this tab. It outlives the pages between which an agent moves during a call. */
export type KeptPhone = (make: () => Phone) => Phone;

export function useKeptPhone(): KeptPhone {
  const kept = useRef<Phone>(undefined);
  useEffect(
    () => () => {
      kept.current?.close();
      kept.current = undefined;
    },
    [],
  );
  return useCallback((make) => (kept.current ??= make()), []);
}
