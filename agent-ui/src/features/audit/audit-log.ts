import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../gql';
import type { AuditLogQuery } from '../../gql/graphql';
import { codeOfFailure } from '../../shared/failure-code';

const auditLogDocument = graphql(`
  query AuditLog($before: ID, $first: Int!) {
    auditLog(before: $before, first: $first) {
      id
      at
      action
      actor
      account
      sessionId
      link
      telephone
      origin
    }
  }
`);

export type AuditLine = AuditLogQuery['auditLog'][number];

const pageSize = 50;

interface AuditLog {
  /** Newest first; undefined before the first page. */
  lines: AuditLine[] | undefined;
  hasMore: boolean;
  isLoading: boolean;
  failure: string | undefined;
  loadMore: () => Promise<void>;
}

export function useAuditLog(): AuditLog {
  const client = useClient();
  const [lines, setLines] = useState<AuditLine[]>();
  const [hasMore, setHasMore] = useState(false);
  const [isLoading, setIsLoading] = useState(false);
  const [failure, setFailure] = useState<string>();
  const load = useCallback(
    async (before: AuditLine[]): Promise<void> => {
      setIsLoading(true);
      const { data, error } = await client.query(auditLogDocument, { before: before.at(-1)?.id ?? null, first: pageSize }).toPromise();
      setIsLoading(false);
      setFailure(error && codeOfFailure(error));
      if (data != null) {
        setLines([...before, ...data.auditLog]);
        setHasMore(data.auditLog.length === pageSize);
      }
    },
    [client],
  );
  useEffect(() => {
    void load([]);
  }, [load]);
  return { lines, hasMore, isLoading, failure, loadMore: () => load(lines ?? []) };
}
