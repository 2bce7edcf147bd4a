import { afterEach, expect, test, vi } from 'vitest';
import { municipalityApi, refusal, type Script } from '../../tests/municipality-api';
import { CitizenSession, type SessionView } from './citizen-session';
import { SessionApi } from './session-api';
import { startInvitedSession } from './start-invited-session';
import { startSession } from './start-session';

const fromTheApp = (api: SessionApi) => startSession(api, 'uitkering', false);

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()));
});

async function citizen(script: Script, start = fromTheApp) {
  const api = await municipalityApi(script);
  const views: SessionView[] = [];
  const session = new CitizenSession(new SessionApi(api.origin), start, (view) => views.push(view));
  closings.push(async () => {
    session.leave();
    await api.close();
  });
  session.begin();
  const sees = (expected: Partial<SessionView> | object) =>
    vi.waitFor(() => {
      expect(views.at(-1)).toMatchObject(expected);
    }, 10_000);
  return { session, views, sees, ...api };
}

test('a refusal before anything is disclosed is shown with its own code', async () => {
  const { sees, asked } = await citizen({
    startSession: () => {
      throw refusal('CLOSED');
    },
  });
  await sees({ kind: 'failed', code: 'CLOSED' });
  expect(asked).toHaveLength(1);
});

test('an api that does not answer is told apart from one that refuses', async () => {
  const views: SessionView[] = [];
  new CitizenSession(new SessionApi('http://127.0.0.1:9'), fromTheApp, (view) => views.push(view)).begin();
  await vi.waitFor(() => {
    expect(views.at(-1)).toEqual({ kind: 'failed', code: 'NETWORK' });
  }, 10_000);
});

test('a call is followed from the QR code to its end', async () => {
  const { views, sees, asked } = await citizen({
    streams: [
      {
        send: [
          { state: 'CONNECTED' },
          { state: 'DISCLOSED' },
          { state: 'QUEUED', queuePosition: 2 },
          { state: 'IN_CONVERSATION' },
          { state: 'DONE' },
        ],
        then: 'complete',
      },
    ],
  });
  await sees({ state: 'DONE' });
  expect(views.map((view) => (view.kind === 'status' ? view.state : view.kind))).toEqual([
    'preparing',
    'STARTED',
    'CONNECTED',
    'DISCLOSED',
    'QUEUED',
    'IN_CONVERSATION',
    'DONE',
  ]);
  expect(asked).toEqual([
    { operation: 'StartSession', variables: { purpose: 'uitkering', anotherPhone: false }, cookie: undefined },
    { operation: 'SessionStatus', variables: { statusToken: 'token-1' }, cookie: undefined },
  ]);
});

test('a dropped connection is said, and the status goes on after it', async () => {
  const { views, sees, cut } = await citizen({
    streams: [
      { send: [{ state: 'QUEUED', queuePosition: 3 }], then: 'stay' },
      { send: [{ state: 'QUEUED', queuePosition: 1 }], then: 'stay' },
    ],
  });
  await sees({ queuePosition: 3 });
  cut();
  await sees({ queuePosition: 1, isLive: true });
  expect(views).toContainEqual(expect.objectContaining({ state: 'QUEUED', queuePosition: 3, isLive: false }));
});

test('a server that restarts and completes the stream early is asked again', async () => {
  const { sees } = await citizen({
    streams: [
      { send: [{ state: 'CONNECTED' }], then: 'complete' },
      { send: [{ state: 'DISCLOSED' }], then: 'stay' },
    ],
  });
  await sees({ state: 'DISCLOSED' });
});

test('a session that is gone after a conversation was finished, not lost', async () => {
  const { sees, cut } = await citizen({
    streams: [
      { send: [{ state: 'IN_CONVERSATION' }], then: 'stay' },
      { send: [], then: { refuse: 'SESSION_UNKNOWN' } },
    ],
  });
  await sees({ state: 'IN_CONVERSATION' });
  cut();
  await sees({ state: 'DONE' });
});

test('a session that is gone before the call has expired', async () => {
  const { sees, cut } = await citizen({
    streams: [
      { send: [{ state: 'DISCLOSED' }], then: 'stay' },
      { send: [], then: { refuse: 'SESSION_UNKNOWN' } },
    ],
  });
  await sees({ state: 'DISCLOSED' });
  cut();
  await sees({ state: 'EXPIRED' });
});

