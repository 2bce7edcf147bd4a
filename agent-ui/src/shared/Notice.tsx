import '@utrecht/alert-css/dist/index.css';
import type { ReactNode } from 'react';

/** Something to say, for whoever shows it. */
export interface Message {
  tone: NoticeProps['tone'];
  text: string;
}

interface NoticeProps {
  tone: 'info' | 'ok' | 'warning' | 'error';
  children: ReactNode;
}

/** A message that screen readers say when it appears; errors at once, the rest when they pause. */
export function Notice({ tone, children }: NoticeProps): ReactNode {
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={`utrecht-alert utrecht-alert--${tone}`}>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message">{children}</div>
      </div>
    </div>
  );
}
