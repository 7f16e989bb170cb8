// The numbers of docs/performance.md that need a browser. Each is the median of seven runs with an
// empty cache, against a release build; the report is results/performance.json.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from '@playwright/test';
import type { TeamApis } from './lib/apis';
import { elapsed, heap, install, median, work } from './lib/measure';
import { results, root } from './lib/places';
import { expect, stock, test } from './lib/portal';

const SIZES = [200, 10_000, 25_000];
const RUNS = Number(process.env.RUNS ?? 7);
const generator = `${root}/../shared/fixtures/gen-catalog.mjs`;

type Sample = Record<
  | 'codeBytes' | 'dataBytes' | 'rowsMs' | 'workMs' | 'jsHeapBytes' | 'wasmBytes'
  | 'keystrokeMs' | 'facetMs' | 'entityMs' | 'backMs',
  number
>;

const cases: object[] = [];

test.describe.configure({ mode: 'serial' });
test.skip(!existsSync(generator), `no catalog generator at ${generator}: nothing is measured`);

for (const size of SIZES) {
  test(`${size} entities`, async ({ server, browser }) => {
    const folder = join(server.files, String(size));
    mkdirSync(folder);
    execFileSync('node', [generator, String(size), folder]);
    // As a static host would send them.
    for (const file of readdirSync(folder)) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
      const text = readFileSync(join(folder, file));
      writeFileSync(join(folder, `${file}.br`), brotliCompressSync(text, { params }));
    }
    await server.apis.reset();
    await server.apis.configure({
      ...stock(),
      origins: { ci: { url: server.apis.at.ci } },
      sources: [{ id: 'bench', type: 'files', url: `${server.apis.at.ci}/files/${size}/`, index: ['all.yaml'] }],
    });
    const samples: Sample[] = [];
    for (let run = 0; run < RUNS; run += 1) samples.push(await measure(browser, server.apis));
    const names = Object.keys(samples[0]!) as (keyof Sample)[];
    const medians = names.map((name) => [name, median(samples.map((sample) => sample[name]))]);
    cases.push({ entities: size, runs: RUNS, ...Object.fromEntries(medians), samples });
  });
}

test.afterAll(({ browser }) => {
  const report = {
    date: new Date().toISOString(),
    machine: { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
    browser: `Chromium ${browser.version()}`,
    cases,
  };
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/performance.json`, JSON.stringify(report, null, 2));
  console.log(JSON.stringify({ ...report, cases: cases.map((one) => ({ ...one, samples: undefined })) }));
});

async function measure(browser: Browser, apis: TeamApis): Promise<Sample> {
  // A new context has an empty cache and an empty storage.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send('Performance.enable');
  await install(page);
  await apis.clearLog();

  const before = await work(debug);
  await page.goto(`${apis.at.portal}/catalog`);
  const rowsMs = await page.evaluate(() => window.clock.rows);
  const workMs = (await work(debug)) - before;
  const log = await apis.log();
  const bytes = (origin: string) =>
    log.filter((entry) => entry.origin === origin).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const [codeBytes, dataBytes] = [bytes('portal'), bytes('ci')];

  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const { js, wasm } = await heap(page, debug);

  // Each letter narrows the list.
  const filter = page.getByRole('main').getByRole('searchbox');
  await filter.click();
  const keystrokes: number[] = [];
  for (const letter of 'ledg') {
    keystrokes.push(await elapsed(page, 'keydown', 'main tbody', () => page.keyboard.press(letter)));
  }
  await filter.fill('');

  await page.getByRole('button', { name: /^Owner/, expanded: false }).click();
  const option = page.getByRole('option').first();
  await expect(option).toBeVisible();
  const facetMs = await elapsed(page, 'click', 'main tbody', () => option.click());
  await page.keyboard.press('Escape');

  const link = page.locator('main tbody').getByRole('link').first();
  const name = (await link.innerText()).trim();
  const entityMs = await elapsed(page, 'click', `text:${name}`, () => link.click());
  const backMs = await elapsed(page, 'popstate', 'main tbody a[href*="/catalog/"]', () =>
    page.evaluate(() => history.back()),
  );
  await context.close();
  return {
    codeBytes, dataBytes, rowsMs, workMs, jsHeapBytes: js, wasmBytes: wasm,
    keystrokeMs: Math.max(...keystrokes), facetMs, entityMs, backMs,
  };
}
