import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCall, myCall } from '../../../../tests/a-call';
import { openPage } from '../../../../tests/open-page';
import type { Identification } from '../../../gql/graphql';

test.each<[Identification, boolean]>([
  ['SAME_PHONE', false],
  ['ANOTHER_PHONE', true],
  ['DURING_CALL', true],
])(
  'of a caller who identified by %s it is said whether that is less sure, and then what to ask besides',
  async (identification, isLessSure) => {
    await openPage({ calls: [myCall({ identification })] });
    await screen.findByText('999992235');
    expect(screen.queryAllByText('Minder zeker.')).toHaveLength(isLessSure ? 1 : 0);
    expect(screen.queryAllByText(/Stel bij gevoelige zaken eerst een controlevraag/)).toHaveLength(isLessSure ? 1 : 0);
  },
);

test('before a call is taken the list says so too', async () => {
  await openPage({ calls: [aCall({ identification: 'ANOTHER_PHONE' })] });
  expect(await screen.findByText('Belt met een andere telefoon (minder zeker)')).toBeTruthy();
});
