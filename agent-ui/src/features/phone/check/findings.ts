import { failureText } from '../../../shared/failure-texts';
import { locales, type Language } from '../../../shared/language';
import type { CheckResult, Finding, Subject, Verdict } from './check-result';
import { checkTexts } from './check-texts';
import { hostAndPort } from './ice-routes';
import type { RouteResult } from './try-route';

/** What the result says, subject by subject. */
export function findingsOf(result: CheckResult, language: Language): Finding[] {
  const texts = checkTexts[language];
  const say = (subject: Subject, verdict: Verdict, text: string): Finding => ({ subject, verdict, text });
  return [
    result.isSecure ? say('browser', 'good', texts.browserGood) : say('browser', 'bad', texts.browserInsecure),
    result.microphone === undefined
      ? say('microphone', 'open', texts.notTested)
      : say('microphone', result.microphone === 'HEARD' ? 'good' : 'bad', texts.microphone[result.microphone]),
    result.speaker === undefined
      ? say('speaker', 'open', texts.notTested)
      : say('speaker', result.speaker === 'HEARD' ? 'good' : 'bad', texts.speaker[result.speaker]),
    say('notifications', notificationVerdicts[result.notifications], texts.notifications[result.notifications]),
    signalling(result.any, language),
    route('sound', result.any, language),
    route('turnUdp', result.turnUdp, language),
    route('turnTls', result.turnTls, language),
  ];
}

const notificationVerdicts: Record<CheckResult['notifications'], Verdict> = {
  granted: 'good',
  default: 'open',
  denied: 'fair',
  UNSUPPORTED: 'fair',
};

/** A line that was declined, or without sound, has come through the WebSocket. */
function signalling(any: RouteResult | undefined, language: Language): Finding {
  const texts = checkTexts[language];
  if (any === undefined || any.kind === 'not-offered') {
    return { subject: 'signalling', verdict: 'open', text: texts.notTested };
  }
  if (any.kind === 'works') {
    return { subject: 'signalling', verdict: 'good', text: texts.signallingGood };
  }
  if (typeof any.fault === 'object') {
    return { subject: 'signalling', verdict: 'bad', text: failureText(any.fault.code, language, texts.refusals) };
  }
  switch (any.fault) {
    case 'NO_SIGNALLING':
      return { subject: 'signalling', verdict: 'bad', text: texts.signallingBad(location.host) };
    case 'DECLINED':
      return { subject: 'signalling', verdict: 'bad', text: texts.declined };
    case 'LOST':
    case 'NO_ECHO':
    case 'NO_SOUND':
      return { subject: 'signalling', verdict: 'good', text: texts.signallingGood };
  }
}

function route(subject: 'sound' | 'turnUdp' | 'turnTls', result: RouteResult | undefined, language: Language): Finding {
  const texts = checkTexts[language];
  switch (result?.kind) {
    case undefined:
      return { subject, verdict: 'open', text: texts.notTested };
    case 'not-offered':
      return { subject, verdict: 'open', text: texts.notOffered };
    case 'works': {
      const { loss, roundTrip } = result.course;
      const verdict = result.quality === 'poor' ? 'bad' : result.quality;
      const percent = (loss * 100).toLocaleString(locales[language], { maximumFractionDigits: 1 });
      const measured = [roundTrip === undefined ? '' : texts.roundTrip(Math.round(roundTrip * 1_000)), texts.loss(percent)];
      return { subject, verdict, text: [...measured, verdict === 'good' ? '' : texts.slow].filter((part) => part !== '').join(' ') };
    }
    case 'fails': {
      const where = [...new Set(result.addresses.map(hostAndPort))].join(', ');
      return { subject, verdict: 'bad', text: texts.routeBad[subject](where) };
    }
  }
}

/** The result as text for a message to ICT. Nothing in it is about a caller. */
export function reportOf(findings: Finding[], language: Language, about: { address: string; browser: string; at: string }): string {
  const texts = checkTexts[language];
  return [
    texts.reportTitle,
    `${texts.reportAt}: ${about.at}`,
    `${texts.reportAddress}: ${about.address}`,
    `${texts.reportBrowser}: ${about.browser}`,
    '',
    ...findings.map(({ subject, verdict, text }) => `${texts.subjects[subject]}: ${texts.verdicts[verdict]}. ${text}`),
    '',
    texts.moreForIct,
  ].join('\n');
}
