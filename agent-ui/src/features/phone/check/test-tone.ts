/** A tone for the line, instead of a microphone: that one has a test of its own. */
export class TestTone {
  readonly #context = new AudioContext();
  readonly track: MediaStreamTrack;

  constructor() {
    const output = this.#context.createMediaStreamDestination();
    const oscillator = new OscillatorNode(this.#context, { frequency: 440 });
    oscillator.connect(new GainNode(this.#context, { gain: 0.2 })).connect(output);
    oscillator.start();
    const [track] = output.stream.getAudioTracks();
    if (track === undefined) {
      throw new Error('The browser makes no sound.');
    }
    this.track = track;
  }

  stop(): void {
    this.track.stop();
    this.#context.close().catch(() => undefined);
  }
}
