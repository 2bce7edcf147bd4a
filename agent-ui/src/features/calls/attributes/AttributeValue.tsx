import type { ReactNode } from 'react';
import { CopyButton } from '../../../shared/CopyButton';
import { useLanguage, useTexts } from '../../../shared/language';
import { OutsideText } from '../../../shared/OutsideText';
import type { Call } from '../live/call';
import { dateText, yesNoText } from './attribute-kinds';
import { attributesTexts } from './attributes-texts';

interface AttributeValueProps {
  attribute: Call['attributes'][number];
  canCopy: boolean;
}

/** A value as people read it; what is copied is what was issued. */
export function AttributeValue({ attribute: { kind, label, value, address }, canCopy }: AttributeValueProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(attributesTexts);
  if (kind === 'PHOTO') {
    return <img className="photo" src={address ?? `data:image/jpeg;base64,${value}`} alt={texts.photo(label[language])} />;
  }
  if (address != null) {
    return (
      <a href={address} target="_blank" rel="noopener noreferrer">
        {texts.large}
      </a>
    );
  }
  const shown = kind === 'DATE' ? dateText(value, language) : kind === 'YES_NO' ? yesNoText(value, language) : value;
  return (
    <>
      <span className="value">
        <OutsideText text={shown} />
      </span>
      {canCopy && <CopyButton name={label[language]} value={value} />}
    </>
  );
}
