import { cleanup, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { App } from '../src/App';
import { renderErrors } from '../src/render-errors';
import { ApiProvider } from '../src/shared/api';
import { createApi } from '../src/shared/create-api';
import { LanguageProvider } from '../src/shared/language';
import { municipalityApi, type MunicipalityApi, type State } from './municipality-api';

/** The whole page in front of an api of its own. */
export async function openPage(given: Partial<State> = {}): Promise<MunicipalityApi & { user: UserEvent; reload: () => void }> {
  const api = await municipalityApi(given);
  const open = (): void => {
    render(
      <LanguageProvider>
        <ApiProvider api={createApi(api.origin)}>
          <App />
        </ApiProvider>
      </LanguageProvider>,
      { onCaughtError: renderErrors.onCaughtError, onRecoverableError: renderErrors.onRecoverableError },
    );
  };
  open();
  onTestFinished(() => {
    cleanup();
    localStorage.clear();
    history.replaceState(null, '', '/');
  });
  const reload = (): void => {
    cleanup();
    open();
  };
  return { ...api, user: userEvent.setup(), reload };
}
