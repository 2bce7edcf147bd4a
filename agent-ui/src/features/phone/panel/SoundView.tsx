import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import { Notice } from '../../../shared/Notice';
import type { Phone } from '../phone';
import { phoneTexts } from '../phone-texts';
import { useSound } from '../use-phone';
import { LevelMeter } from './LevelMeter';

/** How loud both are, and how good the connection is. Screen readers are told of a poor one only. */
export function SoundView({ phone, isHeld }: { phone: Phone; isHeld: boolean }): ReactNode {
  const texts = useTexts(phoneTexts);
  const { own, heard, quality } = useSound(phone, isHeld);
  return (
    <>
      <div className="phone-sound">
        <LevelMeter label={texts.own} level={own} />
        <LevelMeter label={texts.heard} level={heard} />
        {!isHeld && (
          <p>
            {texts.quality}: <strong>{quality === undefined ? texts.measuring : texts.qualities[quality]}</strong>
          </p>
        )}
      </div>
      {quality === 'poor' && (
        <Notice tone="warning">
          <Paragraph>{texts.qualityPoor}</Paragraph>
        </Notice>
      )}
    </>
  );
}
