import { Button } from '@nl-design-system-candidate/button-react';
import { useId, useState, type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import type { Message } from '../../../shared/Notice';
import { handOverTexts } from './hand-over-texts';
import { useReleaseCall } from './release-call';
import { TransferDialog } from './TransferDialog';
import './hand-over.css';

interface HandOverProps {
  callId: string;
  onMessage: (message: Message) => void;
}

/** To a colleague, or back to the queue. */
export function HandOver({ callId, onMessage }: HandOverProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(handOverTexts);
  const { release, isReleasing } = useReleaseCall();
  const [isChoosing, setIsChoosing] = useState(false);
  const hintId = useId();
  const onRelease = async (): Promise<void> => {
    const code = await release(callId);
    onMessage(
      code === undefined ? { tone: 'ok', text: texts.released } : { tone: 'error', text: failureText(code, language, texts.failures) },
    );
  };
  return (
    <div className="hand-over">
      <Button
        type="button"
        purpose="secondary"
        onClick={() => {
          setIsChoosing(true);
        }}
      >
        {texts.transfer}
      </Button>
      <Button
        type="button"
        purpose="secondary"
        busy={isReleasing}
        aria-describedby={hintId}
        onClick={isReleasing ? undefined : () => void onRelease()}
      >
        {texts.release}
      </Button>
      <p id={hintId} className="hint">
        {texts.releaseHint}
      </p>
      {isChoosing && (
        <TransferDialog
          callId={callId}
          onClose={() => {
            setIsChoosing(false);
          }}
          onLeft={(message) => {
            setIsChoosing(false);
            onMessage(message);
          }}
        />
      )}
    </div>
  );
}
