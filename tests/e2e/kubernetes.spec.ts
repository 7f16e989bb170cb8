// What runs of a service: clusters, workloads, why they are not well, and logs.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { root } from './lib/places';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';
const checkout = '/catalog/default/component/checkout-gateway';
const WEST = '**/demo/kubernetes/eu-west/**';
const NORTH = '**/demo/kubernetes/eu-north/**';
const RECORDED = `${root}/tests/contract/kubernetes`;

/** A cluster on the tab. */
const cluster = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('region', { name });
const west = (page: Page) => cluster(page, /^Production, eu-west/);
const north = (page: Page) => cluster(page, /^Production, eu-north/);

test('a healthy service: the card, the tab, a workload with its pods, use, events and revisions', async ({ portal, page }) => {
  await portal.open(ledger);
  const card = page.getByRole('main').getByRole('region', { name: 'Kubernetes' });
  await expect(card).toContainText('Production, eu-west');
  await expect(card).toContainText('2 of 2 workloads are well');
  await expect(card.getByText('Healthy')).toHaveCount(2);
  await card.getByRole('link', { name: 'All workloads' }).click();
  await expect(page).toHaveURL(/payments-ledger\/kubernetes$/);

  const row = west(page).getByRole('button', { name: /^payments-ledger ?6 of 6 ready/ });
  await expect(row).toHaveAttribute('aria-expanded', 'false');
  await row.click();
  await expect(page).toHaveURL(/open=/);
  await expect(west(page).getByRole('meter', { name: 'Memory' })).toBeVisible();
  await expect(west(page).getByText('4 to 12 pods')).toBeVisible();
  await expect(west(page).getByRole('table', { name: 'Pods of payments-ledger' })).toContainText('Running');
  await west(page).getByRole('tab', { name: /^Events/ }).click();
  await expect(west(page).getByText(/New size: 6/)).toBeVisible();
  await west(page).getByRole('tab', { name: /^Revisions/ }).click();
  await expect(west(page).getByRole('table', { name: 'Revisions of payments-ledger' })).toContainText('6, 6 ready');

  // The address keeps what is open.
  await page.reload();
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await row.click();
  await expect(row).toHaveAttribute('aria-expanded', 'false');
});

test('a sick service: why in words, from the overview to the log of the container that ended', async ({ portal, page }) => {
  await portal.open(checkout);
  const card = page.getByRole('main').getByRole('region', { name: 'Kubernetes' });
  await expect(card.getByText('Rollout stuck')).toBeVisible();
  await expect(card.getByText(/used more memory than its limit of 512\sMiB/)).toBeVisible();
  await portal.tab('Kubernetes').click();

  // What is worst is open.
  await expect(west(page).getByRole('button', { name: /^checkout-gateway ?7 of 8 ready/ })).toHaveAttribute('aria-expanded', 'true');
  await expect(west(page).getByText(/3 of 8 pods have the new version/)).toBeVisible();
  await expect(west(page).getByText(/In 3 pods\. 30 restarts\./)).toBeVisible();
  await expect(north(page)).toContainText('1 workload, which is well');
  await west(page).getByRole('link', { name: 'Log of app before it ended' }).click();
  await expect(page).toHaveURL(/log=.*previous/);
  const log = page.getByRole('main').getByRole('region', { name: 'Log of app' });
  await expect(log.getByText(/garbage collection took 1688 ms/)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Before the last restart' })).toBeChecked();
  await page.getByRole('button', { name: 'Reload the log' }).click();
  await expect(log.getByText(/garbage collection took 1688 ms/)).toBeVisible();
  await page.getByRole('link', { name: 'All workloads' }).click();

  await west(page).getByRole('tab', { name: /^Containers/ }).click();
  const containers = west(page).getByRole('table', { name: 'Containers of checkout-gateway' });
  await expect(containers.getByText('Crash loop').first()).toBeVisible();
  await expect(containers.getByRole('link', { name: /^Log of app in checkout-gateway-/ }).first()).toBeVisible();
});

test('one cluster fails while the other shows, and is asked again by hand', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let broken = true;
  await page.route(NORTH, (route) => (broken ? route.fulfill({ status: 403, json: { message: 'pods is forbidden' } }) : route.continue()));
  await portal.open(`${ledger}/kubernetes`);
  await expect(west(page).getByRole('button', { name: /^payments-ledger ?6 of 6 ready/ })).toBeVisible();
  await expect(north(page).getByText(/could not be loaded/).first()).toBeVisible();
  broken = false;
  await north(page).getByRole('button', { name: /try again|retry/i }).click();
  await expect(north(page).getByRole('button', { name: /^payments-ledger ?2 of 2 ready/ })).toBeVisible();
});

