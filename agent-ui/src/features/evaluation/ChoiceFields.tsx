import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { ChoiceField } from './ChoiceField';
import { withPurpose, type Choice, type Names } from './chosen-figures';
import type { Evaluation } from './evaluation';
import { evaluationTexts } from './evaluation-texts';

interface ChoiceFieldsProps {
  evaluation: Evaluation;
  choice: Choice;
  names: Names;
  onChoose: (choice: Choice) => void;
}

/** Which purpose and which month. Months are told for one purpose at a time. */
export function ChoiceFields({ evaluation, choice, names, onChoose }: ChoiceFieldsProps): ReactNode {
  const texts = useTexts(evaluationTexts);
  const purpose = choice.purpose === undefined ? undefined : evaluation.purposes[choice.purpose];
  return (
    <div className="evaluation-choice">
      <ChoiceField
        label={texts.purpose}
        value={String(choice.purpose ?? '')}
        options={[
          { value: '', text: texts.allPurposes },
          ...evaluation.purposes.map((one, place) => ({ value: String(place), text: names.purpose(one.purpose) })),
        ]}
        onChoose={(value) => {
          onChoose(withPurpose(evaluation, choice, value === '' ? undefined : Number(value)));
        }}
      />
      {purpose === undefined ? (
        <p className="hint">{texts.periodExplained}</p>
      ) : (
        <ChoiceField
          label={texts.period}
          value={choice.month ?? ''}
          options={[
            { value: '', text: texts.wholePilot },
            ...purpose.months.map(({ month }) => ({ value: month, text: names.month(month) })),
          ]}
          onChoose={(value) => {
            onChoose({ ...choice, month: value === '' ? undefined : value });
          }}
        />
      )}
    </div>
  );
}
