import { configure } from '@testing-library/dom';

// The machine may be busy with other tests, and a lost connection is tried again after a second; a condition that comes true ends the wait at once.
configure({ asyncUtilTimeout: 10_000 });
