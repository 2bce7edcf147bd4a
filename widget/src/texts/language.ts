export type Language = 'nl' | 'en';

/** What the page asks for, else the language of the page, else Dutch. */
export function chooseLanguage(given: string | null | undefined, pageLanguage: string): Language {
  const wanted = given === null || given === undefined || given === '' ? pageLanguage : given;
  return /^en\b/i.test(wanted) ? 'en' : 'nl';
}
