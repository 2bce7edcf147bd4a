import { useCallback, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { useClient } from 'urql';
import { CallsPage } from './features/calls/CallsPage';
import type { OwnCall } from './features/calls/telephone';
import { BeforeCall } from './features/phone/BeforeCall';
import type { KeptPhone } from './features/phone/kept-phone';
import { useNewCallers } from './features/phone/new-caller';
import { PhonePanel } from './features/phone/panel/PhonePanel';
import { Phone } from './features/phone/phone';
import { PhoneApi } from './features/phone/line/phone-api';
import { TelephoneChoice } from './features/phone/telephone/TelephoneChoice';
import { TelephonePanel } from './features/phone/telephone/TelephonePanel';
import { useTelephones } from './features/phone/telephone/use-telephones';
import { addressOf } from './pages';

/** The calls of a municipality whose agents talk in this page, or on a telephone that they have chosen. */
export function CallsWithPhone({
  keptPhone,
  ...props
}: Omit<ComponentProps<typeof CallsPage>, 'telephone'> & { keptPhone: KeptPhone }): ReactNode {
  const client = useClient();
  const phone = keptPhone(() => new Phone(new PhoneApi(client)));
  const [waiting, setWaiting] = useState<readonly string[]>();
  const { own, onOwn, bringHere } = useOwnCall(phone);
  const telephones = useTelephones(`${own?.id ?? ''} ${own?.telephone ?? ''} ${waiting?.join(' ') ?? ''}`);
  useNewCallers(phone, waiting, props.isAvailable && own === undefined);
  const onCalls = useCallback(
    (mine: OwnCall | undefined, now: readonly string[]) => {
      onOwn(mine);
      setWaiting(now);
    },
    [onOwn],
  );
  const talkHere = async (): Promise<void> => {
    phone.touched();
    if (await telephones.choose(undefined)) {
      bringHere();
    }
  };
  const checkAddress = addressOf('phone');
  return (
    <CallsPage
      {...props}
      telephone={{
        onTaking: () => {
          phone.touched();
        },
        onCalls,
        beforeCall: own === undefined && <BeforeCall phone={phone} checkAddress={checkAddress} telephones={telephones} />,
        inCall:
          own?.telephone === undefined ? (
            <PhonePanel phone={phone} checkAddress={checkAddress} instead={<TelephoneChoice telephones={telephones} isNeeded />} />
          ) : (
            <TelephonePanel
              key={own.id}
              name={own.telephone}
              isConnected={own.isConnected}
              telephones={telephones}
              onRing={() => telephones.ring(own.id)}
              onTalkHere={() => void talkHere()}
            />
          ),
      }}
    />
  );
}

interface OwnCallState {
  /** As long as its caller is there. */
  own: OwnCall | undefined;
  onOwn: (mine: OwnCall | undefined) => void;
  /** The sound of the call comes to this page from now on. */
  bringHere: () => void;
}

/** Lets the phone of this page dial in, unless the agent talks on a telephone: also on one that was removed while they talked there. */
function useOwnCall(phone: Phone): OwnCallState {
  const [own, setOwn] = useState<OwnCall>();
  const last = useRef<{ callId: string; telephone: string }>(undefined);
  const onOwn = useCallback(
    (mine: OwnCall | undefined) => {
      if (mine?.telephone !== undefined) {
        last.current = { callId: mine.id, telephone: mine.telephone };
      }
      const stays = mine?.isConnected === true && last.current?.callId === mine.id ? last.current.telephone : undefined;
      const telephone = mine?.telephone ?? stays;
      phone.follow(telephone === undefined ? mine?.id : undefined);
      setOwn(mine && { ...mine, telephone });
    },
    [phone],
  );
  const bringHere = (): void => {
    last.current = undefined;
    onOwn(own && { ...own, telephone: undefined });
  };
  return { own, onOwn, bringHere };
}