test('a part that may not be read, and an object that makes no sense, hide nothing else', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await page.route(`${WEST}cronjobs.json`, (route) => route.fulfill({ status: 403, json: { message: 'forbidden' } }));
  await page.route('**/eu-west/apis/apps/v1/deployments.json', async (route) => {
    const answer = await (await route.fetch()).json();
    answer.items.push({ metadata: { name: 7 } });
    await route.fulfill({ json: answer });
  });
  await portal.open(`${ledger}/kubernetes`);
  await expect(west(page).getByText(/CronJobs: /)).toBeVisible();
  await expect(west(page).getByText('1 object could not be read')).toBeVisible();
  await expect(west(page).getByRole('button', { name: /^payments-ledger ?6 of 6 ready/ })).toBeVisible();
});

test('a cluster without the service says which labels it looked for', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/refunds-worker/kubernetes');
  await expect(west(page).getByRole('button', { name: /^refunds-worker ?3 of 3 ready/ })).toBeVisible();
  await expect(north(page).getByText('Nothing runs here')).toBeVisible();
  await expect(north(page).getByText(/backstage\.io\/kubernetes-id=refunds-worker/)).toBeVisible();
});

test('a slow cluster is said to be slow, and its neighbour does not wait', async ({ portal, page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(NORTH, async (route) => { await held; await route.continue(); });
  await portal.apis.configure(portal.settings({ net: { timeScale: 0.5 } }));
  await page.goto(`${portal.apis.at.portal}${ledger}/kubernetes`);
  await expect(west(page).getByRole('button', { name: /^payments-ledger ?6 of 6 ready/ })).toBeVisible();
  await expect(north(page).getByText(/is slow to answer/)).toBeVisible();
  release();
  await expect(north(page).getByRole('button', { name: /^payments-ledger ?2 of 2 ready/ })).toBeVisible();
  await expect(page.getByText(/is slow to answer/)).toHaveCount(0);
});

test('what is missing is named: the annotation, the cluster, the label selector', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/engineering-handbook/kubernetes');
  const main = page.getByRole('main');
  await expect(main.getByText('backstage.io/kubernetes-id').first()).toBeVisible();
  // A label selector is enough; it leaves the migrations out.
  await portal.open('/catalog/default/component/parcel-tracking-stream/kubernetes');
  await expect(north(page).getByRole('button', { name: /^parcel-tracking-stream ?4 of 4 ready/ })).toBeVisible();
  // Another cluster is not asked.
  await portal.open('/catalog/default/component/rollout/kubernetes');
  await expect(west(page).getByRole('button', { name: /^rollout ?2 of 2 ready/ })).toBeVisible();
  await expect(north(page)).toHaveCount(0);
  await portal.open(`${ledger}/kubernetes`, { plugins: ['catalog', 'kubernetes'] });
  await expect(main.getByText('No cluster is known to the portal')).toBeVisible();
});

test('an API is asked by label and for the newest lines, and what it says is of now', async ({ portal, page }) => {
  const origins = { 'kubernetes-eu-west': { title: 'eu-west', url: `${portal.apis.at.ci}/clusters/eu-west` } };
  const clusters = [{ name: 'prod-eu-west', title: 'Production, eu-west', origin: 'kubernetes-eu-west' }];
  const plugins = ['catalog', { id: 'kubernetes', config: { clusters } }];
  await portal.open(`${checkout}/kubernetes`, { origins, plugins });
  await expect(west(page).getByText(/Last \d+\smin ago/)).toBeVisible();
  await west(page).getByRole('link', { name: 'Log of app before it ended' }).click();
  await expect(page.getByText(/garbage collection took 1688 ms/)).toBeVisible();
  const log = (await portal.apis.log('ci')).filter(({ method }) => method === 'GET');
  const asked = log.map(({ path }) => decodeURIComponent(path));
  const list = '/clusters/eu-west/apis/apps/v1/namespaces/checkout/deployments';
  expect(asked).toContain(`${list}?labelSelector=backstage.io/kubernetes-id=checkout-gateway`);
  expect(asked).toContainEqual(expect.stringMatching(/\/log\?container=app&tailLines=500&previous=true$/));
});

