import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { Translation } from '../gql/graphql';

export type Language = keyof Translation;

/** For dates and numbers. */
export const locales: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'nl', choose: () => undefined });

const storageKey = 'language';

/** Dutch, unless this browser was set to English before. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'nl'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language): void => {
    localStorage.setItem(storageKey, chosen);
    setLanguage(chosen);
  };
  return <LanguageContext value={{ language, choose }}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  return use(LanguageContext);
}

/** The texts of one place in the chosen language. */
export function useTexts<Texts>(texts: Record<Language, Texts>): Texts {
  return texts[useLanguage().language];
}
