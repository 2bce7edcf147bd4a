// The real graphql-sse client in distinct-connections mode, against a toy schema (IDBELLEN_TOY_URL) and the real api.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { test } from 'node:test';
import { createClient } from 'graphql-sse';
import { assertCounted, assertFailed } from './counting.js';
import './loopback.js';

const toy = process.env.IDBELLEN_TOY_URL;
const real = { url: process.env.IDBELLEN_GRAPHQL_URL, headers: { authorization: process.env.IDBELLEN_EXCHANGE } };

const codeOf = (result) => result.errors?.[0].extensions.code;

async function all(client, query) {
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

test('a query gives one result and completes', async () => {
  assert.deepEqual(await all(createClient({ url: toy }), '{ hello }'), [{ data: { hello: 'hello world' } }]);
});

test('a subscription gives its results in order and completes after the last', async () => {
  assertCounted(await all(createClient({ url: toy }), 'subscription { count(to: 3) }'), 3);
});

test('an error before the stream comes in the stream', async () => {
  const [invalid, ...more] = await all(createClient({ url: toy }), 'subscription { nothing }');
  assert.equal(codeOf(invalid), 'BAD_REQUEST');
  assert.equal(more.length, 0);
  const [refused] = await all(createClient({ url: toy }), 'subscription { refused }');
  assert.equal(codeOf(refused), 'INTERNAL');
});

test('an error in the stream is the last result', async () => {
  const results = await all(createClient({ url: toy }), 'subscription { failing }');
  assertFailed(results);
});

test('whoever cancels ends the subscription at the server too', async () => {
  const subscription = createClient({ url: toy }).iterate({ query: 'subscription { numbers }' });
  assert.equal((await subscription.next()).done, false);
  assert.ok((await listeners()) >= 1);
  await subscription.return();
  for (let tries = 0; (await listeners()) > 0; tries++) {
    assert.ok(tries < 200, 'the server goes on');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
});

test('a refusal with a status is told to the client as a response', async () => {
  const client = createClient({ url: toy, headers: { 'X-Full': '1' }, retryAttempts: 0 });
  await assert.rejects(
    all(client, 'subscription { numbers }'),
    ({ response }) => response.status === 429 && response.headers.get('retry-after') === '7',
  );
});

test('a broken connection is made again and begins with a snapshot', async () => {
  const line = await cuttableLine(new URL(toy).port);
  const subscription = createClient({ url: line.url, retryAttempts: 5, retry: async () => {} }).iterate({
    query: 'subscription { numbers }',
  });
  const first = await subscription.next();
  line.cut();
  assert.deepEqual(await subscription.next(), first);
  await subscription.return();
  line.close();
});

test('a silent stream has a sign of life', async () => {
  const abort = new AbortController();
  const answer = await fetch(toy, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { numbers }' }),
    signal: abort.signal,
  });
  let text = '';
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    // The first is sent at once, the next after an interval without news.
    if (text.split('\n').filter((line) => line === ':').length >= 3) break;
  }
  abort.abort();
});

test('the real api: the exchange is told of its calls, anyone else is refused', async () => {
  const assignments = createClient(real).iterate({ query: 'subscription { assignments { callReference } }' });
  assert.deepEqual((await assignments.next()).value, { data: { assignments: [] } });
  await assignments.return();
  const [refused] = await all(createClient({ url: real.url }), 'subscription { assignments { callReference } }');
  assert.equal(codeOf(refused), 'NOT_ALLOWED');
});

async function listeners() {
  return await (await fetch(new URL('/listeners', toy))).json();
}

async function cuttableLine(port) {
  const open = new Set();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      open.add(from);
      from.on('error', () => {}).on('close', () => to.destroy());
      from.pipe(to);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    cut: () => {
      for (const socket of open) socket.destroy();
      open.clear();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
