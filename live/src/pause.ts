/** Waits, but no longer than until the page is stopped, comes back into view, or the network comes back. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
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
}
