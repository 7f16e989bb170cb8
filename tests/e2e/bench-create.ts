// What forms of templates and runs cost in a browser, against a release build; the report is
// results/create.json.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { go } from './lib/hostile';
import { median, painted, percentile, workOfKeys } from './lib/measure';
import { results, root } from './lib/places';
import { expect, test } from './lib/portal';
import { put } from './lib/sites';

const RUNS = Number(process.env.RUNS ?? 7);
const ENTITIES = 25_000;
const FIELDS = 200;
const LINES = 10_000;
/** So long the lines of a log come. */
const SECONDS = 5;
const generator = `${root}/tests/fixtures/gen-catalog.mjs`;

const figures: { what: string; value: number; unit: string; goal: string }[] = [];

test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1280, height: 800 } });

/** A template that asks these. */
const template = (name: string, properties: object) =>
  JSON.stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name },
    spec: { owner: 'nobody', type: 'service', parameters: { title: 'All of it', properties }, steps: [] },
  });

/** Texts, numbers, choices and ticks, in turn. */
function many(): object {
  const kinds = [
    { type: 'string', minLength: 2, description: 'What it is called.' },
    { type: 'integer', minimum: 0, maximum: 100 },
    { type: 'string', enum: ['one', 'two', 'three', 'four', 'five'] },
    { type: 'boolean' },
  ];
  return Object.fromEntries(Array.from({ length: FIELDS }, (_, at) => [`field${at}`, { title: `Field ${at}`, ...kinds[at % kinds.length] }]));
}

async function typed(page: Page, text: string): Promise<{ work: number[]; painted: number[] }> {
  const seen: number[] = [];
  const work = await workOfKeys(page, async () => {
    for (const letter of text) seen.push(await painted(page, 'keydown', () => page.keyboard.press(letter)));
  });
  return { work: work.map(({ work }) => work), painted: seen };
}

test('a form of many fields', async ({ portal, page }) => {
  await page.route('**/demo/catalog/templates/all.yaml', (route) => route.fulfill({ contentType: 'text/yaml', body: template('many', many()) }));
  await portal.open('/create/templates/default/many');
  const field = page.getByRole('textbox', { name: /^Field 100/ });
  await expect(field).toBeVisible();
  await field.click();
  const work: number[] = [];
  const seen: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const one = await typed(page, 'parcelweigher');
    work.push(...one.work);
    seen.push(...one.painted);
  }
  figures.push({ what: `work of a keystroke in a form of ${FIELDS} fields, 95th percentile`, value: percentile(work, 95), unit: 'ms', goal: '16 ms' });
  figures.push({ what: 'the same with the wait for the frame, median', value: median(seen), unit: 'ms', goal: '16 ms and a frame' });
});

test('a picker of all entities', async ({ server, page, portal }) => {
  test.skip(!existsSync(generator), `no catalog generator at ${generator}`);
  const folder = `${server.files}/pickers`;
  mkdirSync(folder, { recursive: true });
  execFileSync('node', [generator, String(ENTITIES), folder]);
  put(`${folder}/picker.yaml`, template('picker', { which: { title: 'Which', type: 'string', 'ui:field': 'EntityPicker' } }));
  await portal.open('/create', {
    sources: [{ id: 'bench', type: 'files', url: `${server.apis.at.ci}/files/pickers/`, index: ['all.yaml', 'picker.yaml'] }],
    plugins: ['catalog', 'create'],
  });
  const box = page.getByRole('combobox', { name: /^Which/ });
  const opened: number[] = [];
  const work: number[] = [];
  const seen: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // Each time a new form, whose picker has not been opened before.
    await go(page, '/create');
    await expect(page.getByRole('heading', { level: 1, name: 'Templates' })).toBeVisible();
    await go(page, '/create/templates/default/picker');
    await expect(box).toBeVisible();
    opened.push(await painted(page, 'click', () => box.click()));
    const one = await typed(page, 'pay00');
    work.push(...one.work);
    seen.push(...one.painted);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  figures.push({ what: 'opening a picker with 25,000 entities', value: median(opened), unit: 'ms', goal: '100 ms' });
  figures.push({ what: 'work of a keystroke in it, 95th percentile', value: percentile(work, 95), unit: 'ms', goal: '16 ms' });
  figures.push({ what: 'the same with the wait for the frame, median', value: median(seen), unit: 'ms', goal: '16 ms and a frame' });
});

test('a log that streams', async ({ page, portal }) => {
  const task = {
    id: 'bench',
    status: 'processing',
    createdAt: '2026-11-20T09:00:00.000Z',
    spec: { steps: [{ id: 'one', name: 'Build', action: 'debug:log' }], parameters: { name: 'bench' }, templateInfo: {} },
  };
  await page.route('**/api/scaffolder/v2/tasks/bench', (route) => route.fulfill({ json: task }));
  // The stream is made in the page, because a test can only answer with a whole body.
  await page.addInitScript(
    ([lines, seconds]) => {
      const event = (id: number, type: string, body: object) =>
        `event: ${type}\ndata: ${JSON.stringify({ id, taskId: 'bench', type, createdAt: new Date().toISOString(), body })}\n\n`;
      const original = window.fetch;
      window.fetch = (input, init) => {
        const url = input instanceof Request ? input.url : String(input);
        if (!url.includes('/tasks/bench/eventstream')) return original(input, init);
        const state = window as unknown as { streamed: Promise<{ rate: number; longest: number }> };
        const text = new TextEncoder();
        const body = new ReadableStream({
          start(controller) {
            let sent = 0;
            let frames = 0;
            let longest = 0;
            new PerformanceObserver((list) => {
              for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
            }).observe({ type: 'longtask' });
            const start = performance.now();
            let over = false;
            const count = () => {
              frames += 1;
              if (!over) requestAnimationFrame(count);
            };
            requestAnimationFrame(count);
            state.streamed = new Promise((resolve) => {
              const send = () => {
                const due = Math.min(lines, Math.floor(((performance.now() - start) / (seconds * 1000)) * lines));
                let chunk = '';
                for (; sent < due; sent += 1) {
                  chunk += event(sent + 1, 'log', { message: `\u001b[32mCompiling\u001b[0m crate-${sent} v1.${sent}.0`, stepId: 'one', status: sent === 0 ? 'processing' : undefined });
                }
                if (chunk !== '') controller.enqueue(text.encode(chunk));
                if (sent < lines) {
                  setTimeout(send, 4);
                  return;
                }
                const rate = (frames / (performance.now() - start)) * 1000;
                over = true;
                controller.enqueue(text.encode(event(lines + 1, 'completion', { message: 'Run completed', output: {} })));
                controller.close();
                setTimeout(() => resolve({ rate, longest }), 200);
              };
              send();
            });
          },
        });
        return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
      };
    },
    [LINES, SECONDS] as const,
  );
  const rates: number[] = [];
  const longest: number[] = [];
  for (let run = 0; run < Math.min(RUNS, 3); run += 1) {
    await portal.open('/create/tasks/bench');
    const one = await page.evaluate(() => (window as unknown as { streamed: Promise<{ rate: number; longest: number }> }).streamed);
    rates.push(one.rate);
    longest.push(one.longest);
    await expect(page.getByRole('main').getByText(/of 10,00\d$/)).toBeVisible();
  }
  figures.push({ what: 'a log of 10,000 lines that comes in five seconds', value: median(rates), unit: 'frames a second', goal: '60' });
  figures.push({ what: 'longest task meanwhile (0: none over 50 ms)', value: median(longest), unit: 'ms', goal: '50 ms' });
});

test.afterAll(() => {
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/create.json`, JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures));
});
