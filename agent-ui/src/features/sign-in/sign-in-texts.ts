import type { Language } from '../../shared/language';

interface SignInTexts {
  invitation: string;
  ended: string;
  signIn: string;
  signOut: string;
}

export const signInTexts: Record<Language, SignInTexts> = {
  nl: {
    invitation: 'Log in om telefoongesprekken van inwoners aan te nemen.',
    ended: 'U bent niet meer ingelogd. Log opnieuw in. Lukt dat niet? Vraag de beheerder van uw gemeente.',
    signIn: 'Inloggen',
    signOut: 'Uitloggen',
  },
  en: {
    invitation: 'Sign in to take calls from residents.',
    ended: 'You are no longer signed in. Please sign in again. Does that fail? Ask the admin of your municipality.',
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
};
