import { Link } from '@nl-design-system-candidate/link-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import type { Phone } from './phone';
import { phoneTexts } from './phone-texts';
import { microphoneFault, onMicrophoneChange, type MicrophoneFault } from './sound/microphone';
import { telephoneTexts } from './telephone/telephone-texts';
import { TelephoneChoice } from './telephone/TelephoneChoice';
import type { Telephones } from './telephone/use-telephones';
import { usePhoneState } from './use-phone';

interface BeforeCallProps {
  phone: Phone;
  checkAddress: string;
  telephones: Telephones;
}

/**
 * Says before a call is taken that there will be no sound, or no microphone, and offers the municipality's telephones. The call can be
 * taken all the same.
 */
export function BeforeCall({ phone, checkAddress, telephones }: BeforeCallProps): ReactNode {
  const texts = useTexts(phoneTexts);
  const { orTelephone } = useTexts(telephoneTexts);
  const { callId, hadNoRoute } = usePhoneState(phone);
  const microphone = useMicrophoneFault();
  const fault = microphone ?? (hadNoRoute ? 'ROUTE' : undefined);
  if (callId !== undefined) {
    return null;
  }
  return (
    <>
      {fault !== undefined && telephones.chosen === undefined && (
        <Notice tone="warning">
          <Paragraph>
            {texts.beforeCall[fault]} {telephones.all.length > 0 && orTelephone} <Link href={checkAddress}>{texts.check}</Link>
          </Paragraph>
        </Notice>
      )}
      <TelephoneChoice telephones={telephones} isNeeded={fault !== undefined} />
    </>
  );
}

function useMicrophoneFault(): MicrophoneFault | undefined {
  const [fault, setFault] = useState<MicrophoneFault>();
  useEffect(() => {
    const look = (): void => {
      microphoneFault().then(setFault, () => undefined);
    };
    look();
    return onMicrophoneChange(look);
  }, []);
  return fault;
}
