import { useSyncExternalStore } from 'react';

export type ChosenPage = 'calls' | 'accounts';

/** In the query, because the server knows one path only and the fragment belongs to the skip link. */
const parameter = 'page';

export function addressOf(page: ChosenPage): string {
  return page === 'calls' ? '/' : `/?${parameter}=${page}`;
}

/** The page that the address bar asks for, and a way to another one without loading anything again. */
export function useChosenPage(): { page: ChosenPage; go: (page: ChosenPage) => void } {
  const page = useSyncExternalStore(listen, read);
  const go = (to: ChosenPage): void => {
    history.pushState(null, '', addressOf(to));
    window.dispatchEvent(new PopStateEvent('popstate'));
  };
  return { page, go };
}

function read(): ChosenPage {
  return new URLSearchParams(location.search).get(parameter) === 'accounts' ? 'accounts' : 'calls';
}

function listen(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener('popstate', listener);
  };
}
