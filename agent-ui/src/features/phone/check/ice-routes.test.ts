import { expect, test } from 'vitest';
import { hostAndPort, serversOf } from './ice-routes';

const server = {
  urls: ['turn:turn.example:3478?transport=udp', 'turn:turn.example?transport=tcp', 'turns:turn.example:443?transport=tcp'],
  username: 'u',
  credential: 'c',
};

test('each way has the addresses of its own protocol', () => {
  expect(serversOf('TURN_UDP', [server])).toEqual([{ ...server, urls: ['turn:turn.example:3478?transport=udp'] }]);
  expect(serversOf('TURN_TLS', [server])).toEqual([{ ...server, urls: ['turns:turn.example:443?transport=tcp'] }]);
  expect(serversOf('ANY', [server])).toEqual([server]);
  expect(serversOf('TURN_TLS', [{ ...server, urls: ['turn:turn.example'] }])).toEqual([]);
});

test('an address without a port has the usual one', () => {
  expect(hostAndPort('turn:turn.example?transport=udp')).toBe('turn.example:3478');
  expect(hostAndPort('turns:turn.example')).toBe('turn.example:5349');
  expect(hostAndPort('turns:turn.example:443?transport=tcp')).toBe('turn.example:443');
});
