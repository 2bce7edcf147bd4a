import type { RootOptions } from 'react-dom/client';

/**
 * The console gets the kind of an error and the components around it: the message, which React would write, can hold what a caller
 * disclosed.
 */
function report(error: unknown, { componentStack }: { componentStack?: string | null | undefined }): void {
  console.error('Rendering failed:', error instanceof Error ? error.name : typeof error, componentStack);
}

export const renderErrors: Required<Pick<RootOptions, 'onCaughtError' | 'onUncaughtError' | 'onRecoverableError'>> = {
  onCaughtError: report,
  onUncaughtError: report,
  onRecoverableError: report,
};
