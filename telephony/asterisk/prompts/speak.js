// Speaks the prompts: `node speak.js DIR` writes DIR/<language>/<name>.wav for each <language>/<name>.txt, in the format of telephones.
// ESPEAK is the program; default `espeak-ng`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWave, resample, withPeak, writeWave } from './wave.js';

const telephone = 8000;
const voices = { nl: ['-v', 'nl', '-s', '145'], en: ['-v', 'en-gb', '-s', '150'] };

const [target] = process.argv.slice(2);
const program = process.env.ESPEAK || 'espeak-ng';
const work = mkdtempSync(join(tmpdir(), 'id-bellen-prompts.'));
try {
  for (const [language, voice] of Object.entries(voices)) {
    mkdirSync(join(target, language), { recursive: true });
    for (const file of readdirSync(join(import.meta.dirname, language)).filter((name) => name.endsWith('.txt'))) {
      const spoken = join(work, 'spoken.wav');
      execFileSync(program, [...voice, '-f', join(import.meta.dirname, language, file), '-w', spoken], { stdio: 'inherit' });
      const { rate, samples } = readWave(spoken);
      writeWave(join(target, language, file.replace('.txt', '.wav')), telephone, withPeak(resample(samples, rate, telephone), 0.5));
    }
  }
} finally {
  rmSync(work, { recursive: true });
}
