import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Client } from '@urql/core';
import { afterEach, expect, test, vi } from 'vitest';
import { LanguageProvider } from '../../../shared/language';
import { PhoneApi } from '../line/phone-api';
import { moreDevicesAreKnown } from '../devices/known-devices';
import { Phone } from '../phone';
import { DeviceChoice } from './DeviceChoice';

const device = (kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo => ({
  kind,
  deviceId,
  label,
  groupId: '',
  toJSON: () => undefined,
});

/** A browser with these devices; jsdom has none. */
function browserWith(devices: MediaDeviceInfo[], selectAudioOutput?: () => Promise<MediaDeviceInfo>): void {
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: () => Promise.resolve([...devices]),
    ...(selectAudioOutput && { selectAudioOutput }),
  });
  vi.stubGlobal('navigator', Object.create(navigator, { mediaDevices: { value: mediaDevices } }));
  Object.assign(HTMLMediaElement.prototype, { setSinkId: () => Promise.resolve() });
}

async function show(): Promise<Phone> {
  const phone = new Phone(new PhoneApi(new Client({ url: '/graphql', exchanges: [] })));
  await act(async () => {
    render(
      <LanguageProvider>
        <DeviceChoice phone={phone} />
      </LanguageProvider>,
    );
    await Promise.resolve();
  });
  return phone;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
  Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
});

test('a browser that lists its speakers itself offers no dialog for them', async () => {
  browserWith([device('audiooutput', 'a', 'Headset')]);
  await show();
  expect(await screen.findAllByRole('option', { name: 'Headset' })).toHaveLength(2);
  expect(screen.queryByRole('button', { name: /Andere luidspreker/ })).toBeNull();
});

test('devices that the browser names once a microphone was opened are offered then', async () => {
  const devices = [device('audioinput', '', '')];
  browserWith(devices);
  await show();
  expect(screen.queryByRole('option', { name: 'Headset' })).toBeNull();
  devices.push(device('audioinput', 'm', 'Headset'));
  act(moreDevicesAreKnown);
  expect(await screen.findByRole('option', { name: 'Headset' })).toBeTruthy();
});

test('a speaker that was picked in the browser’s own dialog is the chosen one', async () => {
  const devices: MediaDeviceInfo[] = [];
  const desk = device('audiooutput', 'd', 'Desk');
  browserWith(devices, () => {
    devices.push(desk);
    return Promise.resolve(desk);
  });
  const phone = await show();
  await userEvent.click(screen.getByRole('button', { name: 'Andere luidspreker kiezen' }));
  await screen.findAllByRole('option', { name: 'Desk' });
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Luidspreker' }).value).toBe('d');
  expect(phone.devices()).toEqual({ microphone: '', speaker: 'd', ring: '' });
});

test('a dialog that was closed without a choice changes nothing', async () => {
  browserWith([], () => Promise.reject(new DOMException('', 'NotAllowedError')));
  const phone = await show();
  await userEvent.click(screen.getByRole('button', { name: 'Andere luidspreker kiezen voor het belgeluid' }));
  expect(phone.devices().ring).toBe('');
});
