import '../flow/flow.css';
import './start-page.css';
import { openStartPage } from './start-page';

const root = document.getElementById('page');
if (root === null) {
  throw new Error('index.html has no element with the id "page".');
}
const kind = location.pathname === '/i' ? 'invitation' : 'call';
const fragment = location.hash.slice(1);
if (kind === 'invitation') {
  // A code must not stay in the address bar, in the history or in a shared link.
  history.replaceState(null, '', location.pathname);
}
void openStartPage(root, location.origin, kind, fragment);
