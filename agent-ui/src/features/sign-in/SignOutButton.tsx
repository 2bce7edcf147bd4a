import { Button } from '@nl-design-system-candidate/button-react';
import { useState, type ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { signInTexts } from './sign-in-texts';
import { signOut } from './sign-out';

export function SignOutButton(): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(signInTexts);
  const [failure, setFailure] = useState<string>();
  const onPress = (): void => {
    signOut().then(
      (address) => {
        location.assign(address);
      },
      () => {
        setFailure('NETWORK');
      },
    );
  };
  return (
    <>
      <Button type="button" purpose="secondary" onClick={onPress}>
        {texts.signOut}
      </Button>
      {failure !== undefined && <span role="alert">{failureText(failure, language)}</span>}
    </>
  );
}
