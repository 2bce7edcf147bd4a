import { SessionDialog } from './dialog/session-dialog';
import { chooseLanguage } from './texts/language';
import { municipalityOrigin } from './municipality-origin';
import { PhoneCall, type Phone } from './session/phone-call';
import { SessionApi } from './session/session-api';
import type { Way } from './texts/texts';

export interface StartOptions {
  /** The name of one of the municipality's purposes, for example `uitkering`. */
  purpose: string;
  /** `nl` or `en`; left out, it follows the page. */
  language?: string | null;
  /** The origin of the municipality; left out, it is where the script came from. */
  municipality?: string | null;
  /** `app` for the phone that has the Yivi app, `other` for another one; left out, the citizen is asked. */
  phone?: string | null;
}

let isOpen = false;

/**
 * Opens the dialog, in which the citizen chooses a phone before a session starts.
 * @returns false when nothing was started because a session is open already
 * @throws TypeError when an option is missing or wrong; the text says what to change
 */
export function start(options: StartOptions): boolean {
  if (options.purpose === '') {
    throw new TypeError('IdBellen: set "purpose" to the name of one of the municipality\'s purposes.');
  }
  const api = new SessionApi(municipalityOrigin(options.municipality));
  if (isOpen) {
    return false;
  }
  isOpen = true;
  let way: Way = options.phone === 'other' ? 'another-phone' : 'app-phone';
  const given: Phone | undefined = options.phone === 'app' || options.phone === 'other' ? options.phone : undefined;
  const call = new PhoneCall(api, options.purpose, given, (view) => {
    dialog.show(view, way);
  });
  const dialog = new SessionDialog(chooseLanguage(options.language, document.documentElement.lang), {
    retry: () => {
      call.begin();
    },
    choose: (phone) => {
      way = phone === 'other' ? 'another-phone' : 'app-phone';
      call.choose(phone);
    },
    pair: (digits) => call.pair(digits),
    closed: () => {
      isOpen = false;
      call.leave();
    },
  });
  dialog.open();
  call.begin();
  return true;
}