test('a database that is down for a moment does not end the session', async () => {
  const { sees } = await citizen({
    streams: [
      { send: [], then: { refuse: 'DATABASE_UNAVAILABLE' } },
      { send: [{ state: 'QUEUED', queuePosition: 1 }], then: 'stay' },
    ],
  });
  await sees({ state: 'QUEUED' });
});

test('leaving before the disclosure cancels the session', async () => {
  const { session, sees, asked } = await citizen({ streams: [{ send: [{ state: 'CONNECTED' }], then: 'stay' }] });
  await sees({ state: 'CONNECTED' });
  session.leave();
  await vi.waitFor(() => {
    expect(asked.at(-1)).toMatchObject({ operation: 'CancelSession', variables: { statusToken: 'token-1' } });
  }, 10_000);
});

test('leaving while the session is still being made cancels it as soon as it is there', async () => {
  const { session, asked } = await citizen({});
  session.leave();
  await vi.waitFor(() => {
    expect(asked.map(({ operation }) => operation)).toEqual(['StartSession', 'CancelSession']);
  }, 10_000);
});

test('leaving after the disclosure lets the call go on', async () => {
  const { session, sees, asked, close } = await citizen({ streams: [{ send: [{ state: 'DISCLOSED' }], then: 'stay' }] });
  await sees({ state: 'DISCLOSED' });
  session.leave();
  await close();
  expect(asked.map(({ operation }) => operation)).not.toContain('CancelSession');
});

test('trying again after an end state starts a new session', async () => {
  const { session, sees, asked } = await citizen({
    streams: [
      { send: [{ state: 'CANCELLED' }], then: 'complete' },
      { send: [{ state: 'CONNECTED' }], then: 'stay' },
    ],
  });
  await sees({ state: 'CANCELLED' });
  session.begin();
  await sees({ state: 'CONNECTED' });
  expect(asked.filter(({ operation }) => operation === 'StartSession')).toHaveLength(2);
});

test('digits that are wrong can be tried again, and the right ones lead on before the stream says so', async () => {
  const { session, sees, asked } = await citizen({
    pairSession: ({ digits }) => (digits === '2269' ? { state: 'CONNECTED' } : { state: 'PAIRING', triesLeft: 2 }),
    streams: [{ send: [{ state: 'PAIRING', triesLeft: 3 }], then: 'stay' }],
  });
  await sees({ state: 'PAIRING' });
  expect(await session.pair('1234')).toEqual({ kind: 'wrong', triesLeft: 2 });
  expect(await session.pair('2269')).toEqual({ kind: 'taken' });
  await sees({ state: 'CONNECTED' });
  expect(asked.at(-1)).toMatchObject({ operation: 'PairSession', variables: { statusToken: 'token-1', digits: '2269' } });
});

test('the third wrong digits end the session, and leaving it then cancels nothing', async () => {
  const { session, sees, asked, close } = await citizen({
    pairSession: () => ({ state: 'LOCKED' }),
    streams: [{ send: [{ state: 'PAIRING', triesLeft: 1 }], then: 'stay' }],
  });
  await sees({ state: 'PAIRING' });
  expect(await session.pair('1234')).toEqual({ kind: 'taken' });
  await sees({ state: 'LOCKED' });
  session.leave();
  await close();
  expect(asked.map(({ operation }) => operation)).not.toContain('CancelSession');
});

test('number and code reach the page only with the disclosure', async () => {
  const phoneCall = {
    phoneNumber: '+31263770000',
    code: '4150937268',
    link: 'tel:+31263770000,,,4150937268',
    expiresAt: '2026-11-23T12:15:00Z',
  };
  const { views, sees } = await citizen({ streams: [{ send: [{ state: 'CONNECTED' }, { state: 'DISCLOSED', phoneCall }], then: 'stay' }] });
  await sees({ state: 'DISCLOSED', phoneCall });
  expect(views.filter((view) => view.kind === 'status' && view.phoneCall != null)).toHaveLength(1);
});

test('an invited caller who leaves before the digits are confirmed ends the session', async () => {
  const { session, sees, asked } = await citizen({ streams: [{ send: [{ state: 'AWAITING_CONFIRMATION' }], then: 'stay' }] }, (api) =>
    startInvitedSession(api, 'ABCD2345'),
  );
  await sees({ state: 'AWAITING_CONFIRMATION' });
  session.leave();
  await vi.waitFor(() => {
    expect(asked.at(-1)).toMatchObject({ operation: 'CancelSession' });
  }, 10_000);
  expect(asked[0]).toMatchObject({ operation: 'StartInvitedSession', variables: { code: 'ABCD2345' } });
});
