import { useSyncExternalStore } from 'react';
import type { Role } from './gql/graphql';

const pages = ['calls', 'accounts', 'audit', 'evaluation'] as const;

export type ChosenPage = (typeof pages)[number];

/** In the query, because the server knows one path only and the fragment belongs to the skip link. */
const parameter = 'page';

export function addressOf(page: ChosenPage): string {
  return page === 'calls' ? '/' : `/?${parameter}=${page}`;
}

/** The pages that somebody with these roles may see. */
export function pagesOf(roles: readonly Role[]): ChosenPage[] {
  return pages.filter((page) => roles.includes(page === 'calls' ? 'AGENT' : 'ADMIN'));
}

/** The page that the address bar asks for, or else the first of those that may be seen, and a way to another one without loading anything again. */
export function useChosenPage(roles: readonly Role[]): { page: ChosenPage | undefined; go: (page: ChosenPage) => void } {
  const asked = useSyncExternalStore(listen, read);
  const [first, ...others] = pagesOf(roles);
  const go = (to: ChosenPage): void => {
    history.pushState(null, '', addressOf(to));
    window.dispatchEvent(new PopStateEvent('popstate'));
  };
  return { page: others.find((page) => page === asked) ?? first, go };
}

function read(): string {
  return new URLSearchParams(location.search).get(parameter) ?? '';
}

function listen(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener('popstate', listener);
  };
}
