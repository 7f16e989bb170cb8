// The numbers of docs/performance.md about single parts of the library: medians of seven runs in
// one page of a release build; the report is results/parts.json.

import { mkdirSync, writeFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { frames, median, painted } from './lib/measure';
import { results } from './lib/places';
import { expect, test } from './lib/portal';

const RUNS = Number(process.env.RUNS ?? 7);

interface Figure {
  what: string;
  /** ms, except for rates. */
  value: number;
  unit: string;
  goal: string;
}

const figures: Figure[] = [];

test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1280, height: 800 } });

/** What a notch of a wheel scrolls; one per frame is nine screens a second. */
const NOTCH = 120;

/** Scrolls for two seconds, a notch per frame, and says how many frames came per second, and the longest task. */
async function scrolled(page: Page, selector: string): Promise<{ rate: number; longest: number }> {
  return page.evaluate(
    ([selector, notch]) =>
      new Promise((resolve) => {
        const box = document.querySelector(selector)!;
        let longest = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        });
        observer.observe({ type: 'longtask' });
        const start = performance.now();
        let frames = 0;
        const step = (now: number) => {
          frames += 1;
          box.scrollTop += notch;
          if (now - start < 2000) requestAnimationFrame(step);
          else setTimeout(() => resolve({ rate: (frames / (now - start)) * 1000, longest }), 100);
        };
        requestAnimationFrame(step);
      }),
    [selector, NOTCH] as const,
  );
}

async function medians(run: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let at = 0; at < RUNS; at += 1) all.push(await run());
  return median(all);
}

test('theme flip', async ({ portal, page }) => {
  await portal.open('/gallery/c/button');
  await page.evaluate(frames);
  let theme: 'light' | 'dark' = 'light';
  const value = await medians(async () => {
    theme = theme === 'light' ? 'dark' : 'light';
    const at = theme;
    return page.evaluate(
      (theme) =>
        new Promise<number>((resolve) => {
          const start = performance.now();
          document.documentElement.dataset.theme = theme;
          void window.drawn().then((end) => resolve(end - start));
        }),
      at,
    );
  });
  figures.push({ what: 'theme flip, a page of examples', value, unit: 'ms', goal: '100 ms' });
});

test('select', async ({ portal, page }) => {
  await portal.open('/gallery/c/select/many');
  const select = page.getByRole('combobox', { name: 'Version' });
  await expect(select).toHaveValue('Version 9999');
  const value = await medians(async () => {
    const ms = await painted(page, 'mousedown', () => select.click());
    await page.keyboard.press('Escape');
    return ms;
  });
  figures.push({ what: 'opening a Select with 10,000 options', value, unit: 'ms', goal: '100 ms' });
});

test('combobox', async ({ portal, page }) => {
  await portal.open('/gallery/c/combobox/many');
  const box = page.getByRole('combobox', { name: 'Component' });
  await box.click();
  const all: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await box.fill('');
    const keys: number[] = [];
    for (const key of 'comp12') keys.push(await painted(page, 'keydown', () => page.keyboard.press(key)));
    await box.fill('');
    all.push(Math.max(...keys));
  }
  figures.push({
    what: 'keystroke in a Combobox with 25,000 options to the next frame, the slowest of six',
    value: median(all),
    unit: 'ms',
    goal: '16 ms and a frame',
  });
});

for (const [what, path, selector] of [
  ['table of 25,000 rows', '/gallery/c/data-table/many', '.gallery-stage [data-scroller], .gallery-stage :is(div):has(> table)'],
  ['log of 100,000 lines', '/gallery/c/log-viewer/many', '.gallery-stage [role=region], .gallery-stage [role=log]'],
] as const) {
  test(what, async ({ portal, page }) => {
    await portal.open(path);
    await expect(page.locator('.gallery-stage')).toBeVisible();
    // What really scrolls: the first box below the stage, or around it, that is taller than it shows.
    const box = await page.evaluate((selector) => {
      const scrolls = (element: Element) =>
        element.scrollHeight > element.clientHeight + 400 && getComputedStyle(element).overflowY !== 'visible';
      const all = [...document.querySelectorAll(`${selector}, .gallery-stage *`)];
      const found = all.find(scrolls) ?? document.scrollingElement!;
      found.setAttribute('data-bench', '');
      return found.localName;
    }, selector);
    expect(box).not.toBe('');
    const rates: number[] = [];
    const longest: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const result = await scrolled(page, '[data-bench]');
      rates.push(result.rate);
      longest.push(result.longest);
      await page.evaluate(() => {
        document.querySelector('[data-bench]')!.scrollTop = 0;
      });
    }
    figures.push({ what: `scrolling a ${what}, ${NOTCH} px per frame`, value: median(rates), unit: 'frames a second', goal: '60' });
    figures.push({ what: `longest task while scrolling a ${what}`, value: median(longest), unit: 'ms', goal: '50 ms' });
  });
}

test.afterAll(() => {
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/parts.json`, JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures));
});
