import type { Language } from '../../../shared/language';

interface AttributesTexts {
  issued: (week: string) => string;
  large: string;
  old: string;
  photo: (label: string) => string;
}

export const attributesTexts: Record<Language, AttributesTexts> = {
  nl: {
    issued: (week) => `Uitgegeven in de week van ${week}`,
    large: 'Bekijk dit (opent in een nieuw tabblad)',
    old: 'Ouder dan een jaar. Vraag of het nog klopt.',
    photo: (label) => `${label} van de beller`,
  },
  en: {
    issued: (week) => `Issued in the week of ${week}`,
    large: 'View this (opens in a new tab)',
    old: 'More than a year old. Ask whether it is still right.',
    photo: (label) => `${label} of the caller`,
  },
};
