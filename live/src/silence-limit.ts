/**
 * A fetch whose answer fails once nothing at all, not even a keep-alive, has come for `limit` milliseconds. Without it a stream
 * that died with the network or while the device slept looks alive for minutes.
 */
export function withSilenceLimit(limit: number, innerFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    const silence = new AbortController();
    const giveUp = (): void => {
      silence.abort();
    };
    let timer = setTimeout(giveUp, limit);
    init?.signal?.addEventListener('abort', giveUp);
    silence.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
    const response = await innerFetch(input, { ...init, signal: silence.signal });
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          clearTimeout(timer);
          timer = setTimeout(giveUp, limit);
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
