import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { Count } from './Count';
import type { Counts } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { otherMeasures, type Kind } from './measures';

export function OtherCounts({ counts, kind }: { counts: Counts; kind: Kind }): ReactNode {
  const texts = useTexts(evaluationTexts);
  return (
    <section className="card">
      <Heading level={2}>{kind === 'without-purpose' ? texts.happened : texts.others}</Heading>
      <dl className="other-counts">
        {otherMeasures(kind).map((measure) => {
          const isAllTaken = kind === 'all' && measure === 'taken';
          return (
            <div key={measure}>
              <dt>{isAllTaken ? texts.allTaken : texts.measures[measure]}</dt>
              <dd>
                <strong>
                  <Count value={counts[measure]} />
                </strong>
                <span className="hint">{isAllTaken ? texts.allTakenExplained : texts.explained[measure]}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
