const lockName = 'id-bellen-phone';

/**
 * The one tab of this browser that has microphone and sound. When it goes, another is next by itself; a tab can also take over.
 */
export class Leader {
  #release: (() => void) | undefined;
  #isClosed = false;

  constructor(
    private readonly changed: (isLeader: boolean) => void,
    private readonly locks: LockManager | undefined = navigator.locks,
  ) {
    // Browsers have no locks for pages without https. Those have no microphone either.
    if (this.locks === undefined) {
      queueMicrotask(() => {
        this.changed(true);
      });
    } else {
      void this.#hold(this.locks, {});
    }
  }

  /** From whichever tab has it. */
  take(): void {
    if (this.#release === undefined && this.locks !== undefined && !this.#isClosed) {
      void this.#hold(this.locks, { steal: true });
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#release?.();
  }

  async #hold(locks: LockManager, options: LockOptions): Promise<void> {
    try {
      await locks.request(lockName, options, async () => {
        if (this.#isClosed || this.#release !== undefined) {
          return;
        }
        const released = new Promise<void>((resolve) => {
          this.#release = resolve;
        });
        this.changed(true);
        await released;
      });
    } catch {
      // Another tab took it. This one is next when that tab goes.
      this.#release = undefined;
      if (!this.#isClosed) {
        this.changed(false);
        void this.#hold(locks, {});
      }
    }
  }
}
