/** `02:05`, or `1:02:05` from an hour on. A moment in the future counts as now. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const minutesAndSeconds = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return seconds < 3_600 ? minutesAndSeconds : `${String(Math.floor(seconds / 3_600))}:${minutesAndSeconds}`;
}
