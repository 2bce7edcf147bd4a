import { useLocation, useSearchParams } from 'wouter';
import type { Viewer } from './features/sign-in/viewer';

const pages = ['calls', 'phone', 'accounts', 'telephones', 'audit', 'evaluation'] as const;

export type PageName = (typeof pages)[number];

/** In the query, because the server knows few paths and the fragment belongs to the skip link. */
const parameter = 'page';

/** An address that ICT can type. The server has the same page there. */
const phonePath = '/telefoon';

export function addressOf(page: PageName): string {
  return page === 'calls' ? '/' : `/?${parameter}=${page}`;
}

/** The pages that this user may see. */
export function pagesOf({ roles, hasBrowserPhone }: Pick<Viewer, 'roles' | 'hasBrowserPhone'>): PageName[] {
  return pages.filter((page) => {
    switch (page) {
      case 'calls':
        return roles.includes('AGENT');
      case 'phone':
        return roles.includes('AGENT') && hasBrowserPhone;
      case 'telephones':
        return roles.includes('ADMIN') && hasBrowserPhone;
      case 'accounts':
      case 'audit':
      case 'evaluation':
        return roles.includes('ADMIN');
    }
  });
}

/** The page that the address bar asks for, or else the first of those that may be seen. */
export function useChosenPage(viewer: Pick<Viewer, 'roles' | 'hasBrowserPhone'>): PageName | undefined {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const asked = path === phonePath ? 'phone' : search.get(parameter);
  const [first, ...others] = pagesOf(viewer);
  return others.find((page) => page === asked) ?? first;
}
