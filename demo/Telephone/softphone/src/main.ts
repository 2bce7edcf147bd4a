import { currentPhase, keyed, run, show } from '../../telephone-page.js';
import { Call } from './call';
import { openVoice } from './voice';

/** A tel: link has two pauses before the code; a phone waits two seconds for each. */
const pause = 4000;

const page = document.querySelector<HTMLElement>('[data-exchange]');
const speaker = document.querySelector<HTMLAudioElement>('#speaker');
let call: Call | undefined;

if (page?.dataset['exchange'] !== undefined && speaker) {
  const exchange = page.dataset['exchange'];
  run({
    dial: (number, code, caller) => void dial(exchange, speaker, number, code, caller),
    key: (key) => {
      keyed.add(key);
      call?.key(key);
    },
    hangUp: () => void call?.hangUp(),
  });
}

async function dial(exchange: string, sound: HTMLAudioElement, number: string, code: string, caller: string): Promise<void> {
  const voice = await openVoice();
  const own = new Call(exchange, voice, sound, {
    connected: () => {
      const speaks = voice.isMicrophone ? 'Spreek in de microfoon.' : 'Er is geen microfoon: de ander hoort een stem van de computer.';
      show('CONNECTED', `Er is opgenomen. ${speaks}`, true);
      const digits = code.replaceAll(/[^0-9]/g, '');
      if (digits !== '') setTimeout(() => sendCode(own, digits), pause);
    },
    ended: (refused) => {
      if (call === own) show('ENDED', reason(refused), false);
    },
  });
  call = own;
  try {
    await own.dial(digitsOf(number), digitsOf(caller));
  } catch {
    await own.hangUp();
    show('ENDED', 'De telefooncentrale van de demo is niet bereikbaar.', false);
  }
}

function sendCode(own: Call, digits: string): void {
  if (call !== own || currentPhase() !== 'CONNECTED') return;
  show('CONNECTED', 'Uw telefoon toetst de code in.', true);
  own.key(digits, () => {
    if (call === own && currentPhase() === 'CONNECTED') show('CONNECTED', 'De code is ingetoetst. U bent verbonden.', true);
  });
}

/** One spelling for a number: the exchange gets what a provider would deliver. */
function digitsOf(number: string): string {
  const digits = number.replaceAll(/[^+0-9]/g, '');
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  return digits.startsWith('0') ? `+31${digits.slice(1)}` : digits;
}

function reason(refused: number | undefined): string {
  switch (refused) {
    case undefined:
      return 'Het gesprek is afgelopen.';
    case 0:
      return 'De verbinding is verbroken.';
    case 404:
    case 484:
      return 'Dit nummer is niet in gebruik.';
    case 486:
      return 'Dit nummer is in gesprek.';
    default:
      return 'Het gesprek kon niet tot stand komen.';
  }
}
