import { configure } from '@testing-library/react';

// The machine may be busy with other tests; a condition that comes true ends the wait at once.
configure({ asyncUtilTimeout: 10_000 });
