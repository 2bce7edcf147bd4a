import { Button } from '@nl-design-system-candidate/button-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../../../shared/Dialog';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import { Notice, type Message } from '../../../shared/Notice';
import { ColleagueList } from './ColleagueList';
import { useColleagues, type Colleague } from './colleagues';
import { handOverTexts } from './hand-over-texts';
import { useTransferCall } from './transfer-call';

interface TransferDialogProps {
  callId: string;
  onClose: () => void;
  /** The call is no longer here. */
  onLeft: (message: Message) => void;
}

export function TransferDialog({ callId, onClose, onLeft }: TransferDialogProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(handOverTexts);
  const { colleagues, failure, reload } = useColleagues();
  const { transfer, isTransferring } = useTransferCall();
  const [problem, setProblem] = useState('');

  const onChoose = async ({ id, displayName }: Colleague): Promise<void> => {
    setProblem('');
    const done = await transfer(callId, id);
    if ('code' in done) {
      setProblem(failureText(done.code, language, texts.failures));
    } else if (done.outcome === 'TRANSFERRED') {
      onLeft({ tone: 'ok', text: texts.transferred(displayName) });
    } else {
      setProblem(texts.outcomes[done.outcome](displayName));
      reload();
    }
  };

  return (
    <Dialog title={texts.title} onClose={onClose}>
      <Paragraph>{texts.explanation}</Paragraph>
      {(problem !== '' || failure !== undefined) && (
        <Notice tone="warning">
          <Paragraph>{problem === '' ? failureText(failure ?? '', language) : problem}</Paragraph>
        </Notice>
      )}
      <ColleagueList colleagues={colleagues} isBusy={isTransferring} onChoose={(colleague) => void onChoose(colleague)} />
      <Button type="button" purpose="secondary" onClick={onClose}>
        {texts.close}
      </Button>
    </Dialog>
  );
}
