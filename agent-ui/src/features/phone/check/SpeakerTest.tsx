import { Button } from '@nl-design-system-candidate/button-react';
import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import type { Phone } from '../phone';
import type { CheckResult } from './check-result';
import { checkTexts } from './check-texts';

interface SpeakerTestProps {
  phone: Phone;
  onAnswer: (speaker: CheckResult['speaker']) => void;
}

/** Only the agent knows whether there was a tone. */
export function SpeakerTest({ phone, onAnswer }: SpeakerTestProps): ReactNode {
  const texts = useTexts(checkTexts);
  const questionId = useId();
  const [isAsking, setIsAsking] = useState(false);
  const answer = (speaker: CheckResult['speaker']) => () => {
    onAnswer(speaker);
  };
  return (
    <div className="check-buttons">
      <Button
        type="button"
        purpose="secondary"
        onClick={() => {
          phone.playTestTone();
          setIsAsking(true);
        }}
      >
        {texts.testSpeaker}
      </Button>
      {isAsking && (
        <div role="group" aria-labelledby={questionId} className="check-buttons">
          <span id={questionId}>{texts.heardQuestion}</span>
          <Button type="button" purpose="secondary" onClick={answer('HEARD')}>
            {texts.yes}
          </Button>
          <Button type="button" purpose="secondary" onClick={answer('NOT_HEARD')}>
            {texts.no}
          </Button>
        </div>
      )}
    </div>
  );
}
