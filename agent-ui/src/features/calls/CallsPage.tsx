import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useState, type ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice, type Message } from '../../shared/Notice';
import { arrangeCalls } from './arrange-calls';
import { useCallFocus } from './call-focus';
import { CallList } from './CallList';
import { callsTexts } from './calls-texts';
import { ColleagueCalls } from './ColleagueCalls';
import { ConnectionNotice } from './ConnectionNotice';
import { useFinishCall } from './finish-call';
import { useLiveCalls } from './live/live-calls';
import { MyCall } from './MyCall';
import { useNewCallAnnouncement } from './new-call-announcement';
import { Availability } from './presence/Availability';
import { useTakeCall } from './take-call';
import { useTelephone, type Telephone } from './telephone';
import './call-list.css';
import './my-call.css';

interface CallsPageProps {
  municipality: string;
  /** False during a break. */
  isAvailable: boolean;
  onAvailabilityChanged: () => void;
  /** The server no longer lets this reader look. */
  onRefused: () => void;
  /** Absent where calls arrive on another phone. */
  telephone?: Telephone;
}

export function CallsPage({ municipality, isAvailable, onAvailabilityChanged, onRefused, telephone }: CallsPageProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(callsTexts);
  const { calls, connection, now, refusal } = useLiveCalls();
  const { mine, list, waiting, withColleagues } = arrangeCalls(calls ?? [], now);
  const { take, isTaking } = useTakeCall();
  const { finish, isFinishing } = useFinishCall();
  const [message, setMessage] = useState<Message>();
  const focus = useCallFocus(mine?.id);
  const announcement = useNewCallAnnouncement(calls, language);
  useTelephone(telephone, calls);

  useEffect(() => {
    document.title = texts.documentTitle(waiting, municipality);
  }, [texts, waiting, municipality]);
  useEffect(() => {
    if (refusal !== undefined) {
      onRefused();
    }
  }, [refusal, onRefused]);

  const onTake = async (callId: string): Promise<void> => {
    setMessage(undefined);
    focus.expect(callId);
    telephone?.onTaking();
    const notTaken = await take(callId);
    if (notTaken !== undefined) {
      setMessage(
        'outcome' in notTaken
          ? { tone: 'warning', text: texts.outcomes[notTaken.outcome] }
          : { tone: 'error', text: failureText(notTaken.code, language, texts.failures) },
      );
      focus.list.current?.focus();
    }
  };
  const onFinish = async (callId: string): Promise<void> => {
    const code = await finish(callId);
    setMessage(
      code === undefined ? { tone: 'ok', text: texts.finished } : { tone: 'error', text: failureText(code, language, texts.failures) },
    );
  };

  return (
    <>
      <Heading level={1} className="visually-hidden">
        {texts.title}
      </Heading>
      <p role="status" className="visually-hidden">
        {announcement}
      </p>
      <ConnectionNotice connection={connection} />
      {message !== undefined && (
        <Notice tone={message.tone}>
          <Paragraph>{message.text}</Paragraph>
        </Notice>
      )}
      <div className={mine === undefined ? 'calls' : 'calls calls-with-mine'}>
        {mine !== undefined && (
          <MyCall
            call={mine}
            now={now}
            isFinishing={isFinishing}
            onFinish={() => void onFinish(mine.id)}
            onMessage={setMessage}
            headingRef={focus.mine}
            phone={telephone?.inCall}
          />
        )}
        {calls !== undefined && (
          <div className="others">
            <Availability isAvailable={isAvailable} onChanged={onAvailabilityChanged} onMessage={setMessage} />
            {telephone?.beforeCall}
            <CallList
              calls={list}
              waiting={waiting}
              now={now}
              hasCall={mine !== undefined}
              isTaking={isTaking}
              onTake={(callId) => void onTake(callId)}
              headingRef={focus.list}
            />
            <ColleagueCalls calls={withColleagues} now={now} />
          </div>
        )}
      </div>
    </>
  );
}
