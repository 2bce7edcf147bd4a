import { chooseDevice, chosenDevices, type ChosenDevices, type DeviceUse } from './devices/chosen-devices';
import { Leader } from './leader';
import type { Line } from './line/line';
import { PhoneRefused, type PhoneApi } from './line/phone-api';
import { warmUp } from './line/warm-up';
import { atRest, next, pauseBefore, type PhoneEvent, type PhoneState, type Talking } from './phone-state';
import { Loudness } from './sound/loudness';
import { openMicrophone } from './sound/microphone';
import { Playback } from './sound/playback';
import { ring, scale, Tones } from './sound/tone';

/** The agent's phone in this tab: dials in for the agent's call, and again when the line breaks. */
export class Phone {
  readonly #listeners = new Set<() => void>();
  readonly #leader: Leader;
  readonly #playback = new Playback();
  readonly #tones = new Tones();
  readonly #loudness = new Loudness();
  #state = atRest;
  #devices = chosenDevices();
  #line: Line | undefined;
  #track: MediaStreamTrack | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was begun, so that what comes late for an earlier one is dropped. */
  #turn = 0;

  constructor(private readonly api: PhoneApi) {
    this.#leader = new Leader((isLeader) => {
      this.#happened({ kind: 'leader', isLeader });
    });
    addEventListener('pagehide', this.#onPageHide);
    addEventListener('pageshow', this.#onPageShow);
    // jsdom and pages without https have none.
    (navigator.mediaDevices as MediaDevices | undefined)?.addEventListener('devicechange', this.#onDeviceChange);
    void this.#playback.through(this.#devices.speaker);
    // Ready before the first call.
    Promise.all([loadDial(), warmUp()]).catch(() => undefined);
  }

  readonly current = (): PhoneState => this.#state;

  readonly devices = (): ChosenDevices => this.#devices;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** @param callId of the agent's call while its caller is there */
  follow(callId: string | undefined): void {
    this.#happened({ kind: 'call', callId });
  }

  /** The agent pressed something in this tab: the sound belongs here, and the browser lets it be heard. */
  touched(): void {
    this.#tones.allow();
    this.#leader.take();
  }

  /** A call waits. */
  ring(): void {
    if (this.#state.isLeader && this.#state.callId === undefined) {
      void this.#tones.play(ring, this.#devices.ring);
    }
  }

  playTestTone(): void {
    this.#tones.allow();
    void this.#tones.play(scale, this.#devices.speaker);
  }

  mute(isMuted: boolean): void {
    this.#changed({ isMuted });
  }

  async hold(isHeld: boolean): Promise<void> {
    const line = this.#line;
    try {
      await line?.hold(isHeld);
    } catch {
      return;
    }
    if (line === this.#line) {
      this.#changed({ isHeld });
    }
  }

  press(key: string): void {
    this.#line?.press(key);
  }

  hangUp(): void {
    this.#line?.hangUp();
    this.#happened({ kind: 'hung-up' });
  }

  dialAgain(): void {
    this.touched();
    this.#happened({ kind: 'dial-again' });
  }

  /** The browser wanted a button to be pressed before it plays. */
  async allowSound(): Promise<void> {
    this.#changed({ isSilenced: !(await this.#playback.resume()) });
  }

  choose(use: DeviceUse, deviceId: string): void {
    this.#devices = chooseDevice(use, deviceId);
    this.#tell();
    if (use === 'microphone') {
      void this.#changeMicrophone();
    } else if (use === 'speaker') {
      void this.#playback.through(deviceId);
    } else {
      void this.#tones.play(ring, deviceId);
    }
  }

  /** What is measured about the sound of now; undefined without a line. */
  async measure(): Promise<RTCStatsReport | undefined> {
    return this.#line?.peer.getStats();
  }

  /** How loud the agent is now, from 0 to 1, where the measures do not say it; undefined without a microphone. */
  ownLevel(): number | undefined {
    return this.#track && this.#loudness.of(this.#track);
  }

  close(): void {
    this.follow(undefined);
    this.#turn++;
    removeEventListener('pagehide', this.#onPageHide);
    removeEventListener('pageshow', this.#onPageShow);
    (navigator.mediaDevices as MediaDevices | undefined)?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#leader.close();
    this.#tones.close();
  }

  // The caller hears music at once, not when the exchange misses the sound.
  readonly #onPageHide = (): void => {
    this.#drop();
  };

  // It came back as it was.
  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) {
      this.#happened({ kind: 'ended', fault: 'LOST' });
    }
  };

  readonly #onDeviceChange = (): void => {
    const { line } = this.#state;
    if (line.kind === 'talking' && (line.microphone !== undefined || this.#track?.readyState === 'ended')) {
      void this.#changeMicrophone();
    }
    this.#tell();
  };

  #changed(changes: Partial<Omit<Talking, 'kind'>>): void {
    this.#happened({ kind: 'sounding', changes });
  }

  #happened(event: PhoneEvent): void {
    const before = this.#state;
    this.#state = next(before, event);
    const { line } = this.#state;
    if (line !== before.line) {
      this.#follow(line, before.line.kind);
    }
    this.#tell();
  }

  #follow(line: PhoneState['line'], before: PhoneState['line']['kind']): void {
    clearTimeout(this.#pause);
    switch (line.kind) {
      case 'dialling':
        this.#drop();
        void this.#dial();
        break;
      case 'talking':
        if (this.#track !== undefined) {
          this.#track.enabled = !line.isMuted && !line.isHeld;
        }
        break;
      case 'pausing':
        this.#drop();
        this.#pause = setTimeout(() => {
          this.#happened({ kind: 'pause-over' });
        }, pauseBefore(line.attempt));
        break;
      case 'none':
      case 'hung-up':
      case 'failed':
        if (before !== 'none') {
          this.#drop();
        }
    }
  }

  async #dial(): Promise<void> {
    const turn = ++this.#turn;
    const { callId } = this.#state;
    if (callId === undefined) {
      return;
    }
    try {
      const [connection, { dial }, microphone] = await Promise.all([
        this.api.connect(callId),
        loadDial(),
        openMicrophone(this.#devices.microphone),
      ]);
      if (turn !== this.#turn) {
        microphone.track?.stop();
        return;
      }
      this.#track = microphone.track;
      const line = dial(connection, microphone.track, {
        connected: () => {
          this.#happened({ kind: 'connected' });
          this.#changed({ microphone: microphone.fault });
          void this.#play(line);
        },
        ended: (fault) => {
          this.#happened({ kind: 'ended', fault });
        },
      });
      this.#line = line;
    } catch (error) {
      if (turn === this.#turn) {
        this.#happened({ kind: 'ended', fault: { code: error instanceof PhoneRefused ? error.code : 'NETWORK' } });
      }
    }
  }

  async #play(line: Line): Promise<void> {
    // Firefox knows the chosen one only since the microphone was opened.
    await this.#playback.through(this.#devices.speaker);
    const plays = await this.#playback.play(line.heard);
    if (line === this.#line) {
      this.#changed({ isSilenced: !plays });
    }
  }

  async #changeMicrophone(): Promise<void> {
    const line = this.#line;
    if (line === undefined) {
      return;
    }
    const { track, fault } = await openMicrophone(this.#devices.microphone);
    if (line !== this.#line) {
      track?.stop();
      return;
    }
    this.#track?.stop();
    this.#track = track;
    await line.send(track ?? null);
    this.#changed({ microphone: fault });
  }

  #drop(): void {
    this.#turn++;
    this.#line?.leave();
    this.#line = undefined;
    this.#track?.stop();
    this.#track = undefined;
    this.#loudness.close();
    this.#playback.stop();
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The library for telephony is large, so it comes after the page. */
function loadDial(): Promise<typeof import('./line/dial')> {
  return import('./line/dial');
}
