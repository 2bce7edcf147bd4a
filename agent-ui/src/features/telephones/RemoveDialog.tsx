import { Button } from '@nl-design-system-candidate/button-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { Dialog } from '../../shared/Dialog';
import { useTexts } from '../../shared/language';
import type { ListedTelephone } from './telephones';
import { telephonesTexts } from './telephones-texts';

interface RemoveDialogProps {
  telephone: ListedTelephone;
  isBusy: boolean;
  onCancel: () => void;
  onConfirm: () => void;
}

/** Asks before a telephone is removed, and says what that does to whoever uses it. */
export function RemoveDialog({ telephone, isBusy, onCancel, onConfirm }: RemoveDialogProps): ReactNode {
  const texts = useTexts(telephonesTexts);
  return (
    <Dialog title={texts.removeTitle(telephone.name)} onClose={onCancel}>
      <Paragraph>{texts.consequence}</Paragraph>
      <p className="telephone-answers">
        <Button type="button" purpose="primary" busy={isBusy} onClick={isBusy ? undefined : onConfirm}>
          {texts.remove}
        </Button>
        <Button type="button" purpose="subtle" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </p>
    </Dialog>
  );
}
