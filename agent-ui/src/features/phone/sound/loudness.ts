/** How loud a track is now, for browsers whose statistics do not say: Firefox. */
export class Loudness {
  #context: AudioContext | undefined;
  #listened: { track: MediaStreamTrack; analyser: AnalyserNode; buffer: Float32Array<ArrayBuffer> } | undefined;

  /** @returns from 0 to 1 */
  of(track: MediaStreamTrack): number {
    if (this.#listened?.track !== track) {
      this.close();
      this.#context = new AudioContext();
      const analyser = new AnalyserNode(this.#context, { fftSize: 2048 });
      this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      this.#listened = { track, analyser, buffer: new Float32Array(analyser.fftSize) };
    }
    return levelOf(this.#listened.analyser, this.#listened.buffer);
  }

  close(): void {
    this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.#listened = undefined;
  }
}

/** Loudness from 0 to 1 of what is heard now. */
export function levelOf(analyser: AnalyserNode, buffer: Float32Array<ArrayBuffer>): number {
  analyser.getFloatTimeDomainData(buffer);
  return loudnessOf(buffer);
}

/** The root of the mean square. */
export function loudnessOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}
