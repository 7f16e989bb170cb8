// Many pages in a row, and faster than anybody can look.

import type { CDPSession, Page } from '@playwright/test';
import { heap, install } from './lib/measure';
import { expect, test } from './lib/portal';

const stops: [path: string, heading: string][] = [
  ['/catalog', 'Components'],
  ['/catalog/default/component/payments-ledger', 'Payments ledger'],
  ['/catalog?kind=api&q=ledger', 'APIs'],
  ['/catalog/default/system/settlement/relations', 'Settlement'],
  ['/settings', 'Settings'],
  ['/catalog/default/component/payments-ledger/builds', 'Payments ledger'],
  ['/nothing/here', 'Page not found'],
];

/** Goes to pages of the portal without loading it anew, so many ms apart. */
async function hurry(page: Page, paths: string[], pause: number): Promise<void> {
  const walked = page.evaluate(
    async ({ paths, pause }) => {
      for (const path of paths) {
        history.pushState(null, '', path);
        dispatchEvent(new PopStateEvent('popstate'));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    { paths, pause },
  );
  // A dead portal has no timers, so the walk would never end.
  const died = page.getByRole('alertdialog').waitFor({ timeout: 0 });
  const outcome = await Promise.race([walked.then(() => 'arrived'), died.then(() => 'died')]);
  expect(outcome, 'the portal').toBe('arrived');
}

/** A walk over the stops that looks random and is always the same. */
function walk(length: number, seed: number): string[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return stops[Math.floor((state / 2_147_483_648) * stops.length)]![0];
  });
}

for (const pause of [0, 5, 40]) {
  test(`a hurry through the pages, ${pause} ms apart, ends on the last one`, async ({ portal, page }) => {
    await portal.open('/catalog');
    for (let round = 1; round <= 5; round += 1) {
      const [path, heading] = stops[round % stops.length]!;
      await hurry(page, [...walk(40, round), path], pause);
      await expect(portal.heading()).toHaveText(heading);
      expect(portal.address()).toBe(path);
    }
  });
}

test('back and forward a hundred times', async ({ portal, page }) => {
  await portal.open('/catalog');
  await hurry(page, stops.map(([path]) => path), 100);
  await page.evaluate(async () => {
    for (let turn = 0; turn < 100; turn += 1) {
      // The browser drops a step that is asked for while another one is on its way.
      const stepped = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
      history.go(turn % 10 < 5 ? -1 : 1);
      await stepped;
      await new Promise((resolve) => setTimeout(resolve, (turn * 7) % 23));
    }
  });
  const [path, heading] = stops.at(-1)!;
  await expect(page).toHaveURL(portal.apis.at.portal + path);
  await expect(portal.heading()).toHaveText(heading);
});

/** What a page holds, at rest on the settings. */
async function held(page: Page, debug: CDPSession) {
  await hurry(page, ['/settings'], 500);
  const { js, wasm } = await heap(page, debug);
  const { metrics } = await debug.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), js, wasm };
}

test('three hundred pages leave nothing behind', async ({ portal, page, context }) => {
  test.setTimeout(480_000);
  await install(page);
  await portal.open('/catalog');
  const debug = await context.newCDPSession(page);
  await debug.send('Performance.enable');
  await hurry(page, walk(100, 1), 40);
  const before = await held(page, debug);
  await hurry(page, walk(300, 2), 40);
  // What a page that was left still holds for a moment is gone soon; what leaks stays.
  await expect(async () => {
    const after = await held(page, debug);
    expect(after.nodes, 'nodes').toBeLessThanOrEqual(before.nodes * 1.05 + 20);
    expect(after.listeners, 'listeners').toBeLessThanOrEqual(before.listeners * 1.05 + 5);
    expect(after.js - before.js, 'bytes of JavaScript').toBeLessThanOrEqual(2_000_000);
    expect(after.wasm - before.wasm, 'bytes of WebAssembly').toBeLessThanOrEqual(1_048_576);
  }).toPass({ intervals: [1000], timeout: 30_000 });
});

test('a thousand pages of entities, with all of their cards, do not make the heap grow', async ({ portal, page, context }) => {
  test.setTimeout(600_000);
  const legs = Number(process.env.LEGS ?? 1000);
  const names = ['component/checkout-gateway', 'component/payments-ledger', 'component/refunds-worker', 'group/payments-core', 'component/payout-scheduler', 'api/ledger-api', 'component/rollout', 'system/settlement', 'user/ines.calloway'];
  const paths = (count: number) => Array.from({ length: count }, (_, at) => `/catalog/default/${names[at % names.length]}`);
  await install(page);
  await portal.open('/catalog');
  const debug = await context.newCDPSession(page);
  await debug.send('Performance.enable');
  // Every chunk is here, every answer was read, and the memories have their size, before anything is counted.
  await hurry(page, paths(names.length), 1000);
  await hurry(page, paths(300), 40);
  const before = await held(page, debug);
  await hurry(page, paths(legs), 40);
  await expect(async () => {
    const after = await held(page, debug);
    for (const part of ['nodes', 'listeners', 'js', 'wasm'] as const) {
      // The engine keeps and throws away code that it has compiled, as it likes; and the memory of
      // WebAssembly, which never gets smaller, is as large as the most that was ever needed at once.
      const room = part === 'js' ? 1_048_576 : part === 'wasm' ? 524_288 : 0;
      expect(after[part], `${part}, ${before[part]} before`).toBeLessThanOrEqual(before[part] * 1.1 + room);
    }
    const figures = Object.entries(after).map(([part, value]) => `${part} ${before[part as keyof typeof before]} → ${value}`);
    console.log(`${legs} pages of entities: ${figures.join(', ')}`);
  }).toPass({ intervals: [1000], timeout: 30_000 });
  await hurry(page, ['/catalog/default/component/payments-ledger'], 0);
  await expect(portal.heading()).toHaveText('Payments ledger');
});
