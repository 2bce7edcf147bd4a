import type { LineFault } from '../line/line';
import { PhoneRefused, type PhoneApi } from '../line/phone-api';
import { courseOf, judge, type Course, type Quality } from '../quality/quality';
import { readSample } from '../quality/sample';
import { serversOf, type Route } from './ice-routes';

/** What became of a call to the echo over one route. */
export type RouteResult =
  | { kind: 'works'; course: Course; quality: Quality; addresses: string[] }
  | { kind: 'fails'; fault: LineFault | 'NO_ECHO' | { code: string }; addresses: string[] }
  | { kind: 'not-offered' };

/** How long the echo is listened to, in milliseconds. The beginning does not count. */
const listening = { from: 500, for: 3_000 };

/** Calls the echo with a tone, and listens to what comes back. */
export async function tryRoute(route: Route, api: PhoneApi, tone: MediaStreamTrack, signal: AbortSignal): Promise<RouteResult> {
  let addresses: string[] = [];
  try {
    const connection = await api.check();
    const iceServers = serversOf(route, connection.iceServers);
    addresses = iceServers.flatMap(({ urls }) => urls);
    if (route !== 'ANY' && iceServers.length === 0) {
      return { kind: 'not-offered' };
    }
    const { dial } = await import('../line/dial');
    return await new Promise((resolve, reject) => {
      const fail = (fault: LineFault): void => {
        resolve({ kind: 'fails', fault, addresses });
      };
      const line = dial(
        { ...connection, iceServers },
        tone,
        { connected: () => void listen().catch(reject), ended: fail },
        route !== 'ANY',
      );
      signal.addEventListener('abort', () => {
        line.leave();
        reject(new DOMException('', 'AbortError'));
      });
      const listen = async (): Promise<void> => {
        await pause(listening.from);
        const before = readSample(await line.peer.getStats(), performance.now());
        await pause(listening.for);
        const after = readSample(await line.peer.getStats(), performance.now());
        line.leave();
        if (after.received === before.received) {
          resolve({ kind: 'fails', fault: 'NO_ECHO', addresses });
        } else {
          const course = courseOf(before, after);
          resolve({ kind: 'works', course, quality: judge(course), addresses });
        }
      };
    });
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'fails', fault: { code: error instanceof PhoneRefused ? error.code : 'NETWORK' }, addresses };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
