import { useCallback, useEffect, useRef } from 'react';

const channelName = 'id-bellen';

/** Calls `changed` when another tab of this browser says so, and when this one is looked at again. Gives what tells the others. */
export function useOtherTabs(changed: () => void): () => void {
  const channel = useRef<BroadcastChannel>(undefined);
  useEffect(() => {
    const opened = new BroadcastChannel(channelName);
    channel.current = opened;
    opened.addEventListener('message', changed);
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') {
        changed();
      }
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      opened.close();
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [changed]);
  return useCallback(() => {
    channel.current?.postMessage(null);
  }, []);
}
