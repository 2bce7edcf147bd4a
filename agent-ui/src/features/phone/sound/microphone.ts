import { moreDevicesAreKnown } from '../devices/known-devices';

/** Why the caller does not hear the agent: not allowed, no device, taken by another program, or a page without https. */
export type MicrophoneFault = 'DENIED' | 'NONE' | 'IN_USE' | 'INSECURE';

export type Microphone = { track: MediaStreamTrack; fault?: undefined } | { track?: undefined; fault: MicrophoneFault };

/** @param deviceId the one that was chosen; when it is not there, another will do */
export async function openMicrophone(deviceId: string | undefined): Promise<Microphone> {
  // Browsers have none for pages without https, whatever their types say.
  if (!window.isSecureContext) {
    return { fault: 'INSECURE' };
  }
  try {
    const audio = {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(deviceId && { deviceId: { ideal: deviceId } }),
    };
    const [track] = (await navigator.mediaDevices.getUserMedia({ audio })).getAudioTracks();
    moreDevicesAreKnown();
    return track === undefined ? { fault: 'NONE' } : { track };
  } catch (error) {
    return { fault: faultOf(error instanceof DOMException ? error.name : '') };
  }
}

/** What can be known without asking the agent; undefined when nothing speaks against it. */
export async function microphoneFault(): Promise<MicrophoneFault | undefined> {
  if (!window.isSecureContext) {
    return 'INSECURE';
  }
  if ((await permission())?.state === 'denied') {
    return 'DENIED';
  }
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === 'audioinput') ? undefined : 'NONE';
}

/** Calls when a device comes or goes, or the agent has changed what the page may. Gives what stops it. */
export function onMicrophoneChange(changed: () => void): () => void {
  const stop = new AbortController();
  // Pages without https have none.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  devices?.addEventListener('devicechange', changed, { signal: stop.signal });
  void permission().then((status) => status?.addEventListener('change', changed, { signal: stop.signal }));
  return () => {
    stop.abort();
  };
}

async function permission(): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    // Not every browser knows this name.
    return undefined;
  }
}

function faultOf(name: string): MicrophoneFault {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'DENIED';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'NONE';
    default:
      return 'IN_USE';
  }
}
