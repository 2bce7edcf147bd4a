// Debian's Firefox for a test, by WebDriver BiDi. Reads a command from each line of stdin, as JSON: its name, then its arguments. Answers
// with a line on stdout: {"value": …} or {"fault": "…"}. Firefox ends when stdin does, so it ends with whoever started this.
//   driver.js [blocked]   blocked: no page may use the microphone
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

const isBlocked = process.argv[2] === 'blocked';
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: '/usr/bin/firefox-esr',
  // Of the TURN server.
  acceptInsecureCerts: true,
  defaultViewport: { width: 1280, height: 800 },
  extraPrefsFirefox: {
    'intl.accept_languages': 'nl-NL',
    // A microphone that hears a tone, in hertz, and needs no permission.
    'media.navigator.streams.fake': true,
    'media.navigator.audio.fake_frequency': 500,
    'media.navigator.permission.disabled': !isBlocked,
    // 2: always refused, without a question.
    ...(isBlocked && { 'permissions.default.microphone': 2 }),
    'media.peerconnection.ice.loopback': true,
  },
});
const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
/** Whose tabs are opened: each person has cookies and storage of their own. */
let person = browser.defaultBrowserContext();
/** All tabs that were opened, and the one that is looked at. */
const pages = [];
let page;

const commands = {
  /** A new tab, where the script runs before those of each page. */
  async open(address, script) {
    page = await person.newPage();
    page.setDefaultTimeout(90_000);
    pages.push(page);
    await page.evaluateOnNewDocument(script);
    await page.goto(address);
    return pages.length - 1;
  },
  /** Another person, who has no tab yet. */
  async person() {
    person = await browser.createBrowserContext();
  },
  /** Goes to the tab with this number. */
  async show(tab) {
    page = pages[tab];
    await page.bringToFront();
  },
  reload: async () => void (await page.reload()),
  press: (role, name) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click(),
  // Passwords have no role.
  fill: (label, text) => page.locator(`input::-p-aria([name="${label}"])`).fill(text),
  // A page that is just being left has no answer.
  evaluate: (expression) => page.evaluate(expression).catch(() => null),
  /** A picture, and what axe has against the page. */
  async look(path) {
    await mkdir(dirname(path), { recursive: true });
    await page.screenshot({ path, fullPage: true });
    await page.evaluate(axe);
    return page.evaluate(
      async (values) => {
        const { violations } = await globalThis.axe.run({ runOnly: { type: 'tag', values } });
        return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(', ')}`);
      },
      ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    );
  },
  resize: (width, height) => page.setViewport({ width, height }),
  close: () => page.close(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await commands[name](...given)) ?? null };
  } catch (error) {
    answer = { fault: `${name} ${given[0]}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
await browser.close();
