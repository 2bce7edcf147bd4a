import { locales, type Language } from './language';

/** Date and time as they are on a Dutch clock, wherever the browser is. */
export function moment(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone: 'Europe/Amsterdam', dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
}
