import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { admin } from '../../../tests/an-account';
import { anEvaluation } from '../../../tests/an-evaluation';
import type { State } from '../../../tests/municipality-api';
import { openPage } from '../../../tests/open-page';

async function openEvaluation(given: Partial<State> = {}): ReturnType<typeof openPage> {
  const page = await openPage({ viewer: admin, evaluation: anEvaluation, ...given });
  await page.user.click(await screen.findByRole('link', { name: 'Evaluatie' }));
  return page;
}

/** The cells of a row, without the words that explain its name. */
function cellsOf(table: string, row: RegExp | string): string[] {
  return within(within(screen.getByRole('table', { name: table })).getByRole('row', { name: row }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
}

test('an agent who is no admin has no way to the evaluation, whatever the address says', async () => {
  history.replaceState(null, '', '/?page=evaluation');
  await openPage({ evaluation: anEvaluation });
  await screen.findByText('Niemand wacht');
  expect(screen.queryByRole('link', { name: 'Evaluatie' })).toBeNull();
  expect(screen.queryByText('Van start tot gesprek')).toBeNull();
});

test('who is not signed in any more is told so', async () => {
  const { state, user } = await openPage({ viewer: admin });
  await screen.findByRole('link', { name: 'Evaluatie' });
  state.viewer = null;
  await user.click(screen.getByRole('link', { name: 'Evaluatie' }));
  await waitFor(() => expect(screen.getByText(/^U bent niet meer ingelogd/)).toBeTruthy());
});

test('figures that can’t be had are said to be so, and nothing is shown in their stead', async () => {
  await openEvaluation({ refuse: 'DATABASE_UNAVAILABLE' });
  expect((await screen.findByRole('alert')).textContent).toContain('De gegevens zijn nu niet bereikbaar');
  expect(screen.queryByText('Cijfers ophalen…')).toBeNull();
  expect(screen.queryByRole('table')).toBeNull();
});

test('before anything is counted there is a sentence, and no tables full of noughts', async () => {
  const page = await openPage({ viewer: admin });
  await page.user.click(await screen.findByRole('link', { name: 'Evaluatie' }));
  expect(await screen.findByText(/^Er is nog niets geteld/)).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Download als CSV' })).toBeNull();
});

test('the whole pilot is a funnel with shares, counts, and durations as people say them', async () => {
  await openEvaluation();
  await screen.findByRole('heading', { level: 1, name: 'Evaluatie' });
  await screen.findByText('U ziet: Alle onderwerpen – Hele pilot');
  expect(document.title).toBe('Evaluatie – Gemeente Arnhem');
  expect(cellsOf('Van start tot gesprek', /^Gestart/)).toEqual(['1.210', '100%']);
  expect(cellsOf('Van start tot gesprek', /^Gebeld met goede code/)).toEqual(['844', '70%']);
  expect(cellsOf('Van start tot gesprek', /^Gesprek aangenomen/)).toEqual(['818', '68%']);
  expect(screen.getByText('Alle aangenomen gesprekken').nextElementSibling?.textContent).toContain('860');
  expect(screen.getByText('Gebeld zonder Yivi', { selector: 'dt' }).nextElementSibling?.textContent).toContain('48');
  expect(cellsOf('Wachten en spreken', /^Wachttijd/)).toEqual([
    '1 minuut en 10 seconden',
    '4 minuten en 1 seconde',
    '5 minuten en 1 seconde',
  ]);
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Download als CSV' }).getAttribute('href')).toBe('/evaluation.csv');
});

test('a hidden number says so in its cell, has no bar of its size, and its table says why', async () => {
  const { user } = await openEvaluation();
  await screen.findByText(/^U ziet/);
  const table = screen.getByRole('table', { name: 'Per onderwerp: Gestart' });
  expect(table.getAttribute('aria-describedby')).toBeNull();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Laat zien' }), 'Gegevens gedeeld');
  expect(cellsOf('Per onderwerp: Gegevens gedeeld', 'Paspoort of ID-kaart verborgen')).toEqual(['verborgen']);
  const described = screen.getByRole('table', { name: 'Per onderwerp: Gegevens gedeeld' });
  expect(document.getElementById(described.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
    /^Getallen van 1 tot en met 4 zijn verborgen, om bellers te beschermen/,
  );
  const bars = [...described.querySelectorAll('svg')];
  expect(bars.map((bar) => bar.querySelector('rect')?.getAttribute('width'))).toEqual(['100%', undefined, '0%']);
  expect(bars.every((bar) => bar.getAttribute('aria-hidden') === 'true')).toBe(true);
});

test('durations of too few calls are not told', async () => {
  const { user } = await openEvaluation();
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Onderwerp' }), 'Paspoort of ID-kaart');
  expect(cellsOf('Wachten en spreken', /^Wachttijd/)).toEqual(Array(3).fill('te weinig gesprekken'));
});

test('a purpose and a month are chosen by keyboard, which stays where it is, and what is shown is said', async () => {
  const { user } = await openEvaluation();
  const purpose = await screen.findByRole('combobox', { name: 'Onderwerp' });
  expect(screen.queryByRole('combobox', { name: 'Periode' })).toBeNull();
  await user.selectOptions(purpose, 'Vraag over uw uitkering');
  expect(cellsOf('Per maand: Gestart', /^oktober 2026/)).toEqual(['1.000']);
  await user.tab();
  const period = screen.getByRole('combobox', { name: 'Periode' });
  expect(document.activeElement).toBe(period);
  await user.selectOptions(period, 'november 2026');
  expect(document.activeElement).toBe(period);
  expect(screen.getByRole('status').textContent).toBe('U ziet: Vraag over uw uitkering – november 2026');
  expect(cellsOf('Van start tot gesprek', /^Gestart/)).toEqual(['200', '100%']);
  expect(cellsOf('Per dag: Gestart', 'ma 23 nov 150')).toEqual(['150']);
  await user.click(screen.getByText('Alle cijfers per dag', { selector: 'summary' }));
  expect(cellsOf('Alle cijfers per dag', /^di 24 nov/)).toEqual(['verborgen', 'verborgen', '40', '39', '0', '0', '0', '0', '0']);
});

test('callers without a purpose have no funnel', async () => {
  const { user } = await openEvaluation();
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Onderwerp' }), 'Zonder onderwerp');
  expect(screen.queryByRole('table', { name: 'Van start tot gesprek' })).toBeNull();
  expect(screen.getByRole('heading', { name: 'Wat er gebeurde' })).toBeTruthy();
  expect(cellsOf('Per maand: Gebeld zonder Yivi', /^november 2026/)).toEqual(['48']);
});

test('all of it is in English too', async () => {
  const { user } = await openEvaluation();
  await user.click(await screen.findByRole('button', { name: 'English' }));
  expect(await screen.findByText(/^Numbers from 1 to 4 are hidden, to protect callers/)).toBeTruthy();
  expect(cellsOf('From start to conversation', /^Started/)).toEqual(['1,210', '100%']);
  expect(cellsOf('Waiting and talking', /^Waiting time/)).toEqual([
    '1 minute and 10 seconds',
    '4 minutes and 1 second',
    '5 minutes and 1 second',
  ]);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Subject' }), 'Question about your benefit');
  expect(cellsOf('By month: Started', /^October 2026/)).toEqual(['1,000']);
});
