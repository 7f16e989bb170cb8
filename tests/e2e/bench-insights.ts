// How long it takes until the dashboard can be read: medians of seven runs of a release build; the
// report is results/insights.json.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { elapsed, install, median } from './lib/measure';
import { dist, results } from './lib/places';
import { expect, test } from './lib/portal';

const RUNS = Number(process.env.RUNS ?? 7);

test.use({ viewport: { width: 1280, height: 800 } });

test('opening the dashboard', async ({ portal, page }) => {
  const file = readFileSync(`${dist}/demo/insights/events.json`);
  const { events } = (JSON.parse(file.toString()) as { source: { events: number } }).source;
  await install(page);
  const first: number[] = [];
  const again: number[] = [];
  const scores: number[] = [];
  const link = page.getByRole('link', { name: 'Insights', exact: true }).first();
  // A page whose tabs are there without the dashboard.
  const delivery = page.getByRole('main').getByRole('link', { name: 'Delivery', exact: true });
  const adoption = page.getByRole('main').getByRole('link', { name: 'Adoption', exact: true });
  for (let run = 0; run < RUNS; run += 1) {
    await portal.open('/catalog');
    // With the code of the plugin, which is not here yet, and the file.
    first.push((await elapsed(page, 'click', 'main [aria-label="Plugins by people"], main table', () => link.click())).quiet);
    await portal.settled();
    await delivery.click();
    await expect(page).toHaveURL(/\/insights\/delivery$/);
    await portal.settled();
    again.push((await elapsed(page, 'click', 'main [aria-label="Plugins by people"], main table', () => adoption.click())).quiet);
    await portal.settled();
    const cards = page.getByRole('main').getByRole('link', { name: 'Scorecards', exact: true });
    scores.push((await elapsed(page, 'click', 'main [aria-label="Entities by score"], main table', () => cards.click())).quiet);
    await portal.settled();
  }
  const from = `from the file of ${events.toLocaleString('en')} events (${(file.length / 1000).toFixed(0)} kB)`;
  const figures = [
    { what: `the dashboard for the first time, ${from}, with its code, click to painted`, value: median(first), unit: 'ms', goal: '500 ms' },
    { what: 'the dashboard again', value: median(again), unit: 'ms', goal: '500 ms' },
    { what: 'the scorecards of the demo, click to painted', value: median(scores), unit: 'ms', goal: '500 ms' },
  ];
  console.table(figures);
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/insights.json`, JSON.stringify(figures, null, 2));
  expect(figures.length).toBe(3);
});
