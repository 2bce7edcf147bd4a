import '@utrecht/table-css/dist/index.css';
import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { CopyButton } from '../../../shared/CopyButton';
import { locales, useLanguage, useTexts } from '../../../shared/language';
import { Notice } from '../../../shared/Notice';
import { DeviceChoice } from '../panel/DeviceChoice';
import type { KeptPhone } from '../kept-phone';
import { LevelMeter } from '../panel/LevelMeter';
import { Phone } from '../phone';
import { PhoneApi } from '../line/phone-api';
import { TelephoneChoice } from '../telephone/TelephoneChoice';
import { useTelephones } from '../telephone/use-telephones';
import { usePhoneState } from '../use-phone';
import { checkTexts } from './check-texts';
import { FindingsTable } from './FindingsTable';
import { findingsOf, reportOf } from './findings';
import { SpeakerTest } from './SpeakerTest';
import { useCheck } from './use-check';
import '../panel/phone.css';
import './check.css';

interface CheckPageProps {
  municipality: string;
  keptPhone: KeptPhone;
}

/** Before a shift, and for ICT: whether this workplace can make calls. */
export function CheckPage({ municipality, keptPhone }: CheckPageProps): ReactNode {
  const texts = useTexts(checkTexts);
  const client = useClient();
  const [api] = useState(() => new PhoneApi(client));
  const phone = keptPhone(() => new Phone(api));
  const { callId } = usePhoneState(phone);
  useEffect(() => {
    document.title = texts.documentTitle(municipality);
  }, [texts, municipality]);
  return (
    <section className="card phone-check">
      <Heading level={1}>{texts.title}</Heading>
      {callId === undefined ? (
        <Check phone={phone} api={api} />
      ) : (
        <Notice tone="info">
          <Paragraph>{texts.inCall}</Paragraph>
        </Notice>
      )}
    </section>
  );
}

function Check({ phone, api }: { phone: Phone; api: PhoneApi }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(checkTexts);
  const check = useCheck(phone, api);
  const telephones = useTelephones('');
  const { busy, result } = check;
  const findings = findingsOf(result, language);
  const report = reportOf(findings, language, {
    address: location.origin,
    browser: navigator.userAgent,
    at: new Date().toLocaleString(locales[language]),
  });
  const says = busy === 'recording' ? texts.recording : busy === 'playing' ? texts.playing : busy && texts.testingNetwork;
  return (
    <>
      <Paragraph>{texts.intro}</Paragraph>
      <div className="check-tests">
        <Heading level={2}>{texts.devices}</Heading>
        <DeviceChoice phone={phone} />
        <div className="check-buttons">
          <Button
            type="button"
            purpose="secondary"
            disabled={busy !== undefined}
            onClick={busy === undefined ? () => void check.testMicrophone() : undefined}
          >
            {texts.testMicrophone}
          </Button>
          <LevelMeter label={texts.ownLevel} level={check.level} />
        </div>
        <SpeakerTest phone={phone} onAnswer={check.setSpeaker} />
        {result.notifications === 'default' && (
          <Button type="button" purpose="secondary" onClick={() => void check.allowNotifications()}>
            {texts.allowNotifications}
          </Button>
        )}
        <Button
          type="button"
          purpose="primary"
          disabled={busy !== undefined}
          onClick={busy === undefined ? () => void check.testNetwork() : undefined}
        >
          {texts.testNetwork}
        </Button>
        <p role="status">{says ?? (result.turnTls === undefined ? '' : texts.networkDone)}</p>
      </div>
      <FindingsTable findings={findings} />
      {telephones.all.length > 0 && (
        <div className="check-tests">
          <Heading level={2}>{texts.instead}</Heading>
          <Paragraph>{texts.insteadExplained}</Paragraph>
          <TelephoneChoice telephones={telephones} isNeeded />
        </div>
      )}
      <div className="check-tests">
        <Heading level={2}>{texts.forIct}</Heading>
        <Paragraph>{texts.moreForIct}</Paragraph>
        <div className="check-buttons">
          <CopyButton name={texts.copyName} value={report} says={texts.copy} />
          <Button
            type="button"
            purpose="subtle"
            onClick={() => {
              window.print();
            }}
          >
            {texts.print}
          </Button>
        </div>
      </div>
    </>
  );
}
