// What big graphs of relations cost in a browser, against a release build; the report is
// results/relations.json.

import { mkdirSync, writeFileSync } from 'node:fs';
import { go } from './lib/hostile';
import { elapsed, install, median } from './lib/measure';
import { results } from './lib/places';
import { expect, test } from './lib/portal';
import { put } from './lib/sites';

const RUNS = Number(process.env.RUNS ?? 7);
const SIZES = [500, 5_000];
/** Each component but the first needs one before it: so many need the same. */
const FAN = 6;

const figures: { what: string; value: number; unit: string; goal: string }[] = [];

test.use({ viewport: { width: 1280, height: 800 } });

/** Components that all stand on the first one, some of them on a second one as well. */
function components(count: number): string {
  const one = (at: number) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `part-${at}` },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'crew',
      dependsOn: at === 0 ? [] : [...new Set([Math.floor((at - 1) / FAN), at % 7 === 0 ? Math.floor(at / 3) : 0].filter((to) => to !== 0 || at <= FAN))].map((to) => `component:part-${to}`),
    },
  });
  return Array.from({ length: count }, (_, at) => JSON.stringify(one(at))).join('\n---\n');
}

for (const count of SIZES) {
  test(`a graph of ${count} boxes`, async ({ portal, page, server }) => {
    const folder = `${server.files}/graph-${count}`;
    mkdirSync(folder, { recursive: true });
    put(`${folder}/all.yaml`, components(count));
    await install(page);
    await portal.open('/catalog', {
      sources: [{ id: 'bench', type: 'files', url: `${server.apis.at.ci}/files/graph-${count}/`, index: ['all.yaml'] }],
      plugins: ['catalog'],
    });
    const table = '/catalog/default/component/part-0/relations?view=table&hops=all&direction=up';
    const drawn: number[] = [];
    const rates: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await go(page, '/catalog');
      await go(page, table);
      const graph = page.getByRole('radiogroup', { name: 'View as' }).getByText('Graph', { exact: true });
      await expect(graph).toBeVisible();
      await expect(page.getByRole('main').getByRole('row').nth(1)).toBeVisible();
      drawn.push((await elapsed(page, 'click', 'main figure a[href]', () => graph.click())).quiet);
      const frame = page.locator('main figure .pk-dependency-graph-frame');
      // A hand that drags for two seconds, there and back.
      rates.push(
        await frame.evaluate(
          (box) =>
            new Promise<number>((resolve) => {
              const start = performance.now();
              let frames = 0;
              let way = 24;
              const step = (now: number) => {
                frames += 1;
                const before = [box.scrollLeft, box.scrollTop];
                box.scrollLeft += way;
                box.scrollTop += way;
                if (box.scrollLeft === before[0] && box.scrollTop === before[1]) way = -way;
                if (now - start < 2000) requestAnimationFrame(step);
                else resolve((frames / (now - start)) * 1000);
              };
              requestAnimationFrame(step);
            }),
        ),
      );
    }
    const boxes = count.toLocaleString('en');
    figures.push({ what: `a graph of ${boxes} boxes, click to painted, with its layout in a worker`, value: median(drawn), unit: 'ms', goal: count === 500 ? '1000 ms' : '' });
    figures.push({ what: `panning it, 24 px per frame`, value: median(rates), unit: 'frames a second', goal: '30' });
  });
}

test.afterAll(() => {
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}/relations.json`, JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures));
});
