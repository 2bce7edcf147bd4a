import type { Language } from '../../shared/language';

const words: Record<Language, { minute: string; minutes: string; second: string; seconds: string; and: string }> = {
  nl: { minute: 'minuut', minutes: 'minuten', second: 'seconde', seconds: 'seconden', and: 'en' },
  en: { minute: 'minute', minutes: 'minutes', second: 'second', seconds: 'seconds', and: 'and' },
};

/** Whole seconds as people say them: `2 minuten en 5 seconden`. */
export function spokenDuration(duration: number, language: Language): string {
  const { minute, minutes, second, seconds, and } = words[language];
  const [wholeMinutes, rest] = [Math.floor(duration / 60), duration % 60];
  const spoken = [
    ...(wholeMinutes > 0 ? [`${String(wholeMinutes)} ${wholeMinutes === 1 ? minute : minutes}`] : []),
    ...(rest > 0 || wholeMinutes === 0 ? [`${String(rest)} ${rest === 1 ? second : seconds}`] : []),
  ];
  return spoken.join(` ${and} `);
}
