import '@utrecht/form-field-css/dist/index.css';
import '@utrecht/form-label-css/dist/index.css';
import '@utrecht/select-css/dist/index.css';
import { Button } from '@nl-design-system-candidate/button-react';
import { useId, useSyncExternalStore, type ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import type { Phone } from '../phone';
import { phoneTexts } from '../phone-texts';
import type { DeviceUse } from '../devices/chosen-devices';
import { canPickSpeaker, pickSpeaker, useDevices } from '../devices/known-devices';

const uses: { use: DeviceUse; kind: MediaDeviceKind }[] = [
  { use: 'microphone', kind: 'audioinput' },
  { use: 'speaker', kind: 'audiooutput' },
  { use: 'ring', kind: 'audiooutput' },
];

export function DeviceChoice({ phone }: { phone: Phone }): ReactNode {
  const texts = useTexts(phoneTexts);
  const devices = useDevices();
  const mayChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  return (
    <div className="device-choice">
      {uses.map(({ use, kind }) =>
        kind === 'audioinput' || mayChooseSpeaker ? (
          <DeviceField key={use} phone={phone} use={use} devices={devices.filter((device) => device.kind === kind)} />
        ) : undefined,
      )}
      {!mayChooseSpeaker && <p className="hint">{texts.speakerFixed}</p>}
    </div>
  );
}

function DeviceField({ phone, use, devices }: { phone: Phone; use: DeviceUse; devices: MediaDeviceInfo[] }): ReactNode {
  const texts = useTexts(phoneTexts);
  const id = useId();
  const chosen = useSyncExternalStore(phone.listen, phone.devices)[use];
  // Chromium lists the one of the system twice. Without permission devices have no names, and cannot be chosen.
  const others = devices.filter(({ deviceId }) => deviceId !== '' && deviceId !== 'default');
  const pick = async (): Promise<void> => {
    const deviceId = await pickSpeaker();
    if (deviceId !== undefined) {
      phone.choose(use, deviceId);
    }
  };
  return (
    <div className="utrecht-form-field">
      <label htmlFor={id} className="utrecht-form-label">
        {texts.device[use]}
      </label>
      <select
        id={id}
        className="utrecht-select utrecht-select--html-select"
        value={others.some(({ deviceId }) => deviceId === chosen) ? chosen : ''}
        onChange={(event) => {
          phone.choose(use, event.target.value);
        }}
      >
        <option value="">{texts.systemDevice}</option>
        {others.map(({ deviceId, label }, index) => (
          <option key={deviceId} value={deviceId}>
            {label === '' ? texts.unnamedDevice(index + 1) : label}
          </option>
        ))}
      </select>
      {use !== 'microphone' && canPickSpeaker() && (
        <Button type="button" purpose="subtle" onClick={() => void pick()}>
          {texts.otherDevice[use]}
        </Button>
      )}
    </div>
  );
}
