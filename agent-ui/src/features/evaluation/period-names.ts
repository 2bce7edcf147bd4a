import { locales, type Language } from '../../shared/language';

// The server has already told the day by the municipality's clock; here it is only written out.
const timeZone = 'UTC';

/** @param month yyyy-MM */
export function monthName(month: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone, month: 'long', year: 'numeric' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** @param day yyyy-MM-dd */
export function dayName(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
