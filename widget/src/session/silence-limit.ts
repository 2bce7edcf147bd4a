/**
 * A fetch whose answer fails once nothing at all, not even a keep-alive, has come for `limit` milliseconds. Without it a stream
 * that died with the Wi-Fi or while the phone slept looks alive for minutes.
 */
export function fetchWithSilenceLimit(limit: number): typeof fetch {
  return async (input, init) => {
    const silence = new AbortController();
    init?.signal?.addEventListener('abort', () => {
      silence.abort();
    });
    let timer = setTimeout(() => {
      silence.abort();
    }, limit);
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        silence.abort();
      }, limit);
    };
    silence.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
    const response = await fetch(input, { ...init, signal: silence.signal });
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          heard();
          controller.enqueue(chunk);
        },
        flush() {
          clearTimeout(timer);
        },
      }),
    );
    return new Response(body, response);
  };
}
