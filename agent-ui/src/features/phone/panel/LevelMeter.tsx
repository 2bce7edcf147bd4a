import { useId, type ReactNode } from 'react';

/** Speech is quiet in numbers: a whisper is 0.01, a raised voice 0.3. */
const decibelsShown = 50;

/** @param level from 0 to 1; undefined shows nothing */
export function shownLevel(level: number | undefined): number {
  return level === undefined || level <= 0 ? 0 : Math.max(0, Math.min(1, 1 + (20 * Math.log10(level)) / decibelsShown));
}

export function LevelMeter({ label, level }: { label: string; level: number | undefined }): ReactNode {
  const id = useId();
  return (
    <div className="level">
      <span id={id}>{label}</span>
      <meter aria-labelledby={id} min={0} max={1} value={shownLevel(level)} />
    </div>
  );
}
