// The numbers of docs/performance.md that need a browser. Each is the median of seven runs with an
// empty cache, against a release build; the report is results/performance.json.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { type Entry, TeamApis } from './lib/apis';
import { elapsed, heap, install, median, work } from './lib/measure';
import { dist, results, root } from './lib/places';
import { expect, stock, test } from './lib/portal';

const SIZES = [200, 10_000, 25_000];
const RUNS = Number(process.env.RUNS ?? 7);
const generator = `${root}/../shared/fixtures/gen-catalog.mjs`;

type Sample = Record<
  | 'codeBytes' | 'dataBytes' | 'rowsMs' | 'workMs' | 'jsHeapBytes' | 'wasmBytes'
  | 'readCodeBytes' | 'readRowsMs' | 'readWorkMs'
  | 'keystrokeMs' | 'facetMs' | 'entityMs' | 'entityQuietMs' | 'backMs' | 'backQuietMs',
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
    const samples: Sample[] = [];
    const whole = await deployed(folder, `${server.files}/portal-${size}`, server.files);
    await server.apis.reset();
    await server.apis.configure({
      ...stock(),
      origins: { ci: { url: server.apis.at.ci } },
      sources: [{ id: 'bench', type: 'files', url: `${server.apis.at.ci}/files/${size}/`, index: ['all.yaml'] }],
    });
    for (let run = 0; run < RUNS; run += 1) {
      const first = await measure(browser, whole);
      samples.push({ ...first, ...(await readInBrowser(browser, server.apis)) });
    }
    whole.stop();
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

/** A deployment with these descriptors in its folder, and the catalog that its build would write. */
async function deployed(descriptors: string, folder: string, files: string): Promise<TeamApis> {
  cpSync(dist, folder, { recursive: true });
  cpSync(descriptors, `${folder}/descriptors`, { recursive: true });
  const sources = [{ id: 'bench', type: 'files', index: ['descriptors/all.yaml'] }];
  const text = JSON.stringify({ ...stock(), sources });
  for (const file of readdirSync(folder)) if (file.startsWith('portal.json')) rmSync(join(folder, file));
  writeFileSync(`${folder}/portal.json`, text);
  execFileSync(process.env.XTASK ?? `${root}/target/debug/xtask`, ['snapshot', '--dir', folder]);
  return TeamApis.start(files, folder);
}

/** Opens the catalog in a browser that has seen nothing, up to its first rows. */
async function firstRows(browser: Browser, apis: TeamApis) {
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
  const isData = ({ origin, path }: Entry) => origin === 'ci' || /^\/(catalog\.bin|descriptors\/)/.test(path);
  const bytes = (data: boolean) =>
    log.filter((entry) => isData(entry) === data).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  return { context, page, debug, rowsMs, workMs, codeBytes: bytes(false), dataBytes: bytes(true) };
}

/** The same where nothing but descriptors is there. */
async function readInBrowser(browser: Browser, apis: TeamApis) {
  const { context, rowsMs, workMs, codeBytes } = await firstRows(browser, apis);
  await context.close();
  return { readRowsMs: rowsMs, readWorkMs: workMs, readCodeBytes: codeBytes };
}

async function measure(browser: Browser, apis: TeamApis) {
  const { context, page, debug, rowsMs, workMs, codeBytes, dataBytes } = await firstRows(browser, apis);
  // Until the descriptors were read again, and nothing is going on any more.
  await page.waitForRequest(/\/descriptors\//, { timeout: 15_000 }).catch(() => undefined);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const { js, wasm } = await heap(page, debug);

  // Each letter narrows the list.
  const filter = page.getByRole('main').getByRole('searchbox');
  await filter.click();
  const keystrokes: number[] = [];
  for (const letter of 'ledg') {
    const typed = await elapsed(page, 'keydown', 'main tbody', () => page.keyboard.press(letter));
    keystrokes.push(typed.quiet);
  }
  await filter.fill('');

  await page.getByRole('button', { name: /^Owner/, expanded: false }).click();
  const option = page.getByRole('option').first();
  await expect(option).toBeVisible();
  const facet = await elapsed(page, 'click', 'main tbody', () => option.click());
  await page.keyboard.press('Escape');

  const link = page.locator('main tbody').getByRole('link').first();
  const name = (await link.innerText()).trim();
  // As a person does: the pointer rests on the link before it is pressed.
  await link.hover();
  await expect(page.locator('.pk-peek')).toBeVisible();
  const entity = await elapsed(page, 'click', `page:${name}|About`, () => link.click());
  const back = await elapsed(page, 'popstate', 'main tbody a[href*="/catalog/"]', () =>
    page.evaluate(() => history.back()),
  );
  await context.close();
  return {
    codeBytes, dataBytes, rowsMs, workMs, jsHeapBytes: js, wasmBytes: wasm,
    keystrokeMs: Math.max(...keystrokes), facetMs: facet.quiet,
    entityMs: entity.shown, entityQuietMs: entity.quiet, backMs: back.shown, backQuietMs: back.quiet,
  };
}
