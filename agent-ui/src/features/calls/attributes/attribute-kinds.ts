import type { Language } from '../../../shared/language';

const issuedDate = /^(\d{2})-(\d{2})-(\d{4})$/;

/** `03-05-1980` or `1980-05-03` as issued becomes `3 mei 1980`; what is no date stays as it is. */
export function dateText(value: string, language: Language): string {
  const date = new Date(`${value.replace(issuedDate, '$3-$2-$1')}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? value : longDate(date, language);
}

/** `3 mei 1980`, counted in UTC. */
export function longDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

const yes: Record<Language, string> = { nl: 'Ja', en: 'Yes' };
const no: Record<Language, string> = { nl: 'Nee', en: 'No' };

/** `Yes` and `No` as issued, in the language of the page; anything else stays as it is. */
export function yesNoText(value: string, language: Language): string {
  if (/^(?:yes|ja)$/i.test(value)) {
    return yes[language];
  }
  return /^(?:no|nee)$/i.test(value) ? no[language] : value;
}
