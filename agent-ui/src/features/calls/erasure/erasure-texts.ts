import type { Language } from '../../../shared/language';
import type { Erasure } from './erasure';

export const erasureTexts: Record<Language, Record<Exclude<Erasure, 'later'>, string>> = {
  nl: {
    soon: 'Binnen vijf minuten worden de gegevens van de beller gewist. Het gesprek gaat gewoon door.',
    gone: 'De gegevens van de beller zijn gewist, omdat ze hier niet langer dan een uur blijven. Het gesprek gaat gewoon door.',
  },
  en: {
    soon: 'The caller’s data will be erased within five minutes. The call simply goes on.',
    gone: 'The caller’s data have been erased, because they stay here for an hour at most. The call simply goes on.',
  },
};
