import { Button } from '@nl-design-system-candidate/button-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import type { AccountAction } from './change-account';
import { manageTexts } from './manage-texts';

interface ActionButtonProps {
  action: AccountAction;
  isAllowed: boolean;
  /** Whether the reader is asked about this action now. */
  isAsked: boolean;
  isBusy: boolean;
  onAsk: (action: AccountAction | undefined) => void;
  onConfirm: (action: AccountAction) => void;
}

/** Asks before it does: what will happen stands below the button, and the keyboard is taken there and back. */
export function ActionButton({ action, isAllowed, isAsked, isBusy, onAsk, onConfirm }: ActionButtonProps): ReactNode {
  const manage = useTexts(manageTexts);
  const texts = manage.actions[action];
  const asker = useRef<HTMLDivElement>(null);
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsked) {
      question.current?.focus();
    }
  }, [isAsked]);
  const cancel = (): void => {
    onAsk(undefined);
    asker.current?.querySelector('button')?.focus();
  };
  return (
    <div ref={asker} className="account-action">
      <Button
        type="button"
        purpose="secondary"
        disabled={!isAllowed}
        aria-expanded={isAsked}
        onClick={isAllowed ? () => onAsk(isAsked ? undefined : action) : undefined}
      >
        {texts.button}
      </Button>
      {isAsked && (
        <div ref={question} tabIndex={-1} className="account-question">
          <Paragraph>{texts.consequence}</Paragraph>
          <p className="account-answers">
            <Button type="button" purpose="primary" busy={isBusy} onClick={isBusy ? undefined : () => onConfirm(action)}>
              {texts.confirm}
            </Button>
            <Button type="button" purpose="subtle" onClick={cancel}>
              {manage.cancel}
            </Button>
          </p>
        </div>
      )}
    </div>
  );
}
