import { expect, onTestFinished, test, vi } from 'vitest';
import { municipalityApi, type Script } from '../../tests/municipality-api';
import { PhoneCall, type Phone, type PhoneCallView } from './phone-call';
import { SessionApi } from './session-api';

async function caller(script: Script, given?: Phone) {
  const api = await municipalityApi(script);
  const views: PhoneCallView[] = [];
  const call = new PhoneCall(new SessionApi(api.origin), 'uitkering', given, (view) => views.push(view));
  onTestFinished(async () => {
    call.leave();
    await api.close();
  });
  call.begin();
  const sees = (expected: object) =>
    vi.waitFor(() => {
      expect(views.at(-1)).toMatchObject(expected);
    }, 10_000);
  return { call, views, sees, ...api };
}

test.each([
  ['CLOSED', 'CLOSED'],
  ['SUSPENDED', 'SUSPENDED'],
  ['NOT_STARTED', 'PILOT_NOT_STARTED'],
  ['ENDED', 'PILOT_ENDED'],
] as const)('a municipality that is %s says so before anything is chosen or started', async (availability, code) => {
  const { sees, asked } = await caller({ municipality: { availability } });
  await sees({ kind: 'failed', code });
  expect(asked.map(({ operation }) => operation)).toEqual(['Municipality']);
});

test('a purpose that the municipality does not have is refused before anything is started', async () => {
  const { sees } = await caller({ municipality: { purposes: [] } });
  await sees({ kind: 'failed', code: 'PURPOSE_UNKNOWN' });
});

test.each([
  ['app', false],
  ['other', true],
] as const)('no session starts before the phone is chosen: %s', async (phone, anotherPhone) => {
  const { call, sees, asked } = await caller({});
  await sees({ kind: 'choosing', phones: ['app', 'other'], agentsAvailable: true });
  expect(asked.map(({ operation }) => operation)).toEqual(['Municipality']);
  call.choose(phone);
  await sees({ state: 'STARTED' });
  expect(asked[1]).toMatchObject({ operation: 'StartSession', variables: { purpose: 'uitkering', anotherPhone } });
});

test('a page that has chosen the phone starts at once, unless nobody would answer', async () => {
  const { sees } = await caller({}, 'other');
  await sees({ state: 'STARTED' });
  const quiet = await caller({ municipality: { agentsAvailable: false } }, 'other');
  await quiet.sees({ kind: 'choosing', phones: ['other'], agentsAvailable: false });
});

test('who closes the page while it is being prepared starts nothing', async () => {
  const { call, asked, close } = await caller({}, 'app');
  call.leave();
  await vi.waitFor(() => {
    expect(asked).toHaveLength(1);
  }, 10_000);
  await close();
  expect(asked.map(({ operation }) => operation)).toEqual(['Municipality']);
});
