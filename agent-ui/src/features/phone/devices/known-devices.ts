import { useEffect, useState } from 'react';

/** What browsers may have and TypeScript does not know yet. */
interface PickingDevices {
  selectAudioOutput?: () => Promise<MediaDeviceInfo>;
}

const known = new EventTarget();

/** The browser lets this page know more devices than before. Firefox does not say so by itself. */
export function moreDevicesAreKnown(): void {
  known.dispatchEvent(new Event('more'));
}

/** The devices that the browser lets this page know: often without names, and without speakers, until a microphone was opened. */
export function useDevices(): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    // Pages without https have none.
    const all = navigator.mediaDevices as MediaDevices | undefined;
    const read = (): void => {
      all?.enumerateDevices().then(setDevices, () => undefined);
    };
    read();
    const stop = new AbortController();
    all?.addEventListener('devicechange', read, { signal: stop.signal });
    known.addEventListener('more', read, { signal: stop.signal });
    return () => {
      stop.abort();
    };
  }, []);
  return devices;
}

/** Whether the browser has a dialog for speakers: Firefox lists those alone that were picked there, or belong to the microphone. */
export function canPickSpeaker(): boolean {
  return picking()?.selectAudioOutput !== undefined;
}

/** @returns the device that the agent picked in the browser's dialog; undefined for none */
export async function pickSpeaker(): Promise<string | undefined> {
  try {
    const picked = await picking()?.selectAudioOutput?.();
    moreDevicesAreKnown();
    return picked?.deviceId;
  } catch {
    return undefined;
  }
}

function picking(): PickingDevices | undefined {
  // Pages without https have none.
  return navigator.mediaDevices as PickingDevices | undefined;
}
