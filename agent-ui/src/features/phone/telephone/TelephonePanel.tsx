import { Button } from '@nl-design-system-candidate/button-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useState, type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import { Notice } from '../../../shared/Notice';
import { telephoneTexts } from './telephone-texts';
import type { Telephones } from './use-telephones';
import '../panel/phone.css';
import './telephone.css';

interface TelephonePanelProps {
  name: string;
  isConnected: boolean;
  telephones: Telephones;
  /** @returns whether it rings */
  onRing: () => Promise<boolean>;
  onTalkHere: () => void;
}

/** A call on a telephone of the municipality, inside the call: what the telephone does, and what the agent does there. */
export function TelephonePanel({ name, isConnected, telephones, onRing, onTalkHere }: TelephonePanelProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(telephoneTexts);
  const [wasConnected, setWasConnected] = useState(isConnected);
  if (isConnected && !wasConnected) {
    setWasConnected(true);
  }
  const { failure, isChanging } = telephones;
  const says = isConnected ? texts.connected : wasConnected ? texts.parted : texts.ringing;
  const ring = async (): Promise<void> => {
    if (await onRing()) {
      setWasConnected(false);
    }
  };
  return (
    <div role="group" aria-label={texts.title} className="phone">
      <p role="status" className={`phone-state phone-${isConnected ? 'talking' : 'dialling'}`}>
        {says(name)}
      </p>
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language, texts.failures)}</Paragraph>
        </Notice>
      )}
      {isConnected && <p className="hint">{texts.finishByButton}</p>}
      <div className="phone-buttons">
        {!isConnected && (
          <Button type="button" purpose="secondary" busy={isChanging} onClick={isChanging ? undefined : () => void ring()}>
            {texts.ringAgain}
          </Button>
        )}
        <Button type="button" purpose="secondary" onClick={isChanging ? undefined : onTalkHere}>
          {texts.talkHere}
        </Button>
      </div>
    </div>
  );
}
