import { expect, test } from 'vitest';
import { dateText, yesNoText } from './attribute-kinds';

test.each([
  ['03-05-1980', '3 mei 1980', '3 May 1980'],
  ['1980-05-03', '3 mei 1980', '3 May 1980'],
  ['29-02-2000', '29 februari 2000', '29 February 2000'],
  ['00-00-1980', '00-00-1980', '00-00-1980'],
  ['mei 1980', 'mei 1980', 'mei 1980'],
])('the date %s is shown as %s', (value, nl, en) => {
  expect([dateText(value, 'nl'), dateText(value, 'en')]).toEqual([nl, en]);
});

test.each([
  ['Yes', 'Ja', 'Yes'],
  ['no', 'Nee', 'No'],
  ['Ja', 'Ja', 'Yes'],
  ['onbekend', 'onbekend', 'onbekend'],
])('%s is shown as %s', (value, nl, en) => {
  expect([yesNoText(value, 'nl'), yesNoText(value, 'en')]).toEqual([nl, en]);
});
