import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Provider } from 'urql';
import type { Api } from './create-api';
import type { ConnectionState } from './live-connection';

const ApiContext = createContext<Api | undefined>(undefined);

export function ApiProvider({ api, children }: { api: Api; children: ReactNode }): ReactNode {
  return (
    <ApiContext value={api}>
      <Provider value={api.client}>{children}</Provider>
    </ApiContext>
  );
}

function useApi(): Api {
  const api = use(ApiContext);
  if (api === undefined) {
    throw new Error('Put the page inside an ApiProvider.');
  }
  return api;
}

export function useConnection(): ConnectionState {
  const { connection } = useApi();
  return useSyncExternalStore(connection.listen, connection.current);
}

/** The server's time in milliseconds, afresh every second. */
export function useNow(): number {
  const { clock } = useApi();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(clock.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [clock]);
  return now;
}
