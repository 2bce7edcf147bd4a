import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { BarTable } from './BarTable';
import type { ChosenFigures } from './chosen-figures';
import { ChoiceField } from './ChoiceField';
import type { Measure } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { allMeasures } from './measures';
import { PartsTable } from './PartsTable';

/** The purposes, months or days of what was chosen: one measure as a chart, all of them as a table. */
export function Parts({ kind, partsAre, parts }: ChosenFigures): ReactNode {
  const texts = useTexts(evaluationTexts);
  const measures = allMeasures(kind);
  const [chosen, setChosen] = useState<Measure>('started');
  const measure = measures.find((one) => one === chosen) ?? measures[0] ?? chosen;
  const { title, column, all, note } = texts.parts[partsAre];
  return (
    <section className="card">
      <Heading level={2}>{title}</Heading>
      <ChoiceField
        label={texts.measure}
        value={measure}
        options={measures.map((one) => ({ value: one, text: texts.measures[one] }))}
        onChoose={(value) => {
          setChosen(measures.find((one) => one === value) ?? measure);
        }}
      />
      <BarTable
        caption={`${title}: ${texts.measures[measure]}`}
        column={column}
        rows={parts.map(({ key, name, counts }) => ({ key, name, count: counts[measure] }))}
      />
      {note !== '' && <p className="hint">{note}</p>}
      <details>
        <summary>{all}</summary>
        <PartsTable caption={all} column={column} measures={measures} parts={parts} />
      </details>
    </section>
  );
}
