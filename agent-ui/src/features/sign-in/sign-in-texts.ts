import type { Language } from '../../shared/language';

interface SignInTexts {
  invitation: string;
  signIn: string;
  signOut: string;
}

export const signInTexts: Record<Language, SignInTexts> = {
  nl: {
    invitation: 'Log in om telefoongesprekken van inwoners aan te nemen.',
    signIn: 'Inloggen',
    signOut: 'Uitloggen',
  },
  en: {
    invitation: 'Sign in to take calls from residents.',
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
};
