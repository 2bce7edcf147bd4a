import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice, type Message } from '../../shared/Notice';
import { usePage } from '../../shared/use-page';
import { RemoveDialog } from './RemoveDialog';
import { TelephoneForm } from './TelephoneForm';
import { useTelephoneList, type ListedTelephone } from './telephones';
import { telephonesTexts } from './telephones-texts';
import { TelephonesTable } from './TelephonesTable';
import './telephones.css';

interface TelephonesPageProps {
  municipality: string;
  /** The server no longer lets this reader look. */
  onRefused: () => void;
}

export function TelephonesPage({ municipality, onRefused }: TelephonesPageProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(telephonesTexts);
  const { telephones, failure, isChanging, add, remove } = useTelephoneList();
  const [asked, setAsked] = useState<ListedTelephone>();
  const [message, setMessage] = useState<Message>();
  const [result, setResult] = useState<Message>();
  const messages = useRef<HTMLDivElement>(null);

  usePage(texts.documentTitle(municipality), failure, onRefused);
  useEffect(() => {
    // The button that opened the dialog goes with its row. Only once the dialog is closed can anything outside it have the keyboard.
    if (message !== undefined && asked === undefined) {
      messages.current?.focus();
    }
  }, [message, asked]);

  const answer = (code: string | undefined, done: string): Message =>
    code === undefined ? { tone: 'ok', text: done } : { tone: 'error', text: failureText(code, language, texts.failures) };
  const onAdd = async (wanted: { name: string; number: string }): Promise<boolean> => {
    const code = await add(wanted);
    setResult(answer(code, texts.added(wanted.name)));
    return code === undefined;
  };
  const onRemove = async ({ id, name }: ListedTelephone): Promise<void> => {
    const code = await remove(id);
    setAsked(undefined);
    setMessage(answer(code, texts.removed(name)));
  };

  return (
    <>
      <Heading level={1}>{texts.title}</Heading>
      <Paragraph>{texts.explanation}</Paragraph>
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language, texts.failures)}</Paragraph>
        </Notice>
      )}
      <div ref={messages} tabIndex={-1} className="page-messages">
        {message !== undefined && (
          <Notice tone={message.tone}>
            <Paragraph>{message.text}</Paragraph>
          </Notice>
        )}
      </div>
      {telephones === undefined && failure === undefined && <p role="status">{texts.loading}</p>}
      {telephones?.length === 0 && <Paragraph>{texts.none}</Paragraph>}
      {telephones !== undefined && telephones.length > 0 && <TelephonesTable telephones={telephones} onRemove={setAsked} />}
      {telephones !== undefined && (
        <section className="card" aria-labelledby="add-telephone">
          <Heading level={2} id="add-telephone">
            {texts.add}
          </Heading>
          <Paragraph>{texts.rule}</Paragraph>
          {result !== undefined && (
            <Notice tone={result.tone}>
              <Paragraph>{result.text}</Paragraph>
            </Notice>
          )}
          <TelephoneForm isAdding={isChanging} onAdd={onAdd} />
        </section>
      )}
      {asked !== undefined && (
        <RemoveDialog telephone={asked} isBusy={isChanging} onCancel={() => setAsked(undefined)} onConfirm={() => void onRemove(asked)} />
      )}
    </>
  );
}
