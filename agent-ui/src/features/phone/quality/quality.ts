import type { Sample } from './sample';

export type Quality = 'good' | 'fair' | 'poor';

/** What happened between two samples. */
export interface Course {
  /** The part of the packets that got lost on the way, in the direction where it is worse; from 0 to 1. */
  loss: number;
  /** Seconds. */
  jitter: number;
  /** Seconds; undefined when nobody knows. */
  roundTrip: number | undefined;
}

/** The most of each. docs/telephone.md asks ICT for a network that is good. */
const limits: { quality: Quality; loss: number; jitter: number; roundTrip: number }[] = [
  { quality: 'good', loss: 0.01, jitter: 0.03, roundTrip: 0.2 },
  { quality: 'fair', loss: 0.05, jitter: 0.06, roundTrip: 0.4 },
];

/** The exchange sends 50 packets each second. Below this time nothing can be said, in milliseconds. */
const shortest = 2_000;

export function courseOf(before: Sample, after: Sample): Course {
  const received = after.received - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  const loss = received + lost === 0 ? 1 : lost / (received + lost);
  return { loss: Math.max(loss, after.lostByOther ?? 0), jitter: after.jitter, roundTrip: after.roundTrip };
}

/** Undefined when it is too early to say. */
export function qualityOf(before: Sample, after: Sample): Quality | undefined {
  return after.at - before.at < shortest ? undefined : judge(courseOf(before, after));
}

export function judge({ loss, jitter, roundTrip = 0 }: Course): Quality {
  return limits.find((most) => loss <= most.loss && jitter <= most.jitter && roundTrip <= most.roundTrip)?.quality ?? 'poor';
}
