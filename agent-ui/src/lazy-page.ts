import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** The script of a page did not come: it went with an upgrade of the server, or the network is gone. */
export class PageNotLoaded extends Error {}

/** A page whose script is loaded when it is first looked at. */
export function lazyPage<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      throw new PageNotLoaded();
    }
  });
}
