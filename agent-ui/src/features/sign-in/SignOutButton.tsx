import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { signInTexts } from './sign-in-texts';

/** A form, because signing out changes something and must not happen by following a link. */
export function SignOutButton(): ReactNode {
  const { signOut } = useTexts(signInTexts);
  return (
    <form method="post" action="/sign-out">
      <Button type="submit" purpose="secondary">
        {signOut}
      </Button>
    </form>
  );
}
