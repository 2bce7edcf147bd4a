import { expect, test } from 'vitest';
import { ServerClock } from './server-clock';

const noon = Date.parse('2026-11-23T12:00:00Z');

function clockOfAComputerAt(time: number): ServerClock {
  return new ServerClock(() => time);
}

test.each([null, '', 'yesterday'])('a date header of %s changes nothing', (date) => {
  const clock = clockOfAComputerAt(noon);
  clock.read(date);
  expect(clock.now()).toBe(noon);
});

test('a computer that is ten minutes slow counts in the server’s time', () => {
  const clock = clockOfAComputerAt(noon - 600_000);
  clock.read('Mon, 23 Nov 2026 12:00:00 GMT');
  expect(clock.now()).toBe(noon);
});

test('a second or two of difference is the network, not the clock', () => {
  const clock = clockOfAComputerAt(noon + 2_000);
  clock.read('Mon, 23 Nov 2026 12:00:00 GMT');
  expect(clock.now()).toBe(noon + 2_000);
});
