import type { ReactNode } from 'react';
import { locales, useLanguage, useTexts } from '../../shared/language';
import type { Told } from './bars';
import { evaluationTexts } from './evaluation-texts';

/** A number, or that it is hidden. No more than that: a large number may be hidden too, so that a small one can't be worked out. */
export function Count({ value }: { value: Told }): ReactNode {
  const { language } = useLanguage();
  const { hidden } = useTexts(evaluationTexts);
  return value == null ? (
    <span className="hidden-count">{hidden}</span>
  ) : (
    <span className="clock">{value.toLocaleString(locales[language])}</span>
  );
}
