// Composes the music for waiting callers: `node music.js FILE` writes a WAV file in the format of telephones. Slow chords and a few bells,
// all computed here, so that nobody else has rights in it. It ends as softly as it begins, as it is repeated.
import { withPeak, writeWave } from './wave.js';

const rate = 8000;
const bar = 4; // seconds
// Semitones above middle C. Telephones carry 300 to 3400 Hz, so the chords lie high.
const chords = [
  [2, 9, 13, 18],
  [-1, 6, 9, 14],
  [7, 11, 14, 18],
  [4, 9, 13, 16],
  [6, 9, 13, 16],
  [-1, 6, 11, 14],
  [4, 7, 11, 14],
  [-3, 4, 9, 13],
];
// For each bar: the step of its chord, an octave up, at the time in seconds.
const bells = [
  [
    [3, 0],
    [2, 1.5],
    [1, 3],
  ],
  [
    [2, 0.5],
    [3, 2],
  ],
  [
    [1, 0],
    [2, 1],
    [3, 2.5],
  ],
  [
    [2, 0.5],
    [0, 2.5],
  ],
  [
    [3, 0],
    [1, 2],
  ],
  [
    [2, 0.5],
    [3, 1.5],
    [2, 3],
  ],
  [
    [3, 0],
    [2, 1],
    [1, 2],
  ],
  [
    [0, 0.5],
    [2, 2],
  ],
];

const sound = new Float64Array(rate * bar * (3 * chords.length + 1));
for (let round = 0; round < 3; round++) {
  chords.forEach((chord, i) => {
    const start = (round * chords.length + i) * bar;
    for (const semitone of chord) pad(pitch(semitone), start);
    // The middle round has no bells, so that an ear can rest.
    if (round !== 1) for (const [step, at] of bells[(i + 3 * round) % bells.length]) bell(pitch(chord[step] + 12), start + at);
  });
}
writeWave(process.argv[2], rate, withPeak(sound, 0.25));

function pitch(semitone) {
  return 261.63 * 2 ** (semitone / 12);
}

/** A soft chord tone: two voices a little out of tune with each other, which fade in, and fade out over the next chord. */
function pad(frequency, start) {
  const length = bar + 2;
  add(start, length, (t) => {
    const loudness = Math.sin((Math.PI * Math.min(t / 1.6, 1)) / 2) ** 2 * Math.cos((Math.PI * Math.max(0, t - bar + 1)) / 6) ** 2;
    return loudness * 0.12 * (wave(frequency * 0.9985, t) + wave(frequency * 1.0015, t) + 0.25 * wave(2 * frequency, t));
  });
}

function bell(frequency, start) {
  add(start, 3, (t) => {
    const attack = Math.min(1, t / 0.012);
    return attack * 0.16 * (Math.exp(-2.2 * t) * wave(frequency, t) + 0.3 * Math.exp(-5 * t) * wave(2 * frequency, t)) * (1 - t / 3);
  });
}

function wave(frequency, t) {
  return Math.sin(2 * Math.PI * frequency * t);
}

function add(start, length, tone) {
  const first = Math.round(start * rate);
  for (let i = 0; i < length * rate && first + i < sound.length; i++) sound[first + i] += tone(i / rate);
}
