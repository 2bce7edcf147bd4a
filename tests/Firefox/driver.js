// Debian's Firefox for a test, by WebDriver BiDi. Reads a command from each line of stdin, as JSON: its name, then its arguments. Answers
// with a line on stdout: {"value": …} or {"fault": "…"}. Firefox ends when stdin does, so it ends with whoever started this.
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

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
    'media.navigator.permission.disabled': true,
    'media.peerconnection.ice.loopback': true,
  },
});
/** The tab that is looked at. */
let page;

const commands = {
  /** A new tab, where the script runs before those of each page. */
  async open(address, script) {
    page = await browser.newPage();
    await page.evaluateOnNewDocument(script);
    await page.goto(address);
  },
  press: (role, name) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click(),
  // Passwords have no role.
  fill: (label, text) => page.locator(`input::-p-aria([name="${label}"])`).fill(text),
  // A page that is just being left has no answer.
  evaluate: (expression) => page.evaluate(expression).catch(() => null),
  look: async (path) => void (await page.screenshot({ path, fullPage: true })),
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
