import { expect, test } from 'vitest';
import { aCall } from '../../../tests/a-call';
import { arrangeCalls } from './arrange-calls';

const now = Date.parse('2026-11-23T12:00:00Z');
const taken = (id: string, takenAt: string) => aCall({ id, state: 'IN_CONVERSATION', takenBy: 'Mehmet', takenAt });

test('a call that a colleague took stays in its place for five seconds and then steps aside', () => {
  const calls = [taken('old', '2026-11-23T11:59:55Z'), taken('fresh', '2026-11-23T11:59:56Z'), aCall({ id: 'waiting' })];
  const { list, withColleagues, waiting } = arrangeCalls(calls, now);
  expect(list.map(({ id }) => id)).toEqual(['fresh', 'waiting']);
  expect(withColleagues.map(({ id }) => id)).toEqual(['old']);
  expect(waiting).toBe(1);
});

test('the own call is shown apart and counted nowhere else', () => {
  const own = aCall({ id: 'own', state: 'WRAP_UP', mine: true });
  expect(arrangeCalls([own], now)).toEqual({ mine: own, list: [], waiting: 0, withColleagues: [] });
});
