import type { Language } from './language';
import { en } from './en';
import { nl } from './nl';
import type { Texts } from './wording';

export type { ErrorCode, Message, Texts, Way } from './wording';

/** Short and plain (level B1). Both languages are complete, or this does not compile. */
export const texts: Record<Language, Texts> = { nl, en };
