// A real, certified OpenID provider, as a municipality might run it, for the tests of sign-in (tests/Integration/Api/Identity/SignIn).
//
//   node provider.js PORT
//
// A line of JSON on stdin is an order, answered with a line on stdout; the end of stdin is the end of the process.
//   {"client": {…}}                 registers a client, with the metadata of OpenID Connect Dynamic Client Registration 1.0
//   {"account": "sub", "claims": {…}}  knows a person, or knows him differently
//   {"rotate": true}                signs with a new key from now on; the one before is still published

import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://localhost:${port}`;
const clients = new Map();
const accounts = new Map();
const cookieKey = randomUUID();
const stored = new Map();
const profile = [
  'name',
  'preferred_username',
  'roles',
  'realm_access',
  'resource_access',
  'department',
  'groups',
  'hasgroups',
  'https://gemeente.nl/claims',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
];

// What outlives an order: sessions, codes, grants. They are few, and gone with the process.
class Stored {
  constructor(model) {
    this.model = model;
  }

  async upsert(id, payload) {
    stored.set(`${this.model} ${id}`, payload);
  }

  async find(id) {
    return stored.get(`${this.model} ${id}`);
  }

  async findByUid(uid) {
    return [...stored].find(([key, payload]) => key.startsWith(`${this.model} `) && payload.uid === uid)?.[1];
  }

  async consume(id) {
    (await this.find(id)).consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    stored.delete(`${this.model} ${id}`);
  }

  async revokeByGrantId(grantId) {
    for (const [key, payload] of stored) {
      if (payload.grantId === grantId) stored.delete(key);
    }
  }
}

let keys = [newKey()];
let provider = newProvider();

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

// Anew after each order.
function newProvider() {
  const made = new Provider(issuer, {
    adapter: Stored,
    clients: [...clients.values()],
    jwks: { keys },
    cookies: { keys: [cookieKey] },
    claims: { openid: ['sub', 'sid'], profile, email: ['email'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => accounts.has(sub) && { accountId: sub, claims: () => ({ ...accounts.get(sub), sub }) },
    // Nobody is asked whether the municipality's own pages may know who signs in.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    fetch: post,
  });
  made.on('server_error', (_, error) => console.error(error));
  made.on('backchannel.error', (_, error) => console.error(error));
  return made;
}

function logoutSource(context, form) {
  context.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
}

// Every *.localhost is this machine, which not every resolver knows.
function post(url, { method, headers, body, signal }) {
  return new Promise((resolve, reject) => {
    const lookup = (_, options, done) => (options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4));
    const sent = request(url, { method, headers: Object.fromEntries(headers), signal, lookup }, (answer) => {
      answer.resume().on('end', () => resolve(new Response(null, { status: answer.statusCode })));
    });
    sent.on('error', reject).end(String(body));
  });
}

async function interact(req, res) {
  if (req.method === 'GET') {
    res
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Sign in</title><form method="post"><input name="account"><button>Sign in</button></form>');
    return;
  }
  let body = '';
  for await (const part of req) body += part;
  const accountId = new URLSearchParams(body).get('account');
  await provider.interactionFinished(
    req,
    res,
    accounts.has(accountId) ? { login: { accountId } } : { error: 'access_denied', error_description: 'The person did not sign in.' },
  );
}

createServer((req, res) => {
  if (!req.url.startsWith('/interaction/')) {
    provider.callback()(req, res);
    return;
  }
  interact(req, res).catch((error) => res.writeHead(400).end(error.message));
}).listen(port, 'localhost', () => console.log('listening'));

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    if (order.client) clients.set(order.client.client_id, order.client);
    if (order.account) accounts.set(order.account, order.claims);
    if (order.rotate) keys = [newKey(), keys[0]];
    provider = newProvider();
    console.log('done');
  })
  .on('close', () => process.exit(0));
