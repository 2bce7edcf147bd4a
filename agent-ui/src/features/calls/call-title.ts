import type { Language } from '../../shared/language';
import { callsTexts } from './calls-texts';
import type { Call } from './live/call';

/** What the call is about, or that nobody knows. */
export function callTitle(call: Call, language: Language): string {
  return call.purpose?.title[language] ?? callsTexts[language].unidentified;
}
