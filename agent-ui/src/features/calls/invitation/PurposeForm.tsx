import { Button } from '@nl-design-system-candidate/button-react';
import { useId, useState, type SubmitEvent, type ReactNode } from 'react';
import { useLanguage, useTexts } from '../../../shared/language';
import { invitationTexts } from './invitation-texts';
import { usePurposes } from './purposes';

interface PurposeFormProps {
  isBusy: boolean;
  onChoose: (purpose: string) => void;
  onCancel: () => void;
}

/** What to ask for depends on what the call is about. */
export function PurposeForm({ isBusy, onChoose, onCancel }: PurposeFormProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(invitationTexts);
  const purposes = usePurposes() ?? [];
  const [chosen, setChosen] = useState<string>();
  const purpose = chosen ?? purposes[0]?.name;
  const name = useId();
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (purpose !== undefined && !isBusy) {
      onChoose(purpose);
    }
  };
  return (
    <form className="purpose-form" onSubmit={onSubmit}>
      <fieldset>
        <legend>{texts.purpose}</legend>
        {purposes.map((one) => (
          <label key={one.name}>
            <input
              type="radio"
              name={name}
              value={one.name}
              checked={one.name === purpose}
              onChange={() => {
                setChosen(one.name);
              }}
            />
            {one.title[language]}
          </label>
        ))}
      </fieldset>
      <div className="buttons">
        <Button type="submit" purpose="primary" busy={isBusy}>
          {texts.make}
        </Button>
        <Button type="button" purpose="secondary" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
