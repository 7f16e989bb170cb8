// What the past of a big catalog costs in a browser, against a release build: 25,000 entities and a
// year of weeks; the report is results/past.json.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { go } from './lib/hostile';
import { median } from './lib/measure';
import { results, root } from './lib/places';
import { expect, test } from './lib/portal';
import { put } from './lib/sites';

const RUNS = Number(process.env.RUNS ?? 5);
const ENTITIES = 25_000;
const WEEKS = 52;
/** One entity of so many is different in a week. */
const SHARE = 50;
/** So many files build on each other, as `cargo xtask snapshot` writes them. */
const CHAIN = 13;
const generator = `${root}/tests/fixtures/gen-catalog.mjs`;
const xtask = process.env.XTASK ?? '';

const figures: { what: string; value: number; unit: string; goal: string }[] = [];

test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1280, height: 800 } });

/** The days of the weeks, the oldest first. */
const days = Array.from({ length: WEEKS }, (_, week) => new Date(Date.UTC(2025, 10, 21 + 7 * week)).toISOString().slice(0, 10));

/** Writes the catalog, and what was kept of it in a year; bytes of the files, as they are and as brotli. */
function write(folder: string): { bytes: number; packed: number; whole: number } {
  mkdirSync(folder, { recursive: true });
  execFileSync('node', [generator, String(ENTITIES), folder]);
  put(`${folder}/portal.json`, JSON.stringify({ sources: [{ id: 'bench', type: 'files', index: ['all.yaml'] }] }));
  execFileSync(xtask, ['snapshot', '--dir', folder, '--keep', 'first', '--date', days[0]!], { cwd: root });
  const text = readFileSync(`${folder}/first/${days[0]}.txt`, 'utf8');
  const [first, ...lines] = text.trimEnd().split('\n');
  const files: string[] = [];
  const snapshots: object[] = [];
  days.forEach((day, week) => {
    const changed: string[] = [];
    if (week > 0) {
      for (let at = week % SHARE; at < lines.length; at += SHARE) {
        lines[at] += `\tdependsOn resource:default/of-week-${week}`;
        changed.push(lines[at]!);
      }
    }
    const since = week % CHAIN === 0 ? undefined : days[week - 1];
    files.push([since ? `${first}\t${since}` : first, ...(since ? changed : lines), ''].join('\n'));
    put(`${folder}/kept/${day}.txt`, files[week]!);
    snapshots.push({ date: day, url: `${day}.txt`, since });
  });
  put(`${folder}/kept/index.json`, JSON.stringify({ snapshots }));
  const kept = readdirSync(`${folder}/kept`).map((name) => `${folder}/kept/${name}`);
  return {
    bytes: kept.reduce((sum, file) => sum + statSync(file).size, 0),
    packed: kept.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0),
    whole: text.length * WEEKS,
  };
}

/** Counts tasks of over 50 ms from here on. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const state = window as unknown as { longest: number };
    state.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => (window as unknown as { longest: number }).longest);
}

test('a year of a big catalog', async ({ portal, page, server }) => {
  test.skip(!existsSync(generator), `no catalog generator at ${generator}`);
  test.skip(!existsSync(xtask), 'run it by `cargo xtask bench`');
  test.setTimeout(30 * 60_000);
  const { bytes, packed, whole } = write(`${server.files}/past`);
  figures.push({ what: 'files of 52 weeks', value: bytes / 1e6, unit: 'MB', goal: '' });
  figures.push({ what: 'the same compressed (brotli)', value: packed / 1e6, unit: 'MB', goal: '' });
  figures.push({ what: 'the same if each file stood alone', value: whole / 1e6, unit: 'MB', goal: '' });

  const settings = {
    sources: [{ id: 'bench', type: 'files' as const, url: `${server.apis.at.ci}/files/past/`, index: ['all.yaml'] }],
    plugins: [{ id: 'catalog', config: { snapshots: `${server.apis.at.ci}/files/past/kept/index.json` } }],
  };
  const [from, to] = [days[0]!, days[WEEKS - 1]!];
  const main = page.getByRole('main');
  const first: number[] = [];
  const again: number[] = [];
  const history: number[] = [];
  const tasks: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // A new page has read nothing yet; the catalog of 25,000 is there.
    await portal.open('/catalog/compare', settings);
    await go(page, '/catalog');
    await expect(main.locator('tbody a[href*="/catalog/"]').first()).toBeVisible({ timeout: 120_000 });
    const longest = await watchTasks(page);
    const timed = async (path: string, seen: () => Promise<void>) => {
      const start = Date.now();
      await go(page, path);
      await seen();
      return Date.now() - start;
    };
    const compared = (a: string, b: string) => async () => {
      await expect(main.getByText(new RegExp(`different: ${a} to ${b}`))).toBeVisible({ timeout: 120_000 });
    };
    first.push(await timed(`/catalog/changes?from=${from}&to=${to}`, compared(from, to)));
    again.push(await timed(`/catalog/changes?from=${to}&to=${from}`, compared(to, from)));
    const entity = readFileSync(`${server.files}/past/kept/${from}.txt`, 'utf8').match(/^component:default\/(\S+)\t/m)![1]!;
    history.push(
      await timed(`/catalog/default/component/${entity}/history`, async () => {
        await expect(main.getByRole('list', { name: 'History' })).toContainText('First seen', { timeout: 120_000 });
      }),
    );
    tasks.push(await longest());
  }
  figures.push({ what: 'two of 52 weeks compared, first time', value: median(first), unit: 'ms', goal: '2000 ms' });
  figures.push({ what: 'two others that were read', value: median(again), unit: 'ms', goal: '500 ms' });
  figures.push({ what: 'history of an entity over 52 weeks', value: median(history), unit: 'ms', goal: '3000 ms' });
  figures.push({ what: 'longest task meanwhile (0: none over 50 ms)', value: median(tasks), unit: 'ms', goal: '100 ms' });
});

test.afterAll(() => {
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/past.json`, JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures));
});
