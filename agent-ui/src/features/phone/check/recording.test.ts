import { expect, test } from 'vitest';
import { loudestOf } from './recording';

const recording = (samples: number[]): Parameters<typeof loudestOf>[0] => ({
  sampleRate: 40,
  getChannelData: () => new Float32Array(samples),
});

test('a recording is as loud as its loudest tenth of a second', () => {
  expect(loudestOf(recording([0, 0, 0, 0, 0.5, -0.5, 0.5, -0.5, 0, 0]))).toBeCloseTo(0.5);
});

test('a recording of silence, or of nothing, is not loud', () => {
  expect(loudestOf(recording([0, 0, 0, 0]))).toBe(0);
  expect(loudestOf(recording([]))).toBe(0);
});
