// How long it takes until a page of documentation can be read: medians of seven runs of a release
// build; the report is results/docs.json.

import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { frames, median } from './lib/measure';
import { results } from './lib/places';
import { FAILED_REQUESTS, expect, test } from './lib/portal';
import { filed, page as html, put } from './lib/sites';

const RUNS = Number(process.env.RUNS ?? 7);

test.use({ viewport: { width: 1280, height: 800 } });

/** Notes when an element of the document is on the screen, and the longest task of the page. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(frames);
  await page.addInitScript(() => {
    const state = window as unknown as { painted(element: string): Promise<number>; longest: number };
    state.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration);
    }).observe({ type: 'longtask' });
    state.painted = (element) =>
      new Promise((resolve) => {
        const look = () => {
          if (!document.querySelector(`.docs-article ${element}`)) return false;
          void window.drawn().then(resolve);
          return true;
        };
        if (look()) return;
        new MutationObserver((_, observer) => {
          if (look()) observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
      });
  });
}

const painted = (page: Page, element: string) =>
  page.evaluate((element) => (window as unknown as { painted(element: string): Promise<number> }).painted(element), element);

test('opening pages of documentation', async ({ portal, page, guard }) => {
  // The site has no metadata of its own.
  guard.expect(FAILED_REQUESTS);
  const section = (at: number) =>
    `<h2 id="s${at}">Section ${at}</h2><p>${'Words that say <em>something</em> about it. '.repeat(20)}</p>` +
    `<pre><code>${'<span class="k">let</span> <span class="n">x</span> = 1;\n'.repeat(8)}</code></pre>`;
  const large = Array.from({ length: 1400 }, (_, at) => section(at)).join('\n');
  const folder = `${portal.files}/docs/default/component/a`;
  const nav: [string, string][] = [['First', './'], ['Second', 'second/'], ['Large', 'large/']];
  put(`${folder}/index.html`, html(`<h1>First</h1><p id="first">First words.</p>${section(1)}`, nav));
  put(`${folder}/second/index.html`, html(`<h1>Second</h1><p id="second">Second words.</p>${section(2)}`));
  put(`${folder}/large/index.html`, html(`<h1>Large</h1><p>Large words.</p>${large}`));
  await watch(page);
  const cold: number[] = [];
  const known: number[] = [];
  const tasks: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await portal.open('/docs/default/component/a', filed(portal, ['a']));
    cold.push(await painted(page, '#doc-first'));
    const link = page.getByRole('treeitem', { name: 'Second' });
    const start = await link.evaluate((element) => {
      const start = performance.now();
      (element as HTMLElement).click();
      return start;
    });
    known.push((await painted(page, '#doc-second')) - start);
    await portal.open('/docs/default/component/a', filed(portal, ['a']));
    await page.evaluate(() => {
      (window as unknown as { longest: number }).longest = 0;
      history.pushState(null, '', '/docs/default/component/a/large');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await painted(page, '#doc-s1399');
    await page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 200)));
    tasks.push(await page.evaluate(() => (window as unknown as { longest: number }).longest));
  }
  const figures = [
    { what: 'a page of a known site, click to painted text', value: median(known), unit: 'ms', goal: '< 100' },
    { what: 'a page, cold, navigation to painted text', value: median(cold), unit: 'ms', goal: '< 500' },
    { what: `a page of ${(large.length / 1e6).toFixed(1)} MB, longest task`, value: median(tasks), unit: 'ms', goal: '<= 100' },
  ];
  console.table(figures);
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/docs.json`, JSON.stringify(figures, null, 2));
  expect(figures.length).toBe(3);
});
