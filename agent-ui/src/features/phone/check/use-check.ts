import { useEffect, useRef, useState } from 'react';
import type { Phone } from '../phone';
import type { PhoneApi } from '../line/phone-api';
import { openMicrophone } from '../sound/microphone';
import type { CheckResult } from './check-result';
import { loudestOf, playBack, record } from './recording';
import { TestTone } from './test-tone';
import { tryRoute } from './try-route';

export type Busy = 'recording' | 'playing' | 'network' | undefined;

interface Check {
  result: CheckResult;
  busy: Busy;
  /** Of the microphone, from 0 to 1. */
  level: number;
  testMicrophone: () => Promise<void>;
  setSpeaker: (speaker: CheckResult['speaker']) => void;
  allowNotifications: () => Promise<void>;
  testNetwork: () => Promise<void>;
}

const recordingTime = 3_000;

/** Quieter than a whisper. */
const silence = 0.003;

/** The check before a shift. Each part begins when its button is pressed. */
export function useCheck(phone: Phone, api: PhoneApi): Check {
  const [result, setResult] = useState<CheckResult>(() => ({
    isSecure: window.isSecureContext,
    microphone: undefined,
    speaker: undefined,
    notifications: 'Notification' in window ? Notification.permission : 'UNSUPPORTED',
    any: undefined,
    turnUdp: undefined,
    turnTls: undefined,
  }));
  const [busy, setBusy] = useState<Busy>();
  const [level, setLevel] = useState(0);
  const stop = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      stop.current?.abort();
    },
    [],
  );
  const found = (part: Partial<CheckResult>): void => {
    setResult((before) => ({ ...before, ...part }));
  };

  const testMicrophone = async (): Promise<void> => {
    setBusy('recording');
    const { track, fault } = await openMicrophone(phone.devices().microphone);
    try {
      if (track === undefined) {
        found({ microphone: fault });
        return;
      }
      const recording = await record(track, recordingTime, setLevel);
      track.stop();
      found({ microphone: loudestOf(recording) > silence ? 'HEARD' : 'SILENT' });
      setBusy('playing');
      await playBack(recording, phone.devices().speaker);
    } catch {
      found({ microphone: 'IN_USE' });
    } finally {
      track?.stop();
      setBusy(undefined);
    }
  };

  const testNetwork = async (): Promise<void> => {
    setBusy('network');
    found({ any: undefined, turnUdp: undefined, turnTls: undefined });
    const { signal } = (stop.current = new AbortController());
    const tone = new TestTone();
    try {
      found({ any: await tryRoute('ANY', api, tone.track, signal) });
      found({ turnUdp: await tryRoute('TURN_UDP', api, tone.track, signal) });
      found({ turnTls: await tryRoute('TURN_TLS', api, tone.track, signal) });
    } catch {
      // The page was left.
    } finally {
      tone.stop();
      setBusy(undefined);
    }
  };

  return {
    result,
    busy,
    level,
    testMicrophone,
    testNetwork,
    setSpeaker: (speaker) => {
      found({ speaker });
    },
    allowNotifications: async () => {
      found({ notifications: await Notification.requestPermission() });
    },
  };
}
