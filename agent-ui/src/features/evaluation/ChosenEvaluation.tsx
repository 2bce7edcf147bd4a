import { useState, type ReactNode } from 'react';
import { useLanguage, useTexts } from '../../shared/language';
import { ChoiceFields } from './ChoiceFields';
import { chosenFigures, everything, type Names } from './chosen-figures';
import { DurationsTable } from './DurationsTable';
import type { Evaluation } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { Funnel } from './Funnel';
import { OtherCounts } from './OtherCounts';
import { Parts } from './Parts';
import { dayName, monthName } from './period-names';

/** The figures of the purpose and the month that the reader chooses. */
export function ChosenEvaluation({ evaluation }: { evaluation: Evaluation }): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(evaluationTexts);
  const [choice, setChoice] = useState(everything);
  const names: Names = {
    purpose: (purpose) => purpose?.title[language] ?? texts.withoutPurpose,
    month: (month) => monthName(month, language),
    day: (day) => dayName(day, language),
  };
  const chosen = chosenFigures(evaluation, choice, names);
  const purpose = choice.purpose === undefined ? undefined : evaluation.purposes[choice.purpose];
  return (
    <>
      <ChoiceFields evaluation={evaluation} choice={choice} names={names} onChoose={setChoice} />
      <p role="status" className="evaluation-shown">
        {texts.shown(
          purpose === undefined ? texts.allPurposes : names.purpose(purpose.purpose),
          choice.month === undefined ? texts.wholePilot : names.month(choice.month),
        )}
      </p>
      {chosen.kind !== 'without-purpose' && <Funnel counts={chosen.funnel} />}
      <OtherCounts counts={chosen.figures} kind={chosen.kind} />
      <DurationsTable figures={chosen.figures} />
      {chosen.parts.length > 0 && <Parts {...chosen} />}
    </>
  );
}
