import { expect, test } from 'vitest';
import { appLink, hasAppOnDevice, qrContent } from './yivi-link';

const pointer = { u: 'https://irma.example/irma/session/SkrPniqPboPYindYu9gz?a=b&c', irmaqr: 'disclosing' };

function fragment(link: string): unknown {
  return JSON.parse(decodeURIComponent(new URL(link).hash.slice(1)));
}

test('the QR code tells the app that the page is on another device', () => {
  expect(qrContent(pointer)).toMatch(/^https:\/\/open\.yivi\.app\/-\/session#%7B%22u%22/);
  expect(fragment(qrContent(pointer))).toEqual({ ...pointer, continueOnSecondDevice: true });
});

test('the link on the phone itself does not', () => {
  expect(fragment(appLink(pointer))).toEqual(pointer);
});

test.each([
  ['Mozilla/5.0 (Linux; Android 16; Pixel 10) Mobile', 5, true],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) of an iPad', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0, false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) with a touch screen', 10, false],
])('%s with %i touch points: the app is on the device: %s', (userAgent, touchPoints, expected) => {
  expect(hasAppOnDevice(userAgent, touchPoints)).toBe(expected);
});
