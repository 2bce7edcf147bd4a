import { Client, fetchExchange, subscriptionExchange } from 'urql';
import { LiveConnection } from './live-connection';
import { ServerClock } from './server-clock';

/** All that the page knows of its municipality's server. */
export interface Api {
  client: Client;
  connection: LiveConnection;
  clock: ServerClock;
}

/**
 * There is no cache on purpose: attributes stay in memory no longer than they are shown.
 * @param origin of the municipality, for example `https://arnhem.id-bellen.example`
 */
export function createApi(origin: string): Api {
  const url = new URL('/graphql', origin).href;
  const clock = new ServerClock();
  const fetchAndReadClock: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    clock.read(response.headers.get('date'));
    return response;
  };
  const connection = new LiveConnection(url, fetchAndReadClock, clock.now);
  const client = new Client({
    url,
    fetch: fetchAndReadClock,
    fetchOptions: { credentials: 'same-origin', cache: 'no-store' },
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (observer) => ({ unsubscribe: connection.follow({ query, variables: { ...variables } }, observer) }),
        }),
      }),
    ],
  });
  return { client, connection, clock };
}
