import { useEffect } from 'react';

/**
 * What every page of its own does: it names the document, and says when the server no longer lets this reader look.
 *
 * @param failure the code of what went wrong when the page was read
 */
export function usePage(documentTitle: string, failure: string | undefined, onRefused: () => void): void {
  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);
  useEffect(() => {
    if (failure === 'NOT_SIGNED_IN' || failure === 'NOT_ALLOWED') {
      onRefused();
    }
  }, [failure, onRefused]);
}
