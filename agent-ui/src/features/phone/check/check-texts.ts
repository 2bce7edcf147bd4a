import type { Language } from '../../../shared/language';
import type { MicrophoneFault } from '../sound/microphone';
import type { CheckResult, Subject, Verdict } from './check-result';

interface CheckTexts {
  title: string;
  documentTitle: (municipality: string) => string;
  intro: string;
  inCall: string;
  devices: string;
  testMicrophone: string;
  recording: string;
  playing: string;
  ownLevel: string;
  testSpeaker: string;
  heardQuestion: string;
  yes: string;
  no: string;
  allowNotifications: string;
  testNetwork: string;
  testingNetwork: string;
  networkDone: string;
  result: string;
  subject: string;
  verdict: string;
  explanation: string;
  subjects: Record<Subject, string>;
  verdicts: Record<Verdict, string>;
  notTested: string;
  notOffered: string;
  browserGood: string;
  browserInsecure: string;
  microphone: Record<MicrophoneFault | 'SILENT' | 'HEARD', string>;
  speaker: Record<'HEARD' | 'NOT_HEARD', string>;
  notifications: Record<CheckResult['notifications'], string>;
  signallingGood: string;
  signallingBad: (host: string) => string;
  declined: string;
  refusals: Record<'PHONE_SERVER_UNKNOWN' | 'NO_BROWSER_PHONE', string>;
  roundTrip: (milliseconds: number) => string;
  loss: (percent: string) => string;
  slow: string;
  routeBad: Record<'sound' | 'turnUdp' | 'turnTls', (where: string) => string>;
  instead: string;
  insteadExplained: string;
  forIct: string;
  copy: string;
  copyName: string;
  print: string;
  reportTitle: string;
  reportAt: string;
  reportAddress: string;
  reportBrowser: string;
  moreForIct: string;
}

