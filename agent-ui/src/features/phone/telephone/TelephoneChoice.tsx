import '@utrecht/form-field-css/dist/index.css';
import '@utrecht/form-label-css/dist/index.css';
import '@utrecht/select-css/dist/index.css';
import { Button } from '@nl-design-system-candidate/button-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { failureText } from '../../../shared/failure-texts';
import { useLanguage, useTexts } from '../../../shared/language';
import { Notice } from '../../../shared/Notice';
import { telephoneTexts } from './telephone-texts';
import type { Telephones } from './use-telephones';
import './telephone.css';

interface TelephoneChoiceProps {
  telephones: Telephones;
  /** The browser cannot do it: the choice stands open. */
  isNeeded: boolean;
}

/** Where the agent takes calls. Shows nothing where the municipality has entered no telephone. */
export function TelephoneChoice({ telephones, isNeeded }: TelephoneChoiceProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(telephoneTexts);
  const { all, chosen, lost, failure, isChanging, choose } = telephones;
  const state = useRef<HTMLDivElement>(null);
  if (all.length === 0 && lost === undefined && failure === undefined) {
    return null;
  }
  const onChoose = async (id: string | undefined): Promise<void> => {
    if (await choose(id)) {
      // The button is gone; what it did stands here.
      state.current?.focus();
    }
  };
  return (
    <div ref={state} role="group" aria-label={texts.title} tabIndex={-1} className="telephone-choice">
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language, texts.failures)}</Paragraph>
        </Notice>
      )}
      {lost !== undefined && (
        <Notice tone="warning">
          <Paragraph>{texts.lost(lost)}</Paragraph>
        </Notice>
      )}
      {chosen !== undefined && (
        <>
          <Notice tone="info">
            <Paragraph>{texts.chosen(chosen.name)}</Paragraph>
          </Notice>
          <Button type="button" purpose="secondary" busy={isChanging} onClick={isChanging ? undefined : () => void onChoose(undefined)}>
            {texts.browser}
          </Button>
        </>
      )}
      {chosen === undefined && all.length > 0 && (
        <details open={isNeeded}>
          <summary>{texts.use}</summary>
          <ChoiceForm telephones={telephones} onChoose={(id) => void onChoose(id)} />
        </details>
      )}
    </div>
  );
}

function ChoiceForm({ telephones, onChoose }: { telephones: Telephones; onChoose: (id: string) => void }): ReactNode {
  const texts = useTexts(telephoneTexts);
  const id = useId();
  const hintId = useId();
  const free = telephones.all.filter(({ isFree }) => isFree);
  const [picked, setPicked] = useState('');
  const wanted = free.some((one) => one.id === picked) ? picked : free[0]?.id;
  const mayChoose = wanted !== undefined && !telephones.isChanging;
  return (
    <form
      className="telephone-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayChoose) {
          onChoose(wanted);
        }
      }}
    >
      <p id={hintId} className="hint">
        {texts.explained}
      </p>
      <div className="utrecht-form-field">
        <label htmlFor={id} className="utrecht-form-label">
          {texts.which}
        </label>
        <select
          id={id}
          aria-describedby={hintId}
          className="utrecht-select utrecht-select--html-select"
          value={wanted}
          onChange={(event) => {
            setPicked(event.target.value);
          }}
        >
          {telephones.all.map((one) => (
            <option key={one.id} value={one.id} disabled={!one.isFree}>
              {one.isFree || one.usedBy == null ? one.name : texts.taken(one.name, one.usedBy)}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" purpose="secondary" busy={telephones.isChanging} disabled={wanted === undefined}>
        {texts.choose}
      </Button>
    </form>
  );
}
