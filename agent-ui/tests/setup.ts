import { configure } from '@testing-library/react';

// The machine may be busy with other tests; a condition that comes true ends the wait at once.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has dialogs but can't show them; that a browser keeps the keyboard inside is looked at in a browser.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});
