import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import { useLanguage } from './shared/language';

/** Offers the other language, in that language's own words. */
export function LanguageSwitch(): ReactNode {
  const { language, choose } = useLanguage();
  const other = language === 'nl' ? { code: 'en', name: 'English' } : { code: 'nl', name: 'Nederlands' };
  return (
    <Button
      type="button"
      purpose="subtle"
      lang={other.code}
      onClick={() => {
        choose(language === 'nl' ? 'en' : 'nl');
      }}
    >
      {other.name}
    </Button>
  );
}
