/** Plays what comes from the exchange on the agent's speaker. */
export class Playback {
  readonly #element = new Audio();

  /** @returns whether the browser plays it; if not, it wants the agent to press something first */
  async play(stream: MediaStream): Promise<boolean> {
    this.#element.srcObject = stream;
    return this.resume();
  }

  async resume(): Promise<boolean> {
    try {
      await this.#element.play();
      return true;
    } catch (error) {
      // Another stream or the end of the call came between.
      return !(error instanceof DOMException && error.name === 'NotAllowedError');
    }
  }

  stop(): void {
    this.#element.pause();
    this.#element.srcObject = null;
  }

  /** @param deviceId empty for the one of the system */
  async through(deviceId: string): Promise<void> {
    await useSpeaker(this.#element, deviceId);
  }
}

/** Where the browser lets a page choose; the device may have gone. */
export async function useSpeaker(element: HTMLAudioElement, deviceId: string): Promise<void> {
  if ('setSinkId' in element) {
    await element.setSinkId(deviceId).catch(() => undefined);
  }
}
