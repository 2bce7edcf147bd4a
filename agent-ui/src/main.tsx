import '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css';
import '@nl-design-system-candidate/button-css/button.css';
import '@nl-design-system-candidate/heading-css/heading.css';
import '@nl-design-system-candidate/link-css/link.css';
import '@nl-design-system-candidate/paragraph-css/paragraph.css';
import '@nl-design-system-candidate/skip-link-css/skip-link.css';
import './theme.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { PageBoundary } from './PageBoundary';
import { renderErrors } from './render-errors';
import { ApiProvider } from './shared/api';
import { createApi } from './shared/create-api';
import { LanguageProvider } from './shared/language';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element with the id "root".');
}
createRoot(root, renderErrors).render(
  <StrictMode>
    <LanguageProvider>
      <ApiProvider api={createApi(location.origin)}>
        <PageBoundary>
          <App />
        </PageBoundary>
      </ApiProvider>
    </LanguageProvider>
  </StrictMode>,
);
