import { levelOf, loudnessOf } from '../sound/loudness';
import { useSpeaker } from '../sound/playback';

/** Records for a while in memory. What was said is nowhere else, and gone after it was played. */
export async function record(track: MediaStreamTrack, milliseconds: number, onLevel: (level: number) => void): Promise<AudioBuffer> {
  const context = new AudioContext();
  const stream = new MediaStream([track]);
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const buffer = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    onLevel(levelOf(analyser, buffer));
  }, 100);
  try {
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => {
      parts.push(data);
    });
    const stopped = new Promise((resolve) => {
      recorder.addEventListener('stop', resolve);
    });
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    recorder.stop();
    await stopped;
    return await context.decodeAudioData(await new Blob(parts, { type: recorder.mimeType }).arrayBuffer());
  } finally {
    clearInterval(timer);
    onLevel(0);
    context.close().catch(() => undefined);
  }
}

/** The loudest tenth of a second of it, from 0 to 1. */
export function loudestOf(recording: Pick<AudioBuffer, 'sampleRate' | 'getChannelData'>): number {
  const samples = recording.getChannelData(0);
  const piece = Math.round(recording.sampleRate / 10);
  let loudest = 0;
  for (let begin = 0; begin < samples.length; begin += piece) {
    loudest = Math.max(loudest, loudnessOf(samples.subarray(begin, begin + piece)));
  }
  return loudest;
}

/** @param deviceId empty for the speaker of the system */
export async function playBack(recording: AudioBuffer, deviceId: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const source = new AudioBufferSourceNode(context, { buffer: recording });
  source.connect(output);
  const element = new Audio();
  element.srcObject = output.stream;
  await useSpeaker(element, deviceId);
  await element.play();
  const ended = new Promise((resolve) => {
    source.addEventListener('ended', resolve);
  });
  source.start();
  // In Firefox nothing ever plays where there is no speaker at all.
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, recording.duration * 1_000 + 1_000))]);
  element.srcObject = null;
  context.close().catch(() => undefined);
}
