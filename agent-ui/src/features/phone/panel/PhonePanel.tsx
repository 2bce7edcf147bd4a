import { Button } from '@nl-design-system-candidate/button-react';
import { Link } from '@nl-design-system-candidate/link-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useState, type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import { Notice } from '../../../shared/Notice';
import { DeviceChoice } from './DeviceChoice';
import type { Phone } from '../phone';
import type { Fault, LineState } from '../phone-state';
import { phoneTexts } from '../phone-texts';
import { usePhoneState } from '../use-phone';
import { Keypad } from './Keypad';
import { SoundView } from './SoundView';
import './phone.css';

interface PhonePanelProps {
  phone: Phone;
  checkAddress: string;
  /** What else can be done when this page has no sound. */
  instead: ReactNode;
}

/** The phone of a call, inside the call. */
export function PhonePanel({ phone, checkAddress, instead }: PhonePanelProps): ReactNode {
  const texts = useTexts(phoneTexts);
  const { isLeader, callId, line } = usePhoneState(phone);
  const [areKeysShown, setAreKeysShown] = useState(false);
  const isElsewhere = callId !== undefined && !isLeader;
  return (
    <div role="group" aria-label={texts.title} className="phone">
      <p role="status" className={`phone-state phone-${isElsewhere ? 'elsewhere' : line.kind}`}>
        {isElsewhere ? texts.elsewhere : stateText(line, texts)}
      </p>
      {isElsewhere && (
        <Button
          type="button"
          purpose="secondary"
          onClick={() => {
            phone.touched();
          }}
        >
          {texts.bringHere}
        </Button>
      )}
      {line.kind === 'failed' && <FaultNotice fault={line.fault} checkAddress={checkAddress} />}
      {line.kind === 'talking' && <Warnings phone={phone} line={line} />}
      {line.kind === 'talking' && <SoundView phone={phone} isHeld={line.isHeld} />}
      <div className="phone-buttons">
        {line.kind === 'talking' && (
          <>
            <Toggle
              says={texts.mute}
              isPressed={line.isMuted}
              onToggle={(isMuted) => {
                phone.mute(isMuted);
              }}
            />
            <Toggle says={texts.hold} isPressed={line.isHeld} onToggle={(isHeld) => void phone.hold(isHeld)} />
            <Button
              type="button"
              purpose="secondary"
              aria-expanded={areKeysShown}
              onClick={() => {
                setAreKeysShown(!areKeysShown);
              }}
            >
              {texts.keys}
            </Button>
          </>
        )}
        {(line.kind === 'talking' || line.kind === 'dialling' || line.kind === 'pausing') && (
          <Button
            type="button"
            purpose="secondary"
            hint="negative"
            onClick={() => {
              phone.hangUp();
            }}
          >
            {texts.hangUp}
          </Button>
        )}
        {(line.kind === 'hung-up' || line.kind === 'failed') && (
          <Button
            type="button"
            purpose="secondary"
            onClick={() => {
              phone.dialAgain();
            }}
          >
            {texts.dialAgain}
          </Button>
        )}
      </div>
      {(line.kind === 'failed' || (line.kind === 'talking' && line.microphone !== undefined)) && instead}
      {line.kind === 'talking' && areKeysShown && (
        <Keypad
          onPress={(key) => {
            phone.press(key);
          }}
        />
      )}
      {!isElsewhere && (
        <details className="phone-devices">
          <summary>{texts.devices}</summary>
          <DeviceChoice phone={phone} />
        </details>
      )}
    </div>
  );
}

function stateText(line: LineState, texts: (typeof phoneTexts)['nl']): string {
  switch (line.kind) {
    case 'none':
    case 'failed':
      return '';
    case 'dialling':
      return texts.dialling;
    case 'pausing':
      return line.attempt === 0 ? texts.lost : texts.notYet;
    case 'hung-up':
      return texts.hungUp;
    case 'talking':
      if (line.isHeld) {
        return texts.held;
      }
      return line.isMuted ? texts.muted : texts.talking;
  }
}

function Warnings({ phone, line }: { phone: Phone; line: Extract<LineState, { kind: 'talking' }> }): ReactNode {
  const texts = useTexts(phoneTexts);
  return (
    <>
      {line.isSilenced && (
        <Notice tone="warning">
          <Paragraph>{texts.silenced}</Paragraph>
          <Button type="button" purpose="primary" onClick={() => void phone.allowSound()}>
            {texts.soundOn}
          </Button>
        </Notice>
      )}
      {line.microphone !== undefined && (
        <Notice tone="error">
          <Paragraph>
            {texts.callerHearsNothing} {texts.microphone[line.microphone]}
          </Paragraph>
        </Notice>
      )}
    </>
  );
}

function FaultNotice({ fault, checkAddress }: { fault: Fault; checkAddress: string }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(phoneTexts);
  return (
    <Notice tone="error">
      <Paragraph>
        {typeof fault === 'object' ? failureText(fault.code, language, texts.failed) : texts.failed[fault]}{' '}
        <Link href={checkAddress}>{texts.check}</Link>
      </Paragraph>
    </Notice>
  );
}

interface ToggleProps {
  says: string;
  isPressed: boolean;
  onToggle: (isPressed: boolean) => void;
}

function Toggle({ says, isPressed, onToggle }: ToggleProps): ReactNode {
  return (
    <Button
      type="button"
      purpose="secondary"
      toggle
      pressed={isPressed}
      onClick={() => {
        onToggle(!isPressed);
      }}
    >
      {says}
    </Button>
  );
}
