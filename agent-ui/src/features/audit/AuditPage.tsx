import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Link } from '@nl-design-system-candidate/link-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useRef, type ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import { usePage } from '../../shared/use-page';
import { useAuditLog } from './audit-log';
import { auditTexts } from './audit-texts';
import { AuditTable } from './AuditTable';
import './audit.css';

interface AuditPageProps {
  municipality: string;
  /** The server no longer lets this reader look. */
  onRefused: () => void;
}

export function AuditPage({ municipality, onRefused }: AuditPageProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(auditTexts);
  const { lines, hasMore, isLoading, failure, loadMore } = useAuditLog();
  const count = useRef<HTMLParagraphElement>(null);

  usePage(texts.documentTitle(municipality), failure, onRefused);

  const onMore = async (): Promise<void> => {
    // The button goes when there is no more; the count stays, and what is new stands above it.
    count.current?.focus();
    await loadMore();
  };

  return (
    <>
      <Heading level={1}>{texts.title}</Heading>
      <Paragraph>{texts.explanation}</Paragraph>
      <Paragraph>
        <Link href="/access-log.jsonl" download>
          {texts.download}
        </Link>
      </Paragraph>
      {lines !== undefined && lines.length > 0 && <AuditTable lines={lines} />}
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language)}</Paragraph>
        </Notice>
      )}
      <p ref={count} tabIndex={-1} role="status" className="audit-count">
        {isLoading && texts.loading}
        {!isLoading && lines?.length === 0 && texts.none}
        {!isLoading && lines !== undefined && lines.length > 0 && (hasMore ? texts.shown : texts.all)(lines.length)}
      </p>
      {hasMore && (
        <p>
          <Button type="button" purpose="secondary" busy={isLoading} onClick={isLoading ? undefined : () => void onMore()}>
            {texts.more}
          </Button>
        </p>
      )}
    </>
  );
}
