import type { Language } from '../../../shared/language';

interface PresenceTexts {
  available: string;
  onBreak: string;
  takeBreak: string;
  return: string;
}

export const presenceTexts: Record<Language, PresenceTexts> = {
  nl: {
    available: 'U bent beschikbaar.',
    onBreak: 'U heeft pauze. Collega’s kunnen u geen gesprek doorverbinden, en inwoners zien niet dat u er bent.',
    takeBreak: 'Pauze nemen',
    return: 'Weer beschikbaar',
  },
  en: {
    available: 'You are available.',
    onBreak: 'You are on a break. Colleagues cannot transfer a call to you, and residents do not see that you are here.',
    takeBreak: 'Take a break',
    return: 'Available again',
  },
};
