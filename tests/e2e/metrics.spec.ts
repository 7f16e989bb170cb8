// How a service does: four facts on its page, all panels on the tab, from files and from a server.

import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';
const checkout = '/catalog/default/component/checkout-gateway';
const RANGES = '**/demo/metrics/api/v1/query_range';

/** A card or a panel. */
const region = (page: Page, name: string) => page.getByRole('main').getByRole('region', { name, exact: true });
const fact = (page: Page, name: string) => region(page, 'Metrics').getByRole('group', { name, exact: true });

/** Settings with the API of the test server, which computes its values up to now. */
const live = (portal: Portal, config: object = {}) => ({
  origins: { metrics: { title: 'Prometheus', url: `${portal.apis.at.ci}/prometheus` } },
  plugins: ['catalog', { id: 'metrics', config: { origin: 'metrics', ...config } }],
});

test('a healthy service: four facts, and the tab with range, step, table and ways on', async ({ portal, page }) => {
  await portal.open(ledger);
  await expect(fact(page, 'Requests')).toContainText(/\d\sper second/);
  await expect(fact(page, 'Errors')).toContainText(/0\.\d+\s%/);
  await expect(fact(page, 'Duration, p95')).toContainText(/\d\sms/);
  await expect(fact(page, 'Memory of its limit').getByRole('img')).toHaveAttribute('aria-label', /73 values, lowest .*%/);
  await expect(region(page, 'Metrics').getByText(/^Above/)).toHaveCount(0);
  await region(page, 'Metrics').getByRole('link', { name: 'All metrics' }).click();
  await expect(page).toHaveURL(/payments-ledger\/metrics$/);

  await expect(region(page, 'Requests')).toContainText(/Now \d+\sper second/);
  await expect(region(page, 'Requests').getByText(/As of .*, every 5\smin, UTC\+1/)).toBeVisible();
  await expect(region(page, 'ledger_outbox_pending').getByRole('button', { name: 'payment-captured' })).toBeVisible();
  await page.getByText('24 h', { exact: true }).click();
  await expect(page).toHaveURL(/\?range=24h$/);
  await expect(page.getByRole('figure', { name: /^Requests, last 1\sd/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Step' }).selectOption('30m');
  await expect(page).toHaveURL(/step=30m/);
  await page.reload();
  await portal.settled();
  await expect(page.getByRole('radio', { name: '24 h' })).toBeChecked();
  await expect(region(page, 'Duration').getByText(/every 30\smin/)).toBeVisible();
  await region(page, 'Duration').getByRole('button', { name: 'Table' }).click();
  const table = region(page, 'Duration').getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'p50', 'p95', 'p99']);
  await expect(table.getByRole('row')).toHaveCount(50);

  const query = region(page, 'Errors').getByRole('link', { name: /Open in Prometheus/ });
  await expect(query).toHaveAttribute('href', /^https:\/\/prometheus\.halyard\.example\/graph\?g0\.expr=.*payments-ledger/);
  const trace = region(page, 'Duration').getByRole('link', { name: /^Trace / });
  await expect(trace).toHaveCount(5);
  await expect(trace.first()).toHaveAttribute('href', /^https:\/\/traces\.halyard\.example\/trace\/[0-9a-f]{32}$/);
});

test('a sick service: what is above its limit is said, and what was not measured is a gap', async ({ portal, page }) => {
  await portal.open(checkout);
  const card = region(page, 'Metrics');
  await expect(card.getByText(/Above the limit of 5\s%/)).toBeVisible();
  await expect(card.getByText(/Above the limit of 90\s%/)).toBeVisible();
  await expect(fact(page, 'Memory of its limit')).toContainText(/97\s%/);
  await portal.tab('Metrics').click();
  const memory = region(page, 'Memory of its limit');
  await expect(memory.getByText(/Above the limit of 90\s%/)).toBeVisible();
  await expect(memory.getByRole('button', { name: '4 others, the highest' })).toBeVisible();
  await expect(memory.getByRole('button', { name: /^Limit 90/ })).toBeVisible();
  await memory.getByRole('button', { name: 'Table' }).click();
  await expect(memory.getByRole('cell', { name: 'no value' }).first()).toBeVisible();
  await expect(memory.getByRole('cell', { name: /^99\s%$/ }).first()).toBeVisible();
});

test('one panel fails in the words of Prometheus, its neighbours do not, and it is asked again by hand', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let broken = true;
  const json = { status: 'error', errorType: 'bad_data', error: '1:4: parse error: unexpected end of input' };
  await page.route(`${RANGES}/payments-ledger/errors.json`, (route) => (broken ? route.fulfill({ status: 400, json }) : route.continue()));
  await portal.open(ledger);
  await expect(fact(page, 'Requests')).toContainText('per second');
  await expect(region(page, 'Metrics').getByText(/refused the request/)).toBeVisible();
  await portal.tab('Metrics').click();
  await expect(region(page, 'Errors').getByText(/Prometheus cannot read the query: 1:4: parse error/)).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Requests, last 6/ })).toBeVisible();
  broken = false;
  await region(page, 'Errors').getByRole('button', { name: /try again|retry/i }).click();
  await expect(page.getByRole('figure', { name: /^Errors, last 6/ })).toBeVisible();
});

