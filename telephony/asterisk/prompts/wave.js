// Mono sound as numbers from -1 to 1, and WAV files of 16 bits.
import { readFileSync, writeFileSync } from 'node:fs';

/** Reads a mono WAV file of 16 bits. A program that writes to a pipe cannot know the length, so the last chunk ends with the file. */
export function readWave(path) {
  const bytes = readFileSync(path);
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === 'fmt ') {
      if (bytes.readUInt16LE(at + 10) !== 1 || bytes.readUInt16LE(at + 22) !== 16) throw new Error(`${path} is not mono with 16 bits`);
      rate = bytes.readUInt32LE(at + 12);
    }
    if (name === 'data') {
      const end = Math.min(bytes.length, at + 8 + length);
      const samples = new Float64Array((end - at - 8) >> 1);
      for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(at + 8 + 2 * i) / 32768;
      return { rate, samples };
    }
    at += 8 + length + (length % 2);
  }
  throw new Error(`${path} has no sound`);
}

export function writeWave(path, rate, samples) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + 2 * i));
  writeFileSync(path, bytes);
}

/** Resamples with a windowed sinc whose cut-off lies below half of the lower rate. */
export function resample(samples, from, to) {
  const cutoff = (0.92 * Math.min(from, to)) / from;
  const reach = Math.ceil(24 / cutoff);
  const result = new Float64Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < result.length; i++) {
    const centre = (i * from) / to;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let j = first; j <= last; j++) sum += samples[j] * kernel(j - centre, cutoff, reach);
    result[i] = sum;
  }
  return result;
}

function kernel(distance, cutoff, reach) {
  const x = Math.PI * cutoff * distance;
  const sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
  return cutoff * sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
}

/** The same sound with that peak. */
export function withPeak(samples, peak) {
  let highest = 0;
  for (const sample of samples) highest = Math.max(highest, Math.abs(sample));
  return highest === 0 ? samples : samples.map((sample) => (sample * peak) / highest);
}
