import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { useEffect, type ReactNode } from 'react';
import { failureText } from '../../shared/failure-texts';
import { useLanguage, useTexts } from '../../shared/language';
import { Notice } from '../../shared/Notice';
import { useAccountKeeping } from './account-keeping';
import { accountsTexts } from './account/accounts-texts';
import { KeptElsewhere } from './KeptElsewhere';
import { KeptHere } from './KeptHere';
import './accounts.css';

interface AccountsPageProps {
  municipality: string;
  /** What the reader may see may have changed. */
  onViewerChanged: () => void;
}

export function AccountsPage({ municipality, onViewerChanged }: AccountsPageProps): ReactNode {
  const { language } = useLanguage();
  const texts = useTexts(accountsTexts);
  const { keeping, failure } = useAccountKeeping();

  useEffect(() => {
    document.title = texts.documentTitle(municipality);
  }, [texts, municipality]);
  useEffect(() => {
    if (failure === 'NOT_SIGNED_IN' || failure === 'NOT_ALLOWED') {
      onViewerChanged();
    }
  }, [failure, onViewerChanged]);

  return (
    <>
      <Heading level={1}>{texts.title}</Heading>
      {failure !== undefined && (
        <Notice tone="error">
          <Paragraph>{failureText(failure, language, texts.failures)}</Paragraph>
        </Notice>
      )}
      {keeping === undefined && failure === undefined && <p role="status">{texts.loading}</p>}
      {keeping?.keptHere === true && (
        <KeptHere isSecondFactorRequired={keeping.secondFactor === 'REQUIRED'} onViewerChanged={onViewerChanged} />
      )}
      {keeping?.authority != null && <KeptElsewhere authority={keeping.authority} />}
    </>
  );
}
