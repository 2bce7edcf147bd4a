import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import { phoneTexts } from '../phone-texts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Tones for a menu at the other end. What was pressed is kept nowhere. */
export function Keypad({ onPress }: { onPress: (key: string) => void }): ReactNode {
  const texts = useTexts(phoneTexts);
  return (
    <div role="group" aria-label={texts.keys} className="phone-keys">
      {keys.map((key) => (
        <Button
          key={key}
          type="button"
          purpose="secondary"
          aria-label={key === '*' || key === '#' ? texts.key[key] : undefined}
          onClick={() => {
            onPress(key);
          }}
        >
          {key}
        </Button>
      ))}
    </div>
  );
}
