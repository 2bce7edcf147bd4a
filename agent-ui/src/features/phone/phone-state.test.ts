import { expect, test } from 'vitest';
import { atRest, next, pauseBefore, type PhoneEvent, type PhoneState } from './phone-state';

const after = (...events: PhoneEvent[]): PhoneState => events.reduce(next, atRest);

const leader: PhoneEvent = { kind: 'leader', isLeader: true };
const call: PhoneEvent = { kind: 'call', callId: 'a' };
const connected: PhoneEvent = { kind: 'connected' };
const lost: PhoneEvent = { kind: 'ended', fault: 'LOST' };

test('the phone dials when its tab has the sound and there is a call, in whichever order', () => {
  expect(after(call).line.kind).toBe('none');
  expect(after(call, leader).line).toEqual({ kind: 'dialling', attempt: 1 });
  expect(after(leader, call).line).toEqual({ kind: 'dialling', attempt: 1 });
});

test('the same call again changes nothing, another one or none leaves the line', () => {
  const talking = after(leader, call, connected);
  expect(next(talking, call)).toBe(talking);
  expect(next(talking, { kind: 'call', callId: 'b' }).line).toEqual({ kind: 'dialling', attempt: 1 });
  expect(next(talking, { kind: 'call', callId: undefined }).line).toEqual({ kind: 'none' });
});

test('a tab that loses the sound to another leaves the line, and dials when it gets the sound back', () => {
  const elsewhere = after(leader, call, connected, { kind: 'leader', isLeader: false });
  expect(elsewhere.line).toEqual({ kind: 'none' });
  expect(next(elsewhere, leader).line.kind).toBe('dialling');
});

test('a line that breaks is dialled again by itself', () => {
  const broken = after(leader, call, connected, lost);
  expect(broken.line).toEqual({ kind: 'pausing', attempt: 0, fault: 'LOST' });
  expect(next(broken, { kind: 'pause-over' }).line).toEqual({ kind: 'dialling', attempt: 1 });
});

test('after six attempts in a row the agent is asked, and the next calls begin with a warning until one connects', () => {
  let state = after(leader, call);
  for (let attempt = 1; attempt < 6; attempt++) {
    state = next(next(state, { kind: 'ended', fault: 'NO_SOUND' }), { kind: 'pause-over' });
  }
  expect(state.line).toEqual({ kind: 'dialling', attempt: 6 });
  state = next(state, { kind: 'ended', fault: 'NO_SOUND' });
  expect(state.line).toEqual({ kind: 'failed', fault: 'NO_SOUND' });
  state = next(state, { kind: 'call', callId: undefined });
  expect(state.hadNoRoute).toBe(true);
  expect([call, connected].reduce(next, state).hadNoRoute).toBe(false);
});

test('what waiting does not cure is not tried again', () => {
  expect(after(leader, call, { kind: 'ended', fault: { code: 'CALL_ENDED' } }).line.kind).toBe('failed');
  expect(after(leader, call, { kind: 'ended', fault: { code: 'TOO_BUSY' } }).line.kind).toBe('pausing');
});

test('who hung up is not connected again by what comes late, but by a button', () => {
  const hungUp = after(leader, call, connected, { kind: 'hung-up' });
  expect([lost, connected, { kind: 'pause-over' } as const].reduce<PhoneState>(next, hungUp).line).toEqual({ kind: 'hung-up' });
  expect(next(hungUp, { kind: 'dial-again' }).line).toEqual({ kind: 'dialling', attempt: 1 });
});

test('mute and hold belong to a line: the next one begins without', () => {
  const held = after(leader, call, connected, { kind: 'sounding', changes: { isHeld: true, isMuted: true } });
  expect(held.line).toMatchObject({ isHeld: true, isMuted: true });
  expect([lost, { kind: 'pause-over' } as const, connected].reduce<PhoneState>(next, held).line).toMatchObject({
    isHeld: false,
    isMuted: false,
  });
});

test('the pauses grow, to eight seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 9].map(pauseBefore)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
});
