import { SessionDialog } from './dialog/session-dialog';
import { chooseLanguage } from './language';
import { municipalityOrigin } from './municipality-origin';
import { CitizenSession } from './session/citizen-session';
import { SessionApi } from './session/session-api';

export interface StartOptions {
  /** The name of one of the municipality's purposes, for example `uitkering`. */
  purpose: string;
  /** `nl` or `en`; left out, it follows the page. */
  language?: string | null;
  /** The origin of the municipality; left out, it is where the script came from. */
  municipality?: string | null;
}

let isOpen = false;

/**
 * Opens the dialog and starts a session at once.
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
  const dialog = new SessionDialog(chooseLanguage(options.language, document.documentElement.lang));
  const session = new CitizenSession(api, options.purpose, (view) => {
    dialog.show(view);
  });
  dialog.open({
    retry: () => {
      session.begin();
    },
    closed: () => {
      isOpen = false;
      session.leave();
    },
  });
  session.begin();
  return true;
}
