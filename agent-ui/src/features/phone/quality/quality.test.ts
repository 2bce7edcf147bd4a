import { expect, test } from 'vitest';
import { courseOf, qualityOf } from './quality';
import { readSample, type Sample } from './sample';

const sample = (changes: Partial<Sample>): Sample => ({
  at: 0,
  received: 0,
  lost: 0,
  lostByOther: undefined,
  jitter: 0.005,
  roundTrip: 0.03,
  own: undefined,
  heard: undefined,
  ...changes,
});

test.each<[string, Partial<Sample>, string | undefined]>([
  ['a quiet network', { received: 250 }, 'good'],
  ['one packet in a hundred lost', { received: 247, lost: 3 }, 'fair'],
  ['a tenth lost', { received: 225, lost: 25 }, 'poor'],
  ['nothing at all', {}, 'poor'],
  ['loss that the exchange reports', { received: 250, lostByOther: 0.1 }, 'poor'],
  ['packets that come in bursts', { received: 250, jitter: 0.05 }, 'fair'],
  ['a long way', { received: 250, roundTrip: 0.3 }, 'fair'],
  ['a very long way', { received: 250, roundTrip: 0.9 }, 'poor'],
  ['a way of unknown length', { received: 250, roundTrip: undefined }, 'good'],
  ['too short a time', { at: 1_500, received: 75 }, undefined],
])('%s is judged', (_, changes, quality) => {
  expect(qualityOf(sample({}), sample({ at: 5_000, ...changes }))).toBe(quality);
});

test('packets that were counted as lost and came late are not lost', () => {
  expect(courseOf(sample({ received: 100, lost: 5 }), sample({ at: 5_000, received: 350, lost: 3 })).loss).toBe(0);
});

test('of a browser’s statistics the pair that is used tells the round trip', () => {
  const report = new Map<string, unknown>([
    ['1', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 250, packetsLost: 2, jitter: 0.004, audioLevel: 0.3 }],
    ['2', { type: 'remote-inbound-rtp', fractionLost: 0.01, roundTripTime: 0.2 }],
    ['3', { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 }],
    ['4', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.04 }],
    ['5', { type: 'media-source', audioLevel: 0.1 }],
    ['6', { type: 'codec' }],
  ]);
  expect(readSample(report, 7)).toEqual({
    at: 7,
    received: 250,
    lost: 2,
    lostByOther: 0.01,
    jitter: 0.004,
    roundTrip: 0.04,
    own: 0.1,
    heard: 0.3,
  });
});
