/** What matters of a connection's statistics at one moment. Counts run from its beginning. */
export interface Sample {
  /** Milliseconds. */
  at: number;
  received: number;
  lost: number;
  /** The part of our own packets that the other side misses, from 0 to 1; undefined until it has told. */
  lostByOther: number | undefined;
  /** Seconds. */
  jitter: number;
  /** Seconds; undefined until it is measured. */
  roundTrip: number | undefined;
  /** How loud the agent is, from 0 to 1. */
  own: number | undefined;
  /** How loud the caller is, from 0 to 1. */
  heard: number | undefined;
}

/** The fields of WebRTC's statistics that browsers share. */
interface Statistics {
  type: string;
  kind?: string;
  packetsReceived?: number;
  packetsLost?: number;
  fractionLost?: number;
  jitter?: number;
  audioLevel?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  nominated?: boolean;
}

export function readSample(report: Iterable<[string, unknown]>, at: number): Sample {
  const sample: Sample = {
    at,
    received: 0,
    lost: 0,
    lostByOther: undefined,
    jitter: 0,
    roundTrip: undefined,
    own: undefined,
    heard: undefined,
  };
  for (const [, entry] of report) {
    const statistics = entry as Statistics;
    switch (statistics.type) {
      case 'inbound-rtp':
        sample.received = statistics.packetsReceived ?? 0;
        sample.lost = statistics.packetsLost ?? 0;
        sample.jitter = statistics.jitter ?? 0;
        sample.heard = statistics.audioLevel;
        break;
      case 'remote-inbound-rtp':
        sample.lostByOther = statistics.fractionLost;
        sample.roundTrip ??= statistics.roundTripTime;
        break;
      case 'media-source':
        sample.own = statistics.audioLevel;
        break;
      case 'candidate-pair':
        if (statistics.nominated === true) {
          sample.roundTrip = statistics.currentRoundTripTime ?? sample.roundTrip;
        }
        break;
    }
  }
  return sample;
}
