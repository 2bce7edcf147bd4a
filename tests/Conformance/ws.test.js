// The real graphql-ws client, against a toy schema (IDBELLEN_TOY_URL) and the real api.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { assertCounted, assertFailed } from './counting.js';
import './loopback.js';

const socketUrl = (url) => url.replace(/^http/, 'ws');
const toy = socketUrl(process.env.IDBELLEN_TOY_URL);
const real = socketUrl(process.env.IDBELLEN_GRAPHQL_URL);

const codeOf = (result) => result.errors?.[0].extensions.code;

/** Runs `use` with a client that is closed afterwards. */
async function withClient(options, use) {
  const client = createClient({ url: toy, webSocketImpl: WebSocket, lazy: true, ...options });
  try {
    return await use(client);
  } finally {
    await client.dispose();
  }
}

async function all(client, query) {
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

test('a query and a mutation give one result and complete', () =>
  withClient({}, async (client) => {
    assert.deepEqual(await all(client, '{ hello }'), [{ data: { hello: 'hello world' } }]);
    assert.equal((await all(client, 'mutation { touch }')).length, 1);
  }));

test('several operations share one connection', () =>
  withClient({}, async (client) => {
    await Promise.all([3, 4, 5].map(async (to) => assertCounted(await all(client, `subscription { count(to: ${to}) }`), to)));
  }));

test('an invalid document is an error', () =>
  withClient({}, (client) => assert.rejects(all(client, '{ nothing }'), (errors) => errors[0].extensions.code === 'BAD_REQUEST')));

test('an error in the stream is the last result', () =>
  withClient({}, async (client) => {
    assertFailed(await all(client, 'subscription { failing }'));
  }));

test('whoever cancels can go on with the same connection', () =>
  withClient({}, async (client) => {
    const numbers = client.iterate({ query: 'subscription { numbers }' });
    assert.equal((await numbers.next()).done, false);
    await numbers.return();
    assert.deepEqual(await all(client, '{ hello }'), [{ data: { hello: 'hello world' } }]);
  }));

test('pings are answered both ways', async () => {
  let pongs = 0;
  let pings = 0;
  const heard = withResolvers();
  const on = {
    pong: (received) => {
      if (received) pongs++;
    },
    ping: (received) => {
      if (received) pings++;
      if (pings > 1 && pongs > 1) heard.resolve();
    },
  };
  await withClient({ lazy: false, keepAlive: 50, on }, () => heard.promise);
});

test('a wrong token is refused with 4403 and not tried again', async () => {
  const closed = withResolvers();
  await withClient({ connectionParams: { authorization: 'Bearer wrong' }, on: { closed: closed.resolve } }, async (client) => {
    await assert.rejects(all(client, '{ hello }'));
    assert.equal((await closed.promise).code, 4403);
  });
});

test('a broken connection is made again and begins with a snapshot', async () => {
  const sockets = [];
  const on = { opened: (socket) => sockets.push(socket) };
  await withClient({ on, retryAttempts: 3, retryWait: async () => {} }, async (client) => {
    const numbers = client.iterate({ query: 'subscription { numbers }' });
    const first = await numbers.next();
    sockets[0].terminate();
    assert.deepEqual(await numbers.next(), first);
    assert.equal(sockets.length, 2);
    await numbers.return();
  });
});

test('the real api: an exchange may show its token in a header or in connection_init', async () => {
  const query = 'subscription { assignments { callReference } }';
  class WithHeader extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { authorization: process.env.IDBELLEN_EXCHANGE } });
    }
  }
  for (const options of [{ webSocketImpl: WithHeader }, { connectionParams: { authorization: process.env.IDBELLEN_EXCHANGE } }]) {
    await withClient({ url: real, ...options }, async (client) => {
      const assignments = client.iterate({ query });
      assert.deepEqual((await assignments.next()).value, { data: { assignments: [] } });
      await assignments.return();
    });
  }
  await withClient({ url: real }, async (client) => assert.equal(codeOf((await all(client, query))[0]), 'NOT_ALLOWED'));
});

function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
