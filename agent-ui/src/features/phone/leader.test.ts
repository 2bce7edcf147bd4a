import { expect, test } from 'vitest';
import { Leader } from './leader';

/** The locks of one browser, as the Web Locks API has them, for one name. */
class OneLock {
  #holder: ((reason: DOMException) => void) | undefined;
  readonly #waiting: (() => void)[] = [];

  request(_name: string, options: LockOptions, use: (lock: Lock | null) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        this.#holder = reject;
        void use(null).then(() => {
          resolve();
          if (this.#holder === reject) {
            this.#holder = undefined;
            this.#waiting.shift()?.();
          }
        });
      };
      if (options.steal === true) {
        this.#holder?.(new DOMException('', 'AbortError'));
        begin();
      } else if (this.#holder === undefined) {
        begin();
      } else {
        this.#waiting.push(begin);
      }
    });
  }
}

function tabs(count: number): { tabs: Leader[]; leads: () => Promise<boolean[]> } {
  const locks = new OneLock() as unknown as LockManager;
  const lead = Array.from({ length: count }, () => false);
  const made = lead.map(
    (_, tab) =>
      new Leader((isLeader) => {
        lead[tab] = isLeader;
      }, locks),
  );
  const leads = async (): Promise<boolean[]> => {
    await new Promise((resolve) => setTimeout(resolve));
    return lead;
  };
  return { tabs: made, leads };
}

test('the first tab has the sound, and the next when it goes', async () => {
  const { tabs: all, leads } = tabs(3);
  expect(await leads()).toEqual([true, false, false]);
  all[0]?.close();
  expect((await leads()).slice(1)).toEqual([true, false]);
});

test('a tab takes the sound over, and it goes back when that one is closed', async () => {
  const { tabs: all, leads } = tabs(2);
  await leads();
  all[1]?.take();
  expect(await leads()).toEqual([false, true]);
  all[0]?.take();
  expect(await leads()).toEqual([true, false]);
  all[0]?.close();
  expect((await leads())[1]).toBe(true);
});

test('a browser without locks has one tab for all we know', async () => {
  let leads = false;
  new Leader((isLeader) => {
    leads = isLeader;
  }, undefined);
  await Promise.resolve();
  expect(leads).toBe(true);
});
