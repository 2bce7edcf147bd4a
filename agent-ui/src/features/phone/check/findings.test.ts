import { expect, test } from 'vitest';
import type { CheckResult, Subject, Verdict } from './check-result';
import { findingsOf, reportOf } from './findings';
import type { RouteResult } from './try-route';

const works: RouteResult = { kind: 'works', course: { loss: 0.004, jitter: 0, roundTrip: 0.0321 }, quality: 'good', addresses: [] };
const blocked: RouteResult = { kind: 'fails', fault: 'NO_SOUND', addresses: ['turns:turn.example:443?transport=tcp'] };

const result = (changes: Partial<CheckResult> = {}): CheckResult => ({
  isSecure: true,
  microphone: 'HEARD',
  speaker: 'HEARD',
  notifications: 'granted',
  any: works,
  turnUdp: works,
  turnTls: blocked,
  ...changes,
});

const verdicts = (of: CheckResult): Partial<Record<Subject, Verdict>> =>
  Object.fromEntries(findingsOf(of, 'nl').map(({ subject, verdict }) => [subject, verdict]));

test('a blocked way says what to open, and the others what was measured', () => {
  const findings = findingsOf(result(), 'nl');
  expect(findings.find(({ subject }) => subject === 'turnTls')).toEqual({
    subject: 'turnTls',
    verdict: 'bad',
    text: 'Er kwam geen geluid terug. Sta TLS (TCP) toe naar turn.example:443, zonder dat een proxy het openbreekt.',
  });
  expect(findings.find(({ subject }) => subject === 'turnUdp')?.text).toBe('Heen en terug in 32 ms. 0,4% verlies.');
});

test('without sound the exchange was reached all the same, without a WebSocket it was not', () => {
  expect(verdicts(result({ any: blocked })).signalling).toBe('good');
  expect(verdicts(result({ any: { ...blocked, fault: 'NO_SIGNALLING' } })).signalling).toBe('bad');
  expect(verdicts(result({ any: { ...blocked, fault: { code: 'PHONE_SERVER_UNKNOWN' } } })).signalling).toBe('bad');
});

test('what was not tested, or is not offered, is neither good nor bad', () => {
  const open = verdicts(
    result({ microphone: undefined, speaker: undefined, any: undefined, turnUdp: undefined, turnTls: { kind: 'not-offered' } }),
  );
  expect(
    Object.entries(open)
      .filter(([, verdict]) => verdict === 'open')
      .map(([subject]) => subject),
  ).toEqual(['microphone', 'speaker', 'signalling', 'sound', 'turnUdp', 'turnTls']);
});

test('the report is plain text in the reader’s language, line by line', () => {
  const report = reportOf(findingsOf(result(), 'en'), 'en', { address: 'https://arnhem.example', browser: 'Firefox', at: '29/11/2026' });
  expect(report).toContain('Address: https://arnhem.example\nBrowser: Firefox\n');
  expect(report).toContain('Sound through TURN over TLS: not good. No sound came back. Let TLS (TCP) pass to turn.example:443');
});
