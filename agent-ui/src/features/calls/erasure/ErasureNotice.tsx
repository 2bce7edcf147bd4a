import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import { Notice } from '../../../shared/Notice';
import type { Erasure } from './erasure';
import { erasureTexts } from './erasure-texts';

/** Says it once: the text holds no ticking clock, so a live region has nothing to repeat. */
export function ErasureNotice({ erasure }: { erasure: Erasure }): ReactNode {
  const texts = useTexts(erasureTexts);
  return erasure === 'later' ? null : (
    <Notice key={erasure} tone="warning">
      <Paragraph>{texts[erasure]}</Paragraph>
    </Notice>
  );
}
