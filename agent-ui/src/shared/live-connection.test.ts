import { expect, test } from 'vitest';
import { reconnectDelay } from './live-connection';

test('attempts to reconnect start after about half a second and never lie more than ten seconds apart', () => {
  expect(reconnectDelay(0, 0)).toBe(400);
  expect(reconnectDelay(0, 1)).toBe(600);
  expect(reconnectDelay(2, 0.5)).toBe(2_000);
  expect(reconnectDelay(1_000, 1)).toBe(9_600);
});
