import type { Language } from '../../shared/language';
import type { LineFault } from './line/line';
import type { Quality } from './quality/quality';
import type { MicrophoneFault } from './sound/microphone';
import type { DeviceUse } from './devices/chosen-devices';

interface PhoneTexts {
  title: string;
  dialling: string;
  talking: string;
  muted: string;
  held: string;
  lost: string;
  notYet: string;
  hungUp: string;
  failed: Record<LineFault | 'NETWORK' | 'PHONE_SERVER_UNKNOWN', string>;
  elsewhere: string;
  bringHere: string;
  silenced: string;
  soundOn: string;
  mute: string;
  hold: string;
  keys: string;
  key: Record<'*' | '#', string>;
  hangUp: string;
  dialAgain: string;
  devices: string;
  device: Record<DeviceUse, string>;
  otherDevice: Record<Exclude<DeviceUse, 'microphone'>, string>;
  systemDevice: string;
  unnamedDevice: (number: number) => string;
  speakerFixed: string;
  own: string;
  heard: string;
  quality: string;
  qualities: Record<Quality, string>;
  measuring: string;
  qualityPoor: string;
  callerHearsNothing: string;
  microphone: Record<MicrophoneFault, string>;
  beforeCall: Record<MicrophoneFault | 'ROUTE', string>;
  check: string;
  newCall: string;
  waiting: (waiting: number) => string;
}

