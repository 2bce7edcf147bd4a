import { Button } from '@nl-design-system-candidate/button-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from './language';

const texts = {
  nl: { copy: 'Kopieer', copied: 'Gekopieerd', failed: 'Kopiëren lukt niet' },
  en: { copy: 'Copy', copied: 'Copied', failed: 'Could not copy' },
};

interface CopyButtonProps {
  /** Of what is copied, for people who do not see what the button stands beside. */
  name: string;
  value: string;
  /** Left out: "Copy". */
  says?: string;
}

export function CopyButton({ name, value, says }: CopyButtonProps): ReactNode {
  const { copy, copied, failed } = useTexts(texts);
  const [answer, setAnswer] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setAnswer('');
    }, 2_000);
    return () => {
      clearTimeout(timer);
    };
  }, [answer]);
  const onClick = (): void => {
    navigator.clipboard.writeText(value).then(
      () => {
        setAnswer(copied);
      },
      () => {
        setAnswer(failed);
      },
    );
  };
  return (
    <>
      <Button type="button" purpose="subtle" className="copy-button" onClick={onClick}>
        {answer === '' ? (says ?? copy) : answer}
        <span className="visually-hidden"> {name}</span>
      </Button>
      <span role="status" className="visually-hidden">
        {answer}
      </span>
    </>
  );
}