export const checkTexts: Record<Language, CheckTexts> = {
  nl: {
    title: 'Telefoon testen',
    documentTitle: (municipality) => `Telefoon testen – ${municipality}`,
    intro: 'Test voor uw dienst of u kunt bellen in deze browser. Doe dat op de werkplek en met de headset waarmee u belt.',
    inCall: 'U bent in gesprek. Test uw telefoon na het gesprek.',
    devices: 'Microfoon en luidspreker',
    testMicrophone: 'Neem drie seconden op',
    recording: 'Praat nu…',
    playing: 'U hoort uw opname…',
    ownLevel: 'Uw stem',
    testSpeaker: 'Speel een toon',
    heardQuestion: 'Hoorde u de toon?',
    yes: 'Ja',
    no: 'Nee',
    allowNotifications: 'Sta meldingen toe',
    testNetwork: 'Test het netwerk',
    testingNetwork: 'Het netwerk wordt getest. Dat duurt ongeveer een halve minuut.',
    networkDone: 'De test van het netwerk is klaar.',
    result: 'Uitslag',
    subject: 'Onderdeel',
    verdict: 'Uitslag',
    explanation: 'Uitleg',
    subjects: {
      browser: 'Browser',
      microphone: 'Microfoon',
      speaker: 'Luidspreker',
      notifications: 'Meldingen',
      signalling: 'Telefooncentrale (WebSocket, poort 443)',
      sound: 'Geluid',
      turnUdp: 'Geluid via TURN met UDP',
      turnTls: 'Geluid via TURN met TLS',
    },
    verdicts: { good: 'goed', fair: 'matig', bad: 'niet goed', open: 'niet getest' },
    notTested: 'Nog niet getest.',
    notOffered: 'Deze weg is op dit platform niet ingesteld.',
    browserGood: 'De pagina is beveiligd geopend.',
    browserInsecure: 'De pagina is niet beveiligd geopend. Gebruik het adres dat met https begint.',
    microphone: {
      HEARD: 'Er kwam geluid binnen.',
      SILENT: 'Er kwam geen geluid binnen. Kies een andere microfoon, of kijk of hij uit staat.',
      DENIED: 'De browser mag de microfoon niet gebruiken. Sta de microfoon toe bij het adres bovenin.',
      NONE: 'Er is geen microfoon gevonden. Sluit een headset aan. Bij Citrix moet ICT de headset doorgeven.',
      IN_USE: 'De microfoon werkt niet. Misschien gebruikt een ander programma hem.',
      INSECURE: 'Zonder https is er geen microfoon.',
    },
    speaker: {
      HEARD: 'U hoorde de toon.',
      NOT_HEARD: 'U hoorde de toon niet. Kies een andere luidspreker, of zet het geluid van de computer harder.',
    },
    notifications: {
      granted: 'U krijgt een melding bij een nieuw gesprek.',
      default: 'U heeft nog niet gekozen of u meldingen wilt.',
      denied: 'De browser mag geen meldingen tonen. Bellen kan wel. Sta meldingen toe bij het adres bovenin.',
      UNSUPPORTED: 'Deze browser kent geen meldingen. Bellen kan wel.',
    },
    signallingGood: 'De telefooncentrale is te bereiken.',
    signallingBad: (host) => `De centrale is niet te bereiken. Laat WebSockets (wss) door naar ${host}, TCP-poort 443, ook in de proxy.`,
    declined: 'De centrale is te bereiken, maar neemt niet op. Vraag de beheerder van het platform.',
    refusals: {
      PHONE_SERVER_UNKNOWN: 'Er is geen telefooncentrale ingesteld. Vraag de beheerder van het platform.',
      NO_BROWSER_PHONE: 'Uw gemeente belt niet in de browser.',
    },
    roundTrip: (milliseconds) => `Heen en terug in ${String(milliseconds)} ms.`,
    loss: (percent) => `${percent}% verlies.`,
    slow: 'Goed is hoogstens 200 ms en 1% verlies. Vermijd wifi en VPN.',
    routeBad: {
      sound: () => 'Er kwam geen geluid terug. Minstens een van de volgende twee wegen moet goed zijn.',
      turnUdp: (where) => `Er kwam geen geluid terug. Sta in de firewall UDP toe naar ${where}.`,
      turnTls: (where) => `Er kwam geen geluid terug. Sta TLS (TCP) toe naar ${where}, zonder dat een proxy het openbreekt.`,
    },
    instead: 'Bellen met een toestel',
    insteadExplained: 'Kunt u in deze browser niet bellen? Neem gesprekken dan aan op een toestel van de gemeente.',
    forIct: 'Voor ICT',
    copy: 'Kopieer de uitslag',
    copyName: 'als tekst',
    print: 'Druk de uitslag af',
    reportTitle: 'IdBellen: uitslag van de telefoontest',
    reportAt: 'Tijd',
    reportAddress: 'Adres',
    reportBrowser: 'Browser',
    moreForIct: 'Nodig: TCP 443 naar het adres van IdBellen (ook WebSockets), en UDP of TLS naar de TURN-server.',
  },
  en: {
    title: 'Test the phone',
    documentTitle: (municipality) => `Test the phone – ${municipality}`,
    intro: 'Before your shift, test whether you can call in this browser. Do it at the workplace and with the headset that you call with.',
    inCall: 'You are on a call. Test your phone after it.',
    devices: 'Microphone and speaker',
    testMicrophone: 'Record three seconds',
    recording: 'Speak now…',
    playing: 'You hear your recording…',
    ownLevel: 'Your voice',
    testSpeaker: 'Play a tone',
    heardQuestion: 'Did you hear the tone?',
    yes: 'Yes',
    no: 'No',
    allowNotifications: 'Allow notifications',
    testNetwork: 'Test the network',
    testingNetwork: 'The network is being tested. That takes about half a minute.',
    networkDone: 'The test of the network is done.',
    result: 'Result',
    subject: 'Part',
    verdict: 'Result',
    explanation: 'Explanation',
    subjects: {
      browser: 'Browser',
      microphone: 'Microphone',
      speaker: 'Speaker',
      notifications: 'Notifications',
      signalling: 'Telephone exchange (WebSocket, port 443)',
      sound: 'Sound',
      turnUdp: 'Sound through TURN over UDP',
      turnTls: 'Sound through TURN over TLS',
    },
    verdicts: { good: 'good', fair: 'fair', bad: 'not good', open: 'not tested' },
    notTested: 'Not tested yet.',
    notOffered: 'This way is not set up on this platform.',
    browserGood: 'The page was opened securely.',
    browserInsecure: 'The page was not opened securely. Use the address that begins with https.',
    microphone: {
      HEARD: 'There was sound.',
      SILENT: 'There was no sound. Choose another microphone, or see whether it is off.',
      DENIED: 'The browser may not use the microphone. Allow it beside the address at the top.',
      NONE: 'No microphone was found. Connect a headset. With Citrix, ICT must pass the headset on.',
      IN_USE: 'The microphone does not work. Another program may be using it.',
      INSECURE: 'Without https there is no microphone.',
    },
    speaker: {
      HEARD: 'You heard the tone.',
      NOT_HEARD: 'You did not hear the tone. Choose another speaker, or turn the volume of the computer up.',
    },
    notifications: {
      granted: 'You get a notification for a new call.',
      default: 'You have not chosen yet whether you want notifications.',
      denied: 'The browser may not show notifications. Calling works. Allow them beside the address at the top.',
      UNSUPPORTED: 'This browser has no notifications. Calling works.',
    },
    signallingGood: 'The telephone exchange can be reached.',
    signallingBad: (host) => `The exchange cannot be reached. Let WebSockets (wss) pass to ${host}, TCP port 443, in the proxy too.`,
    declined: 'The exchange can be reached, but does not answer. Ask the admin of the platform.',
    refusals: {
      PHONE_SERVER_UNKNOWN: 'No telephone exchange is set up. Ask the admin of the platform.',
      NO_BROWSER_PHONE: 'Your municipality does not call in the browser.',
    },
    roundTrip: (milliseconds) => `There and back in ${String(milliseconds)} ms.`,
    loss: (percent) => `${percent}% lost.`,
    slow: 'Good is at most 200 ms and 1% lost. Avoid wifi and VPN.',
    routeBad: {
      sound: () => 'No sound came back. At least one of the next two ways must be good.',
      turnUdp: (where) => `No sound came back. Let the firewall pass UDP to ${where}.`,
      turnTls: (where) => `No sound came back. Let TLS (TCP) pass to ${where}, without a proxy that breaks it open.`,
    },
    instead: 'Talk on a telephone',
    insteadExplained: 'Can you not talk in this browser? Then take calls on a telephone of the municipality.',
    forIct: 'For ICT',
    copy: 'Copy the result',
    copyName: 'as text',
    print: 'Print the result',
    reportTitle: 'IdBellen: result of the phone test',
    reportAt: 'Time',
    reportAddress: 'Address',
    reportBrowser: 'Browser',
    moreForIct: 'Needed: TCP 443 to the address of IdBellen (WebSockets too), and UDP or TLS to the TURN server.',
  },
};