export const phoneTexts: Record<Language, PhoneTexts> = {
  nl: {
    title: 'Telefoon',
    dialling: 'Geluid verbinden…',
    talking: 'U bent verbonden met de beller.',
    muted: 'Uw microfoon staat uit. De beller hoort u niet.',
    held: 'De beller staat in de wacht en hoort muziek.',
    lost: 'Het geluid is weggevallen. We verbinden opnieuw. De beller hoort muziek.',
    notYet: 'Het geluid verbinden lukt nog niet. We proberen het opnieuw. De beller hoort muziek.',
    hungUp: 'U heeft opgehangen. Het gesprek stopt. Blijft dit bericht staan? Rond dan af of verbind opnieuw.',
    failed: {
      NO_SIGNALLING: 'De telefooncentrale is niet te bereiken. Misschien houdt uw netwerk WebSockets tegen.',
      NO_SOUND: 'Het geluid komt niet door uw netwerk.',
      DECLINED: 'De telefooncentrale neemt uw telefoon niet aan.',
      LOST: 'Het geluid valt steeds weg.',
      NETWORK: 'Er is geen verbinding met de server.',
      PHONE_SERVER_UNKNOWN: 'Dit gesprek is bij een telefooncentrale die hier niet bekend is.',
    },
    elsewhere: 'Het geluid van dit gesprek is in een ander tabblad.',
    bringHere: 'Geluid hierheen halen',
    silenced: 'Uw browser laat het geluid nog niet horen.',
    soundOn: 'Geluid aan',
    mute: 'Microfoon uit',
    hold: 'In de wacht',
    keys: 'Toetsen',
    key: { '*': 'Sterretje', '#': 'Hekje' },
    hangUp: 'Ophangen',
    dialAgain: 'Opnieuw verbinden',
    devices: 'Microfoon en luidspreker',
    device: { microphone: 'Microfoon', speaker: 'Luidspreker', ring: 'Belgeluid' },
    otherDevice: { speaker: 'Andere luidspreker kiezen', ring: 'Andere luidspreker kiezen voor het belgeluid' },
    systemDevice: 'Standaard',
    unnamedDevice: (number) => `Apparaat ${String(number)}`,
    speakerFixed: 'In deze browser kiest u de luidspreker in de instellingen van uw computer.',
    own: 'U',
    heard: 'Beller',
    quality: 'Verbinding',
    qualities: { good: 'goed', fair: 'matig', poor: 'slecht' },
    measuring: 'wordt gemeten',
    qualityPoor: 'De verbinding is slecht. Misschien verstaat de beller u niet goed.',
    callerHearsNothing: 'De beller hoort u niet.',
    microphone: {
      DENIED: 'Uw browser mag de microfoon niet gebruiken. Sta de microfoon toe bij het adres bovenin, en verbind opnieuw.',
      NONE: 'Er is geen microfoon. Sluit een headset aan.',
      IN_USE: 'De microfoon werkt niet. Misschien gebruikt een ander programma hem.',
      INSECURE: 'Deze pagina is niet beveiligd geopend, dus er is geen microfoon. Gebruik een adres met https.',
    },
    beforeCall: {
      DENIED: 'Uw browser mag de microfoon niet gebruiken. U kunt gesprekken aannemen, maar de beller hoort u niet.',
      NONE: 'Er is geen microfoon. U kunt gesprekken aannemen, maar de beller hoort u niet. Sluit een headset aan.',
      IN_USE: 'De microfoon werkt niet. U kunt gesprekken aannemen, maar de beller hoort u niet.',
      INSECURE: 'Deze pagina is niet beveiligd geopend, dus er is geen geluid. Gebruik een adres met https.',
      ROUTE: 'Het geluid van uw vorige gesprek kwam niet door. Test uw telefoon voordat u een gesprek aanneemt.',
    },
    check: 'Telefoon testen',
    newCall: 'Nieuw gesprek',
    waiting: (waiting) => (waiting === 1 ? 'Er wacht 1 beller.' : `Er wachten ${String(waiting)} bellers.`),
  },
  en: {
    title: 'Phone',
    dialling: 'Connecting the sound…',
    talking: 'You are connected with the caller.',
    muted: 'Your microphone is off. The caller does not hear you.',
    held: 'The caller is on hold and hears music.',
    lost: 'The sound was lost. We are connecting again. The caller hears music.',
    notYet: 'The sound does not connect yet. We are trying again. The caller hears music.',
    hungUp: 'You hung up. The call ends. If this message stays, finish or connect again.',
    failed: {
      NO_SIGNALLING: 'The telephone exchange cannot be reached. Your network may block WebSockets.',
      NO_SOUND: 'The sound does not get through your network.',
      DECLINED: 'The telephone exchange does not accept your phone.',
      LOST: 'The sound keeps getting lost.',
      NETWORK: 'There is no connection with the server.',
      PHONE_SERVER_UNKNOWN: 'This call is at a telephone exchange that is not known here.',
    },
    elsewhere: 'The sound of this call is in another tab.',
    bringHere: 'Bring the sound here',
    silenced: 'Your browser does not play the sound yet.',
    soundOn: 'Sound on',
    mute: 'Microphone off',
    hold: 'On hold',
    keys: 'Keypad',
    key: { '*': 'Star', '#': 'Hash' },
    hangUp: 'Hang up',
    dialAgain: 'Connect again',
    devices: 'Microphone and speaker',
    device: { microphone: 'Microphone', speaker: 'Speaker', ring: 'Ringing' },
    otherDevice: { speaker: 'Choose another speaker', ring: 'Choose another speaker for ringing' },
    systemDevice: 'Default',
    unnamedDevice: (number) => `Device ${String(number)}`,
    speakerFixed: 'In this browser you choose the speaker in the settings of your computer.',
    own: 'You',
    heard: 'Caller',
    quality: 'Connection',
    qualities: { good: 'good', fair: 'fair', poor: 'poor' },
    measuring: 'being measured',
    qualityPoor: 'The connection is poor. The caller may not understand you well.',
    callerHearsNothing: 'The caller does not hear you.',
    microphone: {
      DENIED: 'Your browser may not use the microphone. Allow it beside the address at the top, and connect again.',
      NONE: 'There is no microphone. Connect a headset.',
      IN_USE: 'The microphone does not work. Another program may be using it.',
      INSECURE: 'This page was not opened securely, so there is no microphone. Use an address with https.',
    },
    beforeCall: {
      DENIED: 'Your browser may not use the microphone. You can take calls, but the caller will not hear you.',
      NONE: 'There is no microphone. You can take calls, but the caller will not hear you. Connect a headset.',
      IN_USE: 'The microphone does not work. You can take calls, but the caller will not hear you.',
      INSECURE: 'This page was not opened securely, so there is no sound. Use an address with https.',
      ROUTE: 'The sound of your last call did not get through. Test your phone before you take a call.',
    },
    check: 'Test the phone',
    newCall: 'New call',
    waiting: (waiting) => (waiting === 1 ? '1 caller is waiting.' : `${String(waiting)} callers are waiting.`),
  },
};
