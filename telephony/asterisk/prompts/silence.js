// Ten seconds of silence: `node silence.js FILE` writes a WAV file in the format of telephones. It is played while callers key in digits.
import { writeWave } from './wave.js';

const rate = 8000;
const seconds = 10;
writeWave(process.argv[2], rate, new Float64Array(seconds * rate));
