// Every audit of graphql-http's suite for servers (GraphQL over HTTP), against the server at IDBELLEN_GRAPHQL_URL, each a test with its own name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';
import './loopback.js';

const audits = serverAudits({ url: process.env.IDBELLEN_GRAPHQL_URL, fetchFn: fetch });

test('there are audits', () => assert.ok(audits.length >= 60, `${audits.length} audits`));

for (const { id, name, fn } of audits) {
  test(`${id} ${name}`, async () => {
    const result = await fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}
