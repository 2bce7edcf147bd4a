import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withSilenceLimit } from './silence-limit';

async function serverThatSays(interval: number | undefined): Promise<string> {
  const server = createServer((_, response) => {
    response.write(':\n\n');
    const keepAlive = interval === undefined ? undefined : setInterval(() => response.write(':\n\n'), interval);
    response.on('close', () => {
      clearInterval(keepAlive);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('a stream that falls silent fails, so that it can be opened again', async () => {
  const url = await serverThatSays(undefined);
  // On a busy machine even the answer may come too late, which is a silence as well.
  const text = withSilenceLimit(500, fetch)(url).then((response) => response.text());
  await expect(text).rejects.toThrow();
});

test('a stream that only says that it is alive goes on', async () => {
  const limit = 1_000;
  const stop = new AbortController();
  const response = await withSilenceLimit(limit, fetch)(await serverThatSays(50), { signal: stop.signal });
  const began = performance.now();
  let heardAfterLimit = false;
  void response.body
    ?.pipeTo(
      new WritableStream({
        write: () => {
          heardAfterLimit ||= performance.now() - began > limit * 2;
        },
      }),
    )
    .catch(() => undefined);
  await vi.waitFor(() => {
    expect(heardAfterLimit).toBe(true);
  }, 10_000);
  stop.abort();
});
