import type { Plugin } from 'vite';

export function onlyChanged(): Plugin;
