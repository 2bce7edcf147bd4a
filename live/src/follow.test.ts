import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { follow, liveClient } from './follow';

const request = { query: 'subscription { moment }' };

/** Answers each connection with the next of these, and the last again and again. */
async function api(...answers: ((response: ServerResponse) => void)[]): Promise<{ url: string; connections: () => number }> {
  let connections = 0;
  const server = createServer((_, response) => {
    answers[Math.min(connections, answers.length - 1)]?.(response);
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, connections: () => connections };
}

const refuse = (code: string) => (response: ServerResponse) => {
  response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ extensions: { code } }] }));
};

const stream = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end('event: next\ndata: {"data":{"moment":1}}\n\nevent: complete\ndata:\n\n');
};

test('a stream is opened again after every end, until its follower has had enough', async () => {
  const { url } = await api(refuse('TOO_BUSY'), stream, refuse('NOT_ALLOWED'));
  const seen: unknown[] = [];
  const follower = {
    backOff: { first: 1, longest: 1 },
    received: ({ data }: { data?: unknown }) => seen.push(data),
    ended: (code: string) => seen.push(code) > 0 && code !== 'NOT_ALLOWED',
  };
  await follow(liveClient(url, {}), request, follower, new AbortController().signal);
  expect(seen).toEqual(['TOO_BUSY', { moment: 1 }, 'NETWORK', 'NOT_ALLOWED']);
});

test('whoever stops while it waits to try again asks for nothing more', async () => {
  const { url, connections } = await api(refuse('TOO_BUSY'));
  const stop = new AbortController();
  const ended = vi.fn(() => true);
  const following = follow(
    liveClient(url, {}),
    request,
    { backOff: { first: 60_000, longest: 60_000 }, received: vi.fn(), ended },
    stop.signal,
  );
  await vi.waitFor(() => {
    expect(ended).toHaveBeenCalledWith('TOO_BUSY');
  }, 10_000);
  stop.abort();
  await following;
  expect(connections()).toBe(1);
});

test('who looks at the page again does not wait for the next attempt', async () => {
  const { url } = await api(refuse('TOO_BUSY'), refuse('NOT_ALLOWED'));
  const ended = vi.fn((code: string) => code === 'TOO_BUSY');
  const following = follow(
    liveClient(url, {}),
    request,
    { backOff: { first: 60_000, longest: 60_000 }, received: vi.fn(), ended },
    new AbortController().signal,
  );
  await vi.waitFor(() => {
    expect(ended).toHaveBeenCalledWith('TOO_BUSY');
    // Again and again, because the pause listens only once it has begun.
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ended).toHaveBeenCalledWith('NOT_ALLOWED');
  }, 10_000);
  await following;
});
