// What the search costs in a browser with 25,000 entities and 2,000 documents, against a release
// build; the report is results/search.json.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { heap, install, median, painted, percentile, type Work, workOfKeys } from './lib/measure';
import { results, root } from './lib/places';
import { expect, test } from './lib/portal';
import { put } from './lib/sites';

const RUNS = Number(process.env.RUNS ?? 7);
const ENTITIES = 25_000;
const DOCUMENTS = 2_000;
/** ms from one letter to the next, as somebody types who is fast at it. */
const RHYTHM = 80;
const generator = `${root}/../shared/fixtures/gen-catalog.mjs`;

/** Typed one letter after the other: a name, a misspelt one, words, words of documents, nothing. */
const TYPED = ['payment', 'paymnet', 'led ger', 'the service retries', 'rotates keys', 'zzzzzzz'];

test.skip(!existsSync(generator), `no catalog generator at ${generator}: nothing is measured`);
test.use({ viewport: { width: 1280, height: 800 } });

/** Sections of a site, of 200 words each, which share their words as those of an organisation do. */
function sections(): object[] {
  const words = `the service retries payments until ledger entries settle and every operator who opens
    this runbook rotates keys checks consumer lag replays letters then tells finance what happened before
    deploying another version of gateway or worker in region cluster with database migration schema topic
    partition alert dashboard budget`.split(/\s+/);
  const word = (at: number) => words[at % words.length]!;
  return Array.from({ length: DOCUMENTS }, (_, at) => ({
    location: `page-${at >> 3}/${at % 8 === 0 ? '' : `#s${at}`}`,
    title: `${word(at)} the ${word(at * 13 + 2)} ${at}`,
    text: Array.from({ length: 200 }, (_, place) => word(at * 7 + place * place + Math.floor(place / 3))).join(' '),
  }));
}

/** Watches the line that says how far the search is, and the tasks meanwhile. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = window as unknown as { built: Promise<{ ms: number; longest: number }> };
    state.built = new Promise((resolve) => {
      let start = 0;
      let longest = 0;
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) {
          if (start > 0 && startTime >= start) longest = Math.max(longest, duration);
        }
      }).observe({ type: 'longtask' });
      const observer = new MutationObserver(() => {
        const said = document.querySelector('main')?.textContent ?? '';
        if (/so far, still reading/.test(said)) start ||= performance.now();
        else if (start > 0 && /\d+ results?/.test(said)) {
          observer.disconnect();
          const ms = performance.now() - start;
          // A long task is reported when it has ended.
          setTimeout(() => resolve({ ms, longest }), 200);
        }
      });
      observer.observe(document, { childList: true, characterData: true, subtree: true });
    });
  });
}

test('search', async ({ server, browser }) => {
  const folder = `${server.files}/search`;
  mkdirSync(folder);
  execFileSync('node', [generator, String(ENTITIES), folder]);
  const documented = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'documented', annotations: { 'backstage.io/techdocs-ref': 'dir:.' } },
    spec: { type: 'documentation', lifecycle: 'production', owner: 'nobody' },
  };
  put(`${folder}/documented.yaml`, JSON.stringify(documented));
  const site = `${folder}/docs/default/component/documented`;
  put(`${site}/search/search_index.json`, JSON.stringify({ docs: sections() }));
  await server.apis.reset();
  await server.apis.configure({
    title: 'Search',
    sources: [
      { id: 'bench', type: 'files', url: `${server.apis.at.ci}/files/search/`, index: ['all.yaml', 'documented.yaml'] },
    ],
    origins: { docs: { title: 'Documentation', url: `${server.apis.at.ci}/files/search/docs` } },
    plugins: ['catalog', 'docs', 'search'],
  });

  const built: number[] = [];
  const longest: number[] = [];
  const bytes: number[] = [];
  const work: Work[] = [];
  const seen: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await install(page);
    await watch(page);
    await page.goto(`${server.apis.at.portal}/catalog`);
    await expect(page.locator('main tbody a[href*="/catalog/"]').first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    const before = await heap(page, debug);
    await page.evaluate(() => {
      history.pushState(null, '', '/search?query=service');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    const build = await page.evaluate(
      () => (window as unknown as { built: Promise<{ ms: number; longest: number }> }).built,
    );
    built.push(build.ms);
    longest.push(build.longest);
    const after = await heap(page, debug);
    bytes.push((after.js + after.wasm - before.js - before.wasm) / ENTITIES);

    const field = page.getByRole('main').getByRole('searchbox');
    await field.click();
    // Work and waiting each by themselves: the clock in the page that tells the wait is work, too.
    for (const text of TYPED) {
      await field.fill('');
      work.push(...(await workOfKeys(page, () => page.keyboard.type(text, { delay: RHYTHM }))));
    }
    for (const text of TYPED) {
      await field.fill('');
      for (const letter of text) {
        const key = letter === ' ' ? 'Space' : letter;
        seen.push(await painted(page, 'keydown', () => page.keyboard.press(key)));
      }
    }
    // What the same letters take in a field around which there is nothing: the browser's own share.
    await page.goto('about:blank');
    await page.setContent('<input aria-label="bare">');
    await page.getByLabel('bare').focus();
    const alone = await workOfKeys(page, () => page.keyboard.type(TYPED.join('').replaceAll(' ', ''), { delay: RHYTHM }));
    bare.push(...alone.map(({ work }) => work));
    await context.close();
  }
  const figures = [
    { what: 'building the index while the page is used', value: median(built), unit: 'ms', goal: '1000 ms' },
    { what: 'longest task meanwhile (0: none over 50 ms)', value: median(longest), unit: 'ms', goal: '50 ms' },
    { what: 'memory that the page grew by, for each entity, documents included', value: median(bytes), unit: 'bytes', goal: '' },
    { what: 'work from a keystroke to painted results, 95th percentile', value: percentile(work.map(({ work }) => work), 95), unit: 'ms', goal: '16 ms' },
    { what: 'of it, the time with a processor', value: percentile(work.map(({ processor }) => processor), 95), unit: 'ms', goal: '' },
    { what: 'work from a keystroke to painted results, median', value: median(work.map(({ work }) => work)), unit: 'ms', goal: '' },
    { what: 'the same letters in a bare field of an empty page: the share of the browser and of this machine', value: percentile(bare, 95), unit: 'ms', goal: '' },
    { what: 'the same with the wait for the frame', value: percentile(seen, 95), unit: 'ms', goal: '16 ms and a frame' },
  ];
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/search.json`, JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures));
});
