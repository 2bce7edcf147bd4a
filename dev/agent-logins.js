// Creates logins for one municipality of the demo through the same pages that people use: the first admin sets a password
// with the one-time link from the Secret, signs in, and creates accounts for two agents, who then set their passwords.
//
//   node dev/agent-logins.js ORIGIN < LINKS     (LINKS: lines of "address link")
//
// The api accepts only the GraphQL documents of its clients, so this script sends the one of the agents' page.
import { request } from 'node:http';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

const origin = new URL(process.argv[2]);
const password = randomBytes(9).toString('base64url');

/** A minimal browser: cookies, redirects and forms. Connects to loopback for `*.localhost` (RFC 6761) without asking the resolver. */
class Browser {
  #cookies = new Map();

  async send(method, address, body, headers = {}) {
    const url = new URL(address, origin);
    const answer = await new Promise((resolve, reject) => {
      const sent = request(
        {
          host: 'localhost',
          port: url.port,
          path: url.pathname + url.search,
          method,
          headers: { host: url.host, cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
        },
        resolve,
      );
      sent.on('error', reject);
      sent.end(body);
    });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.#cookies.set(name, value);
    }
    const content = await text(answer);
    if (answer.statusCode >= 400) throw new Error(`${method} ${url.pathname} answered ${answer.statusCode}`);
    return answer.headers.location ? this.send('GET', new URL(answer.headers.location, url)) : { url, content };
  }

  async submit(page, fields) {
    const hidden = Object.fromEntries(
      [...page.content.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
        /name="([^"]*)"/.exec(input)[1],
        (/value="([^"]*)"/.exec(input)?.[1] ?? '').replaceAll('&amp;', '&'),
      ]),
    );
    const body = new URLSearchParams({ ...hidden, ...fields }).toString();
    return this.send('POST', page.url, body, { 'content-type': 'application/x-www-form-urlencoded' });
  }

  async graphql(query, variables) {
    const { content } = await this.send('POST', '/graphql', JSON.stringify({ query, variables }), { 'content-type': 'application/json' });
    const { data, errors } = JSON.parse(content);
    if (errors) throw new Error(errors[0].message);
    return data;
  }
}

async function setPassword(email, link) {
  const browser = new Browser();
  const page = await browser.send('GET', '/account/password');
  const { content } = await browser.submit(page, { Email: email, Password: password, Link: new URL(link).hash.slice(1) });
  if (!content.includes('opgeslagen')) throw new Error('the one-time link was not accepted');
}

async function signIn(email) {
  const browser = new Browser();
  const page = await browser.send('GET', '/sign-in?returnUrl=/');
  await browser.submit(page, { Email: email, Password: password });
  return browser;
}

const [adminEmail, adminLink] = (await text(process.stdin)).split('\n')[0].trim().split(' ');
await setPassword(adminEmail, adminLink);
const admin = await signIn(adminEmail);
const documents = JSON.parse(await readFile(new URL('../agent-ui/src/gql/documents.json', import.meta.url), 'utf8'));
const createAccountDocument = documents.find((document) => document.startsWith('mutation CreateAccount('));
const lines = [['admin login', adminEmail]];
for (const name of ['Anna de Vries', 'Bram Jansen']) {
  const email = `${name.split(' ')[0].toLowerCase()}@${origin.hostname.split('.')[0]}.example.nl`;
  const { createAccount } = await admin.graphql(createAccountDocument, { email, displayName: name, role: 'AGENT' });
  await setPassword(email, createAccount.setPasswordLink);
  lines.push(['agent login', email]);
}
for (const [label, email] of lines) console.log(`${label.padEnd(20)} ${email}  password ${password}`);
