/** Below this a difference is noise: the header has whole seconds, and an answer takes a while to arrive. */
const tolerance = 3_000;

/**
 * The server's time. Waiting times and erasure are counted from moments that the server gives, and office computers are often
 * minutes off; so the difference is taken from the `Date` header of each answer.
 */
export class ServerClock {
  #offset = 0;

  constructor(private readonly ownTime: () => number = Date.now) {}

  /** @param date the `Date` header of an answer that has just come in */
  read(date: string | null): void {
    const offset = date === null ? NaN : Date.parse(date) - this.ownTime();
    if (!Number.isNaN(offset)) {
      this.#offset = Math.abs(offset) < tolerance ? 0 : offset;
    }
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.ownTime() + this.#offset;
}
