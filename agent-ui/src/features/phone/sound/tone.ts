import { useSpeaker } from './playback';

/** One sound: pitch in hertz, begin and length in seconds. */
export interface Note {
  pitch: number;
  at: number;
  length: number;
}

/** Soft, because the agent may wear a headset. */
const loudness = 0.12;

/** A call has come. */
export const ring: readonly Note[] = [
  { pitch: 660, at: 0, length: 0.25 },
  { pitch: 880, at: 0.2, length: 0.4 },
];

/** To test a speaker. */
export const scale: readonly Note[] = [440, 550, 660, 880].map((pitch, index) => ({ pitch, at: index * 0.3, length: 0.35 }));

/** Makes sounds without a file. A browser that has not been touched yet stays silent. */
export class Tones {
  #context: AudioContext | undefined;

  /** Something was pressed: from now on there may be sound. */
  allow(): void {
    void this.#opened()
      ?.resume()
      .catch(() => undefined);
  }

  /** @param deviceId empty for the speaker of the system */
  async play(notes: readonly Note[], deviceId: string): Promise<void> {
    const context = this.#opened();
    if (context?.state !== 'running') {
      return;
    }
    const output = context.createMediaStreamDestination();
    const element = new Audio();
    element.srcObject = output.stream;
    await useSpeaker(element, deviceId);
    await element.play().catch(() => undefined);
    const begin = context.currentTime + 0.05;
    const played = notes.map((note) => sound(context, output, note, begin));
    await Promise.all(played);
    element.srcObject = null;
  }

  /** No tone is worth a call that cannot be taken. */
  #opened(): AudioContext | undefined {
    try {
      this.#context ??= new AudioContext();
    } catch {
      return undefined;
    }
    return this.#context;
  }

  close(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}

/** Rises and falls softly, so that it does not click. */
function sound(context: AudioContext, output: AudioNode, { pitch, at, length }: Note, begin: number): Promise<void> {
  const oscillator = new OscillatorNode(context, { frequency: pitch });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, begin + at);
  gain.gain.linearRampToValueAtTime(loudness, begin + at + 0.02);
  gain.gain.linearRampToValueAtTime(0, begin + at + length);
  oscillator.connect(gain).connect(output);
  oscillator.start(begin + at);
  oscillator.stop(begin + at + length + 0.05);
  return new Promise((resolve) => {
    oscillator.addEventListener('ended', () => {
      resolve();
    });
  });
}
