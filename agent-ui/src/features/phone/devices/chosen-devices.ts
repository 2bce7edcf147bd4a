const storageKey = 'phone-devices';

export type DeviceUse = 'microphone' | 'speaker' | 'ring';

/** The browser's own random names of devices, for this origin; empty for the one of the system. */
export type ChosenDevices = Record<DeviceUse, string>;

const systems: ChosenDevices = { microphone: '', speaker: '', ring: '' };

/** This browser remembers them, for its devices are those of one workplace. */
export function chosenDevices(): ChosenDevices {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Record<DeviceUse, unknown>>;
    const chosen = (use: DeviceUse): string => (typeof stored[use] === 'string' ? stored[use] : '');
    return { microphone: chosen('microphone'), speaker: chosen('speaker'), ring: chosen('ring') };
  } catch {
    return systems;
  }
}

export function chooseDevice(use: DeviceUse, deviceId: string): ChosenDevices {
  const devices = { ...chosenDevices(), [use]: deviceId };
  localStorage.setItem(storageKey, JSON.stringify(devices));
  return devices;
}
