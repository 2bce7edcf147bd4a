import { Button } from '@nl-design-system-candidate/button-react';
import { type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import type { Message } from '../../../shared/Notice';
import { presenceTexts } from './presence-texts';
import { useSetAvailability } from './set-availability';
import './presence.css';

interface AvailabilityProps {
  isAvailable: boolean;
  onChanged: () => void;
  onMessage: (message: Message) => void;
}

/** A break, and back again. */
export function Availability({ isAvailable, onChanged, onMessage }: AvailabilityProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(presenceTexts);
  const { set, isSetting } = useSetAvailability();
  const change = async (): Promise<void> => {
    const code = await set(!isAvailable);
    if (code === undefined) {
      onChanged();
    } else {
      onMessage({ tone: 'error', text: failureText(code, language) });
    }
  };
  return (
    <div className={isAvailable ? 'availability' : 'availability on-break'}>
      <p role="status">{isAvailable ? texts.available : texts.onBreak}</p>
      <Button
        type="button"
        purpose={isAvailable ? 'subtle' : 'primary'}
        busy={isSetting}
        onClick={isSetting ? undefined : () => void change()}
      >
        {isAvailable ? texts.takeBreak : texts.return}
      </Button>
    </div>
  );
}
