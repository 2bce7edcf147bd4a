/** Waits, but no longer than until the page comes back into view, the network comes back, or `signal` ends it; gives whether it did not. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const wake = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const listening = { signal: over.signal };
    signal.addEventListener('abort', wake, listening);
    window.addEventListener('online', wake, listening);
    document.addEventListener('visibilitychange', wake, listening);
  });
  over.abort();
  return !signal.aborted;
}
