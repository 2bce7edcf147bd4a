import '@utrecht/form-field-css/dist/index.css';
import '@utrecht/form-label-css/dist/index.css';
import '@utrecht/textbox-css/dist/index.css';
import { Button } from '@nl-design-system-candidate/button-react';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { telephonesTexts } from './telephones-texts';

interface TelephoneFormProps {
  isAdding: boolean;
  /** @returns whether the form may be emptied */
  onAdd: (telephone: { name: string; number: string }) => Promise<boolean>;
}

export function TelephoneForm({ isAdding, onAdd }: TelephoneFormProps): ReactNode {
  const texts = useTexts(telephonesTexts);
  const [nameId, hintId, numberId] = [useId(), useId(), useId()];
  const add = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    if (await onAdd({ name: text('name'), number: text('number') })) {
      form.reset();
    }
  };
  return (
    <form
      className="entry-form telephone-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAdding) {
          void add(event.currentTarget);
        }
      }}
    >
      <div className="utrecht-form-field">
        <label htmlFor={nameId} className="utrecht-form-label">
          {texts.name}
        </label>
        <p id={hintId} className="hint">
          {texts.nameHint}
        </p>
        <input
          id={nameId}
          name="name"
          required
          maxLength={60}
          autoComplete="off"
          aria-describedby={hintId}
          className="utrecht-textbox utrecht-textbox--html-input"
        />
      </div>
      <div className="utrecht-form-field">
        <label htmlFor={numberId} className="utrecht-form-label">
          {texts.number}
        </label>
        <input
          id={numberId}
          name="number"
          type="tel"
          required
          maxLength={30}
          autoComplete="off"
          className="utrecht-textbox utrecht-textbox--html-input"
        />
      </div>
      <Button type="submit" purpose="primary" busy={isAdding}>
        {texts.create}
      </Button>
    </form>
  );
}
