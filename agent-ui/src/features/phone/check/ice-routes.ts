import type { PhoneConnection } from '../line/phone-api';

/** A way for the sound through a network: whichever the browser finds, or one of the TURN server's alone. */
export type Route = 'ANY' | 'TURN_UDP' | 'TURN_TLS';

type IceServers = PhoneConnection['iceServers'];

/** The servers with only the addresses of a route; none when the municipality's platform does not offer it. */
export function serversOf(route: Route, servers: IceServers): IceServers {
  return servers
    .map((server) => ({ ...server, urls: server.urls.filter((url) => isOn(route, url)) }))
    .filter(({ urls }) => urls.length > 0);
}

function isOn(route: Route, url: string): boolean {
  const [scheme = '', ...rest] = url.split(':');
  switch (route) {
    case 'ANY':
      return true;
    case 'TURN_UDP':
      return scheme === 'turn' && !rest.join(':').endsWith('transport=tcp');
    case 'TURN_TLS':
      return scheme === 'turns';
  }
}

/** What to open in a firewall for an address such as `turn:turn.example:3478?transport=udp`: host and port. */
export function hostAndPort(url: string): string {
  const [address = ''] = url.replace(/^turns?:/, '').split('?');
  return /:\d+$/.test(address) ? address : `${address}:${url.startsWith('turns:') ? '5349' : '3478'}`;
}
