export interface Telephone {
  dial: (number: string, code: string, caller: string) => void;
  key: (key: string) => void;
  hangUp: () => void;
}

export type Phase = 'BUSY' | 'ASKING' | 'QUEUED' | 'CONNECTED' | 'ENDED';

export const keyed: { readonly text: string; add: (key: string) => void };
export function run(telephone: Telephone): void;
export function show(phase: Phase, text: string, hasKeys: boolean): void;
export function currentPhase(): Phase;
