// A real Buildbot that builds, a real Prometheus that measures, a real Alertmanager that is told.
// `cargo xtask test` starts them (xtask/src/servers.rs) and says where they are; the pages call
// them from another origin, as they would anywhere.

import type { Page } from '@playwright/test';
import type { Guard } from './lib/guard';
import { mayCall } from './lib/hosts';
import { type Portal, expect, test } from './lib/portal';
import { entity, put } from './lib/sites';

const { PORTICO_BUILDBOT, PORTICO_PROMETHEUS, PORTICO_ALERTMANAGER } = process.env;
const missing = (name: string) => `${name} is not installed: see what \`cargo xtask setup\` says`;
const part = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('region', { name });
const service = '/catalog/default/component/ledger';

/** Opens a page of the service with these annotations, with one plugin and its server. */
async function open(portal: Portal, page: Page, guard: Guard, path: string, server: string, annotations: Record<string, string>, origin: string, plugin: object) {
  put(`${portal.files}/real.yaml`, JSON.stringify(entity('ledger', annotations)));
  const { origin: address } = new URL(server);
  guard.allow(address);
  await mayCall(page, portal.apis.at.portal, [address]);
  await portal.open(path, {
    sources: [{ id: 'real', type: 'files', url: `${portal.apis.at.ci}/files/`, index: ['real.yaml'] }],
    origins: { [origin]: { title: 'The real one', url: server } },
    plugins: ['catalog', plugin],
    net: { timeScale: 1 },
  });
}

async function asked(address: string, what: RequestInit = {}): Promise<any> {
  const response = await fetch(address, { ...what, headers: { 'content-type': 'application/json', accept: 'application/json' } });
  expect(response.ok, `${address}: ${response.status}`).toBe(true);
  return response.json();
}

test('a real Buildbot: a build with its steps, the log of what failed, and the same build again', async ({ portal, page, guard }) => {
  test.skip(!PORTICO_BUILDBOT, missing('Buildbot'));
  test.setTimeout(360_000);
  const server = PORTICO_BUILDBOT!;
  const reason = `Round half to even, seen by a browser at ${Date.now()}`;
  const { builders } = await asked(`${server}/builders/ledger`);
  const params = { builderid: builders[0].builderid, reason, branch: 'main', username: 'Mira Okafor <mira@halyard.example>' };
  await asked(`${server}/forceschedulers/by-hand`, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'force', params }) });
  const builds = async () => (await asked(`${server}/builders/ledger/builds?property=reason&order=-number&limit=200`)).builds as any[];
  const ended = async () => (await builds()).filter(({ complete }) => complete).length;
  const isMine = ({ complete, properties }: any) => complete && properties.reason?.[0] === reason;
  await expect.poll(async () => (await builds()).some(isMine), { timeout: 60_000 }).toBe(true);

  const plugin = { id: 'ci', config: { servers: [{ kind: 'buildbot', origin: 'ci-buildbot', web: server.replace('/api/v2', ''), rerun: 'ci-buildbot' }] } };
  await open(portal, page, guard, `${service}/builds`, server, { 'buildbot.net/builder': 'ledger' }, 'ci-buildbot', plugin);
  const table = page.getByRole('main').getByRole('table', { name: 'Builds' });
  const row = table.getByRole('row').filter({ hasText: reason });
  await expect(row).toContainText('Failed');
  await expect(row).toContainText('main');
  await row.getByRole('link', { name: reason }).click();
  const head = part(page, /^Build #\d+/);
  await expect(head).toContainText('Mira Okafor');
  await expect(head.getByRole('link', { name: /Open in Buildbot/ })).toBeVisible();
  const jobs = part(page, 'Jobs');
  const step = (name: string) => jobs.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) }).last();
  await expect(step('compile')).toContainText('Passed');
  await expect(step('lint')).toContainText('Warnings');
  await expect(step('test')).toContainText('Failed');
  await jobs.getByRole('link', { name: 'test', exact: true }).click();
  const log = part(page, /^Log$/);
  await log.getByText(/^case \d+ ok$/).first().hover();
  await page.mouse.wheel(0, 50_000);
  await expect(log.getByText('rounds_half_to_even FAILED', { exact: true })).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: /^Build #\d+/ }).click();
  const before = await ended();
  await head.getByRole('button', { name: /again…$/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /again$/ }).click();
  await expect(page.getByText('Buildbot was asked for it.')).toBeVisible();
  await expect.poll(ended, { timeout: 60_000 }).toBeGreaterThan(before);
});

test('a real Prometheus: a number of now, a chart and its table', async ({ portal, page, guard }) => {
  test.skip(!PORTICO_PROMETHEUS, missing('Prometheus'));
  const panels = [
    { id: 'up', title: 'Targets that answer', query: 'sum(up{job="prometheus"})' },
    { id: 'broken', title: 'A query with a mistake', query: 'sum(' },
  ];
  const plugin = { id: 'metrics', config: { origin: 'metrics', minStep: '1s', panels } };
  // What a mistake is answered with.
  guard.expect(/^console: Failed to load resource/);
  await open(portal, page, guard, `${service}/metrics`, PORTICO_PROMETHEUS!, { 'prometheus.io/service': 'ledger' }, 'metrics', plugin);
  const up = part(page, 'Targets that answer');
  await expect(up).toContainText(/Now\s1/);
  await expect(up.getByRole('figure')).toBeVisible();
  await up.getByRole('button', { name: 'Table' }).click();
  await expect(up.getByRole('table').getByRole('cell', { name: '1', exact: true }).first()).toBeVisible();
  await expect(part(page, 'A query with a mistake').getByText(/parse error/).first()).toBeVisible();
});

test('a real Alertmanager: the alert that a real Prometheus lets fire', async ({ portal, page, guard }) => {
  test.skip(!PORTICO_ALERTMANAGER, missing('Alertmanager'));
  const firing = async () => (await asked(`${PORTICO_ALERTMANAGER}/api/v2/alerts?active=true&silenced=false`)).length;
  await expect.poll(firing, { timeout: 60_000 }).toBeGreaterThan(0);
  const plugin = { id: 'alerts', config: { alertmanagers: [{ title: 'Real', origin: 'alerts-real' }] } };
  await open(portal, page, guard, service, PORTICO_ALERTMANAGER!, { 'prometheus.io/alert-matchers': 'service=ledger' }, 'alerts-real', plugin);
  const card = part(page, 'Alerts');
  await expect(card.getByText(/^1 alert is firing/)).toBeVisible();
  await expect(card.getByText('The ledger answers slowly')).toBeVisible();
  await portal.tab('Alerts').click();
  await expect(part(page, 'Firing, Real').getByText(/LedgerIsSlow/).first()).toBeVisible();
});