test('what cannot be refreshed stays and says so, and nothing measured is said', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open(`${ledger}/metrics`);
  await page.route(`${RANGES}/**`, (route) => route.fulfill({ status: 403, body: '' }));
  await page.getByRole('button', { name: 'Refresh the metrics' }).click();
  await expect(region(page, 'Requests').getByText('This is not up to date')).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Requests, last/ })).toBeVisible();
  // One of the other panels that had its answer only after this would heal all of them.
  await page.waitForLoadState('networkidle');
  const json = { status: 'success', data: { resultType: 'matrix', result: [] } };
  await page.route(`${RANGES}/**`, (route) => route.fulfill({ json }));
  await region(page, 'Requests').getByRole('button', { name: 'Try again' }).click();
  await expect(region(page, 'Requests').getByText('Nothing is known in this range.').first()).toBeVisible();
  await portal.open(ledger);
  await expect(region(page, 'Metrics').getByText('Nothing is measured')).toBeVisible();
});

test('a slow panel is said to be slow, and its neighbours do not wait', async ({ portal, page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(`${RANGES}/payments-ledger/rate.json`, async (route) => { await held; await route.continue(); });
  await portal.apis.configure(portal.settings({ net: { timeScale: 0.5 } }));
  await page.goto(`${portal.apis.at.portal}${ledger}/metrics`);
  await expect(page.getByRole('figure', { name: /^Errors, last/ })).toBeVisible();
  await expect(region(page, 'Requests').getByText(/is slow to answer/)).toBeVisible();
  release();
  await expect(page.getByRole('figure', { name: /^Requests, last/ })).toBeVisible();
  await expect(page.getByText(/is slow to answer/)).toHaveCount(0);
});

test('what is missing is named: the annotation, Prometheus, the namespace, the place of a mistake', async ({ portal, page }) => {
  const main = page.getByRole('main');
  await portal.open('/catalog/default/component/engineering-handbook/metrics');
  await expect(main.getByText('prometheus.io/service').first()).toBeVisible();
  await portal.open(`${ledger}/metrics`, { plugins: ['catalog', 'metrics'] });
  await expect(main.getByText('No Prometheus is known to the portal')).toBeVisible();
  const panel = (query: string) => [{ id: 'a', title: 'Queue', query }];
  await portal.open(`${ledger}/metrics`, live(portal, { panels: panel('queue{namespace="$namespace"}') }));
  await expect(main.getByText('backstage.io/kubernetes-namespace').first()).toBeVisible();
  await portal.open(`${ledger}/metrics`, live(portal, { panels: panel('queue{a="$job"}') }));
  await expect(main.getByText(/config\.panels\[0\]\.query: \$job is not known/)).toBeVisible();
});

test('a server is asked for the points that can be seen, up to now, and again by hand', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const asked = async () => (await portal.apis.log('ci'))
    .filter(({ method, path }) => method === 'GET' && path.includes('/query_range'))
    .map(({ path }) => new URL(path, portal.apis.at.ci).searchParams);
  const number = (pairs: URLSearchParams, name: string) => Number(pairs.get(name));
  await portal.open(`${checkout}/metrics?range=7d&step=15s`, live(portal));
  await expect(region(page, 'Errors').getByText(/Above the limit of 5\s%/)).toBeVisible();
  await expect(region(page, 'Duration').getByText(/every 15\smin/)).toBeVisible();
  const first = await asked();
  expect(first.length).toBeGreaterThanOrEqual(4);
  for (const pairs of first) {
    const points = (number(pairs, 'end') - number(pairs, 'start')) / number(pairs, 'step');
    expect(points).toBeLessThanOrEqual(1000);
    expect(Math.abs(number(pairs, 'end') - Date.now() / 1000)).toBeLessThanOrEqual(number(pairs, 'step') + 60);
  }
  const rate = first.find((pairs) => pairs.get('query')?.startsWith('sum(rate(http_requests_total'));
  expect(rate?.get('query')).toBe('sum(rate(http_requests_total{namespace=~"checkout",service="checkout-gateway"}[915s]))');
  const before = first.length;
  await page.getByRole('button', { name: 'Refresh the metrics' }).click();
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(before);
  await expect(region(page, 'Duration').getByText(/^0?[\d.]+\s(ms|s)$/).first()).toBeVisible();

  // Its own words for a query that it cannot read.
  const panels = [{ id: 'a', title: 'Broken', query: 'sum(up{service="$service"}' }];
  await portal.open(`${checkout}/metrics`, live(portal, { panels }));
  await expect(region(page, 'Broken').getByText(/Prometheus cannot read the query: .*unexpected end of input/)).toBeVisible();
});

test('hostile labels, errors and traces are text', async ({ portal, page }) => {
  await watch(page);
  const texts = vectors.map(({ value }) => value);
  const end = 1795192800;
  await page.route(`${RANGES}/payments-ledger/*.json`, (route) => {
    const result = texts.slice(0, 40).map((text, index) => ({ metric: { topic: text, quantile: text, pod: text }, values: [[end, String(index)]] }));
    return route.fulfill({ json: { status: 'success', data: { resultType: 'matrix', result }, warnings: texts.slice(0, 20) } });
  });
  await page.route('**/query_exemplars/payments-ledger/duration.json', (route) => {
    const exemplars = texts.map((text, index) => ({ labels: { trace_id: text }, value: String(index), timestamp: end }));
    return route.fulfill({ json: { status: 'success', data: [{ exemplars }] } });
  });
  await portal.open(`${ledger}/metrics`);
  await expect(region(page, 'Requests').getByText('This may be incomplete')).toBeVisible();
  await expectNoOverflow(page, 'hostile metrics');
  expect(await badLinks(page)).toEqual([]);
  expect(await hits(page)).toEqual([]);
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open(`${checkout}/metrics`);
  await expect(page.getByRole('figure', { name: /^Memory of its limit, last/ })).toBeVisible();
  await expectAllLooks(page, 'the metrics of a sick service', { each: (where) => expectOutline(page, where) });
});
