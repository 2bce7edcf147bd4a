import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../shared/language';
import type { Colleague } from './colleagues';
import { handOverTexts } from './hand-over-texts';

interface ColleagueListProps {
  /** Undefined until they are known. */
  colleagues: Colleague[] | undefined;
  isBusy: boolean;
  onChoose: (colleague: Colleague) => void;
}

/** Who is present, and who could take a call now. */
export function ColleagueList({ colleagues, isBusy, onChoose }: ColleagueListProps): ReactNode {
  const texts = useTexts(handOverTexts);
  if (colleagues === undefined || colleagues.length === 0) {
    return <p role="status">{colleagues === undefined ? texts.loading : texts.nobody}</p>;
  }
  return (
    <ul className="colleague-list">
      {colleagues.map((colleague) => {
        const isFree = colleague.state === 'AVAILABLE';
        return (
          <li key={colleague.id}>
            <span className="colleague-name">{colleague.displayName}</span>
            <span className={`colleague-state ${isFree ? 'colleague-free' : ''}`}>{texts.states[colleague.state]}</span>
            {isFree && (
              <Button
                type="button"
                purpose="primary"
                busy={isBusy}
                onClick={() => {
                  if (!isBusy) {
                    onChoose(colleague);
                  }
                }}
              >
                {texts.give}
                <span className="visually-hidden"> {colleague.displayName}</span>
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
