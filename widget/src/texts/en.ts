import type { Texts } from './wording';

export const en: Texts = {
  button: 'Call us with Yivi',
  title: 'Call with Yivi',
  close: 'Close',
  stop: 'Stop',
  retry: 'Try again',
  openApp: 'Open the Yivi app',
  openAppHere: 'Open Yivi on this device',
  showQr: 'QR code for another phone',
  qrAlternative: 'QR code to scan with the Yivi app on your phone',
  connectionLost: 'The connection is gone for a moment. We are trying again.',
  noAgent: 'No member of staff is available right now. You can call, but you may have to wait for a long time.',
  noAgentInQueue: 'There is no member of staff right now. It may take long. You can also hang up and call later.',
  preparing: { heading: 'One moment', body: 'We are getting everything ready for you.' },
  startedOnPhone: {
    heading: 'First show who you are',
    body: 'Open the Yivi app and share your data. Then you call us with one press of a button.',
  },
  startedOnPhoneElsewhere: { heading: 'Show who you are', body: 'Open the Yivi app and share your data. Then come back to this page.' },
  choice: {
    heading: 'Which phone will you call with?',
    body: 'First you show who you are with the Yivi app. Then you call us.',
    appPhone: 'With the phone that has Yivi',
    anotherPhone: 'I will call with another phone',
  },
  states: {
    STARTED: { heading: 'Scan the code with the Yivi app', body: 'Open the Yivi app on your phone. Use it to scan this QR code.' },
    PAIRING: { heading: 'Fill in the digits from the app', body: 'The Yivi app now shows four digits. Type them below.' },
    CONNECTED: { heading: 'Go on in the Yivi app', body: 'On your phone you see which data we ask for. Share them if you agree.' },
    DISCLOSED: {
      heading: 'Call us now',
      body: 'We know who you are. Press the call button in the Yivi app. You will hear a few tones first. Stay on the line.',
    },
    AWAITING_CONFIRMATION: {
      heading: 'Read out the four digits in the Yivi app',
      body: 'Say them to the member of staff whom you called yourself. Do not type them anywhere. Did somebody else call you? Then stop and hang up.',
    },
    QUEUED: { heading: 'You are in the queue', body: 'Stay on the line. Someone will answer soon.' },
    IN_CONVERSATION: { heading: 'You are on the phone', body: 'A member of staff has answered. You can close this window.' },
    DONE: { heading: 'Your call is over', body: 'Your data have been erased. Thank you for calling.' },
    CANCELLED: { heading: 'You stopped', body: 'We kept nothing. Do you still want to call? Then try again.' },
    EXPIRED: { heading: 'Time is up', body: 'It took too long. We kept nothing. Please try again.' },
    REJECTED: { heading: 'Your data are not right', body: 'We could not check your data. We kept nothing. Please try again.' },
    LOCKED: {
      heading: 'The digits were not right',
      body: 'You filled in wrong digits three times. That is why we stopped. We kept nothing. Please start again.',
    },
    UNREACHABLE: { heading: 'Yivi does not work right now', body: 'We keep trying. You need not do anything.' },
    MISCONFIGURED: {
      heading: 'Yivi is not set up well here',
      body: 'You can not show who you are now. Please call our normal number, without Yivi.',
    },
    TOO_LARGE: {
      heading: 'Your data are too large',
      body: 'This is not your fault. We kept nothing. Please call our normal number, without Yivi.',
    },
  },
  statesByWay: {
    'app-phone': {},
    'another-phone': {
      DISCLOSED: { heading: 'Call us now', body: 'We know who you are. Call this number with your phone. Then key in the code.' },
    },
    invited: {
      CONNECTED: {
        heading: 'Go on in the Yivi app',
        body: 'The digits are right. The app shows which data we ask for. Share them if you agree.',
      },
      IN_CONVERSATION: { heading: 'We now know who you are', body: 'Go on with your call. You can close this page.' },
      CANCELLED: {
        heading: 'You stopped',
        body: 'We kept nothing. Your call simply goes on. Do you still want to do it? Ask for a new code.',
      },
      EXPIRED: { heading: 'Time is up', body: 'It took too long. We kept nothing. Ask the member of staff for a new code.' },
      REJECTED: { heading: 'Your data are not right', body: 'We could not check your data. We kept nothing. Ask for a new code.' },
      LOCKED: {
        heading: 'The digits were not right',
        body: 'The member of staff got wrong digits three times. We kept nothing. Ask for a new code.',
      },
    },
  },
  place: (position) => (position === 1 ? 'You are next.' : `You are number ${String(position)} in the queue.`),
  pairing: {
    label: 'Four digits from the Yivi app',
    submit: 'Go on',
    malformed: 'Fill in four digits. You see them in the Yivi app.',
    wrong: (triesLeft) =>
      `These digits are not right. Look in the Yivi app again. You can try ${triesLeft === 1 ? 'once more' : `${String(triesLeft)} more times`}.`,
    failed: 'That did not work. Please try again.',
  },
  phoneCall: {
    number: 'Call this number',
    code: 'Then key in this code',
    copy: 'Copy code',
    copied: 'Copied',
    copyFailed: 'Could not copy',
    until: (time) => `The code works until ${time}. Give it to nobody else.`,
    callFromHere: 'Call with this device',
  },
  errors: {
    PURPOSE_UNKNOWN: { heading: 'This button does not work', body: 'There is a mistake on this page. Please call our normal number.' },
    CLOSED: { heading: 'We are closed now', body: 'Please try again when we are open.' },
    SUSPENDED: {
      heading: 'You cannot call with Yivi now',
      body: 'The municipality has paused calling with Yivi. Please call our normal number.',
    },
    PILOT_NOT_STARTED: { heading: 'You cannot call with Yivi yet', body: 'The trial has not started yet. Please call our normal number.' },
    PILOT_ENDED: { heading: 'You can no longer call with Yivi', body: 'The trial is over. Please call our normal number.' },
    INVITATION_UNKNOWN: {
      heading: 'This code does not work',
      body: 'The code is wrong, too old or used already. Ask the member of staff for a new one.',
    },
    IRMA_UNREACHABLE: { heading: 'Yivi does not work right now', body: 'Wait a few minutes and try again.' },
    TOO_MANY_REQUESTS: { heading: 'It is too busy right now', body: 'Wait a minute and try again.' },
    TOO_BUSY: { heading: 'It is too busy now', body: 'Many people want to call with Yivi right now. Wait a minute and try again.' },
    MUNICIPALITY_UNKNOWN: {
      heading: 'This button does not work',
      body: 'This municipality does not offer calling with Yivi. Please call its normal number.',
    },
    DATABASE_UNAVAILABLE: { heading: 'Something is out of order', body: 'Wait a few minutes and try again.' },
    NETWORK: { heading: 'There is no connection', body: 'Check that you are online and try again.' },
    OTHER: { heading: 'Something went wrong', body: 'Please try again. Does it still fail? Then call our normal number.' },
  },
};
