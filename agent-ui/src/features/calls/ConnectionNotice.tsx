import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import type { ConnectionState } from '../../shared/live-connection';
import { Notice } from '../../shared/Notice';
import { callsTexts } from './calls-texts';

/** Says when what is on the screen may be out of date, and why if the server told. */
export function ConnectionNotice({ connection }: { connection: ConnectionState }): ReactNode {
  const texts = useTexts(callsTexts);
  if (connection.kind === 'live') {
    return null;
  }
  if (connection.kind === 'connecting') {
    return (
      <p role="status" className="connecting">
        {texts.connecting}
      </p>
    );
  }
  const because: Readonly<Record<string, string>> = texts.lostBecause;
  return (
    <Notice tone="warning">
      <Paragraph>{because[connection.code] ?? texts.lost}</Paragraph>
    </Notice>
  );
}