test('Backstage’s backend answers for all of its clusters, each by itself', async ({ portal, page }) => {
  const recorded = readFileSync(`${RECORDED}/backstage-workloads.json`, 'utf8');
  const asked: string[] = [];
  await page.route('**/api/kubernetes/resources/workloads/query', async (route) => {
    asked.push(`${route.request().method()} ${route.request().postData()}`);
    await route.fulfill({ body: recorded, contentType: 'application/json' });
  });
  const origins = { 'kubernetes-backstage': { title: 'Backstage', url: `${portal.apis.at.portal}/backstage` } };
  const plugins = ['catalog', { id: 'kubernetes', config: { backstage: 'kubernetes-backstage' } }];
  await portal.open(`${ledger}/kubernetes`, { origins, plugins });
  expect(asked).toEqual(['POST {"entityRef":"component:default/payments-ledger","auth":{}}']);
  const prod = cluster(page, /^Production$/);
  await expect(prod.getByRole('button', { name: /^checkout-pull .*Failing$/ })).toBeVisible();
  await expect(prod.getByText(/cronjobs: Backstage is not allowed to read it/)).toBeVisible();
  await expect(cluster(page, /^staging$/).getByText(/cannot reach the cluster/)).toBeVisible();
});

test('hostile names, messages and logs are text', async ({ portal, page }) => {
  await watch(page);
  const texts = vectors.map(({ value }) => value);
  await page.route('**/eu-west/**/namespaces/checkout/pods.json', async (route) => {
    const answer = await (await route.fetch()).json();
    const pods = answer.items as { metadata?: { name: string }; status?: { containerStatuses: unknown[] } }[];
    pods.filter(({ status }) => status).forEach(({ metadata, status }, index) => {
      const text = texts[index % texts.length]!;
      metadata!.name = text;
      status!.containerStatuses = [{ name: 'app', state: { waiting: { reason: text, message: texts.join(' ') } } }];
    });
    await route.fulfill({ json: answer });
  });
  await page.route('**/eu-west/**/namespaces/checkout/events.json', (route) => {
    const about = { kind: 'Deployment', name: 'checkout-gateway', namespace: 'checkout' };
    const items = texts.slice(0, 40).map((text, index) => ({
      metadata: { name: `e${index}` }, involvedObject: about, reason: text, message: text,
      lastTimestamp: '2026-11-20T16:00:00Z', type: 'Warning',
    }));
    return route.fulfill({ json: { items } });
  });
  await page.route('**/log.txt', (route) => route.fulfill({ body: texts.join('\n'), contentType: 'text/plain' }));
  await portal.open(`${checkout}/kubernetes`);
  await expect(west(page).getByText(/cannot be started/).first()).toBeVisible();
  await west(page).getByRole('tab', { name: /^Events/ }).click();
  await expect(west(page).getByRole('list', { name: 'Events of checkout-gateway' })).toBeVisible();
  await expectNoOverflow(page, 'hostile workloads');
  expect(await badLinks(page)).toEqual([]);
  await page.goto(`${portal.apis.at.portal}${checkout}/kubernetes?log=prod-eu-north/checkout/a/app`);
  await expect(page.getByRole('main').getByText(/^Lines /)).toBeVisible();
  expect(await badLinks(page)).toEqual([]);
  expect(await hits(page)).toEqual([]);
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open(`${checkout}/kubernetes`);
  await expect(west(page).getByRole('table', { name: 'Pods of checkout-gateway' })).toBeVisible();
  await expectAllLooks(page, 'a sick workload', { each: (where) => expectOutline(page, where) });
  await west(page).getByRole('link', { name: 'Log of app before it ended' }).click();
  await expect(page.getByText(/garbage collection took 1688 ms/)).toBeVisible();
  await expectAllLooks(page, 'a log');
});
