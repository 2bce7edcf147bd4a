import '@utrecht/textbox-css/dist/index.css';
import { Button } from '@nl-design-system-candidate/button-react';
import { useId, useRef, useState, type SubmitEvent, type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import { useConfirmCaller, type Confirmation } from './confirm-caller';
import { invitationTexts } from './invitation-texts';

/** The digits that stand on the phone with the app and nowhere else; so the agent knows that the caller has that phone at hand. */
export function DigitsForm({ callId, onDone }: { callId: string; onDone: (outcome: 'CONFIRMED' | 'LOCKED') => void }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(invitationTexts);
  const { confirm, isConfirming } = useConfirmCaller();
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  const problemOf = (answer: Confirmation): string => {
    if ('code' in answer) {
      return failureText(answer.code, language, texts.failures);
    }
    return answer.outcome === 'WRONG' ? texts.wrong(answer.triesLeft) : texts.nothing;
  };
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const digits = field.current?.value.replace(/[\s-]/g, '') ?? '';
    if (isConfirming) {
      return;
    }
    const answer = /^\d{4}$/.test(digits) ? await confirm(callId, digits) : { code: 'DIGITS_MALFORMED' };
    if ('outcome' in answer && (answer.outcome === 'CONFIRMED' || answer.outcome === 'LOCKED')) {
      onDone(answer.outcome);
      return;
    }
    setProblem(problemOf(answer));
    field.current?.select();
    field.current?.focus();
  };

  return (
    <form className="digits-form" noValidate autoComplete="off" onSubmit={(event) => void onSubmit(event)}>
      <label htmlFor={id}>{texts.digits}</label>
      <p id={`${id}-hint`} className="hint">
        {texts.digitsHint}
      </p>
      <div className="buttons">
        <input
          ref={field}
          id={id}
          className="utrecht-textbox"
          inputMode="numeric"
          maxLength={7}
          aria-describedby={`${id}-hint ${id}-problem`}
          aria-invalid={problem !== ''}
        />
        <Button type="submit" purpose="primary" busy={isConfirming}>
          {texts.confirm}
        </Button>
      </div>
      <p id={`${id}-problem`} role="alert" className="problem">
        {problem}
      </p>
    </form>
  );
}
