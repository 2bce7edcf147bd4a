/* global AnalyserNode, AudioContext, MediaStream, FREQUENCY */
// When the agent clicked last, and when the page began to hear the caller's tone after it. Milliseconds since 1970.
{
  const now = () => performance.timeOrigin + performance.now();
  const Real = globalThis.RTCPeerConnection;
  // Made before it is needed: its start is not the page's.
  const context = new AudioContext();
  globalThis.addEventListener('click', () => context.resume(), { capture: true });
  globalThis.times = { clicked: 0, heard: 0 };
  globalThis.addEventListener('click', () => Object.assign(globalThis.times, { clicked: now(), heard: 0 }), { capture: true });
  const isTone = (samples, rate) => {
    const coefficient = 2 * Math.cos((2 * Math.PI * FREQUENCY) / rate);
    let [before, beforeThat, energy] = [0, 0, 0];
    for (const sample of samples) {
      [before, beforeThat] = [sample + coefficient * before - beforeThat, before];
      energy += sample * sample;
    }
    const power = (before * before + beforeThat * beforeThat - coefficient * before * beforeThat) / samples.length;
    return energy > samples.length * 1e-4 && power > energy / 4;
  };
  globalThis.RTCPeerConnection = class extends Real {
    constructor(configuration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        const analyser = new AnalyserNode(context, { fftSize: 1024 });
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        const samples = new Float32Array(analyser.fftSize);
        const timer = setInterval(() => {
          analyser.getFloatTimeDomainData(samples);
          if (isTone(samples, context.sampleRate)) {
            globalThis.times.heard = now();
            clearInterval(timer);
          }
        }, 5);
      });
    }
  };
}
