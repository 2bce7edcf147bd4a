import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode, Ref } from 'react';
import { useTexts } from '../../shared/language';
import { callsTexts } from './calls-texts';
import { ListedCall } from './ListedCall';
import type { Call } from './live/call';

interface CallListProps {
  calls: Call[];
  waiting: number;
  now: number;
  hasCall: boolean;
  isTaking: boolean;
  onTake: (callId: string) => void;
  headingRef: Ref<HTMLHeadingElement>;
}

export function CallList({ calls, waiting, now, hasCall, isTaking, onTake, headingRef }: CallListProps): ReactNode {
  const texts = useTexts(callsTexts);
  return (
    <section aria-labelledby="waiting-calls">
      <div className="list-head">
        <Heading level={2} id="waiting-calls" ref={headingRef} tabIndex={-1}>
          {texts.list}
        </Heading>
        <span className={waiting === 0 ? 'count count-none' : 'count'}>
          <span aria-hidden="true">{waiting}</span>
          <span className="visually-hidden">{texts.waiting(waiting)}</span>
        </span>
      </div>
      {hasCall && waiting > 0 && <p className="hint">{texts.busyHint}</p>}
      {calls.length === 0 ? (
        <div className="empty">
          <Paragraph>{texts.empty}</Paragraph>
          <p className="hint">{texts.emptyExplained}</p>
        </div>
      ) : (
        <ol className="call-list">
          {calls.map((call) => (
            <ListedCall
              key={call.id}
              call={call}
              now={now}
              isBusy={hasCall || isTaking}
              onTake={() => {
                onTake(call.id);
              }}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
