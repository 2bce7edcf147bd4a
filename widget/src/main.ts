import { IdBellenButton } from './id-bellen-button';

export { start } from './start';

// A page may carry the script twice; the first one stays in charge.
if (customElements.get('id-bellen-button') === undefined) {
  customElements.define('id-bellen-button', IdBellenButton);
}
