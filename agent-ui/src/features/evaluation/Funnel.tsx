import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { BarTable } from './BarTable';
import { shareOf } from './bars';
import type { Counts } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { funnel } from './measures';

export function Funnel({ counts }: { counts: Counts }): ReactNode {
  const texts = useTexts(evaluationTexts);
  const rows = funnel.map((step) => ({
    key: step,
    name: texts.measures[step],
    explanation: texts.explained[step],
    count: counts[step],
    share: shareOf(counts[step], counts.started),
  }));
  return (
    <section className="card">
      <Heading level={2}>{texts.funnel}</Heading>
      <BarTable caption={texts.funnel} column={texts.step} hasShares rows={rows} />
    </section>
  );
}
