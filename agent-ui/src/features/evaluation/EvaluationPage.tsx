import { Heading } from '@nl-design-system-candidate/heading-react';
import { Link } from '@nl-design-system-candidate/link-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import type { ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import { usePage } from '../../shared/use-page';
import { isEmpty } from './chosen-figures';
import { ChosenEvaluation } from './ChosenEvaluation';
import { useEvaluation } from './evaluation';
import { evaluationTexts } from './evaluation-texts';
import { hiddenExplanationId } from './hidden-explanation';
import './evaluation.css';

interface EvaluationPageProps {
  municipality: string;
  /** The server no longer lets this reader look. */
  onRefused: () => void;
}

export function EvaluationPage({ municipality, onRefused }: EvaluationPageProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(evaluationTexts);
  const { evaluation, failure } = useEvaluation();

  usePage(texts.documentTitle(municipality), failure, onRefused);

  return (
    <>
      <Heading level={1}>{texts.title}</Heading>
      <Paragraph>{texts.explanation}</Paragraph>
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language)}</Paragraph>
        </Notice>
      )}
      {evaluation === undefined && failure === undefined && <p role="status">{texts.loading}</p>}
      {evaluation !== undefined && isEmpty(evaluation) && <p role="status">{texts.none}</p>}
      {evaluation !== undefined && !isEmpty(evaluation) && (
        <>
          {evaluation.threshold > 1 && <Paragraph id={hiddenExplanationId}>{texts.hiddenExplained(evaluation.threshold - 1)}</Paragraph>}
          <p className="evaluation-download">
            <Link href="/evaluation.csv" download>
              {texts.download}
            </Link>
          </p>
          <ChosenEvaluation evaluation={evaluation} />
        </>
      )}
    </>
  );
}
