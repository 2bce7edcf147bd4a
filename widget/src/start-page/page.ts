import type { Language } from '../texts/language';

/** A page that can be drawn in either language at any moment, without losing how far the citizen is. */
export interface Page {
  draw: (language: Language) => Element[];
}
