// What fires of a service, what is silenced and why, who is on call, and making a silence.

import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';
const checkout = '/catalog/default/component/checkout-gateway';
const MANAGER = '**/demo/alerts/alertmanager/**';

/** A card of the page. */
const card = (page: Page, name: string) => page.getByRole('main').getByRole('region', { name, exact: true });

/** Settings with the APIs of the test server: they select, and take silences from those with a token. */
const living = (portal: Portal) => ({
  origins: {
    'alerts-production': { title: 'Alertmanager', url: `${portal.apis.at.ci}/alertmanager` },
    'alerts-writing': { title: 'Alertmanager, to write', url: `${portal.apis.at.ci}/alertmanager`, auth: 'session' },
    'alerts-pagerduty': { title: 'PagerDuty', url: `${portal.apis.at.ci}/pagerduty` },
  },
  plugins: ['catalog', {
    id: 'alerts',
    config: {
      alertmanagers: [{ title: 'Production', origin: 'alerts-production', silence: 'alerts-writing' }],
      pagerduty: 'alerts-pagerduty',
    },
  }],
});

test('a healthy service: nothing fires, who is on call now and next, and how fast it went lately', async ({ portal, page }) => {
  await portal.open(ledger);
  const glance = card(page, 'Alerts');
  await expect(glance.getByText('Nothing is firing')).toBeVisible();
  await expect(glance.getByText('No open incident')).toBeVisible();
  await expect(glance.getByText(/^On call, level 1, Payments core, primary/)).toBeVisible();
  await glance.getByRole('link', { name: 'Alerts and on-call' }).click();
  await expect(page).toHaveURL(/payments-ledger\/alerts$/);

  await expect(card(page, 'Firing, Production').getByRole('heading', { name: 'Nothing is firing' })).toBeVisible();
  await expect(card(page, 'Silenced, Production')).toHaveCount(0);
  const silences = card(page, 'Silences, Production');
  await expect(silences.getByText('PAY-2198: maintenance of the database on Sunday night')).toBeVisible();
  await expect(silences.getByText(/By kofi\.mensah: service="payments-ledger"/)).toBeVisible();
  // Plain files take no silences.
  await expect(silences.getByText(/Alerts cannot be silenced from here/)).toBeVisible();
  await expect(silences.getByRole('button', { name: /Silence alerts/ })).toHaveCount(0);
  const levels = card(page, 'On call').getByRole('list', { name: 'Who is called, in this order' });
  await expect(levels.getByRole('listitem')).toHaveCount(2);
  await expect(levels.getByRole('listitem').last()).toContainText('Amara Osei');
  await expect(card(page, 'Open incidents').getByRole('heading', { name: 'No open incident' })).toBeVisible();
  const medians = card(page, 'Last 30 days');
  await expect(medians).toContainText(/4\smin 12\ss/);
  await expect(medians).toContainText(/48\smin 10\ss/);
  await expect(medians).toContainText('Acknowledged: 5 incidents. Resolved: 5 incidents.');
});

test('a sick service: the worst first, what is held back apart, and the log of its incident', async ({ portal, page }) => {
  await portal.open(checkout);
  const glance = card(page, 'Alerts');
  await expect(glance.getByText(/^2 alerts are firing, the first/)).toBeVisible();
  await expect(glance.getByText('Containers of checkout-gateway run out of memory again and again')).toBeVisible();
  await expect(glance.getByText('1 open incident')).toBeVisible();
  await portal.tab('Alerts').click();

  const firing = card(page, 'Firing, Production');
  const groups = firing.getByRole('button', { name: /Critical|Warning/ });
  await expect(groups).toHaveCount(2);
  await expect(groups.first()).toHaveAccessibleName(/^ContainerOutOfMemory.*Critical/);
  await expect(groups.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(firing.getByText(/killed at their limit of 512 MiB/)).toBeVisible();
  await expect(firing.getByRole('link', { name: /^Runbook/ }).first()).toBeVisible();
  await expect(firing.getByText('Told: checkout-oncall').first()).toBeVisible();
  await groups.last().click();
  await expect(firing.getByText(/The deadline of 10 minutes has passed/)).toBeVisible();
  const silenced = card(page, 'Silenced, Production');
  await expect(silenced).toContainText('PodNotReady');
  await expect(silenced).toContainText('Held back');

  const incidents = card(page, 'Open incidents');
  const incident = incidents.getByRole('button', { name: /^ContainerOutOfMemory.*Acknowledged by Tomás Ferreira/ });
  await expect(incident).toHaveAttribute('aria-expanded', 'false');
  await incident.click();
  await expect(incidents.getByText('Assigned to Tomás Ferreira.')).toBeVisible();
  await expect(incidents.getByText(/4\.18\.0 keeps every cart in memory/)).toBeVisible();
});

test('a silenced alert says why and until when; what the descriptor leaves out is named', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/refunds-worker/alerts');
  await expect(card(page, 'Firing, Production').getByRole('heading', { name: 'Nothing is firing' })).toBeVisible();
  const silenced = card(page, 'Silenced, Production');
  await expect(silenced).toContainText('QueueTooDeep');
  await expect(silenced).toContainText(/PAY-2210: .*, by amara\.osei/);
  await expect(silenced).toContainText('Ends');
  await expect(card(page, 'Silences, Production')).toContainText('service="refunds-worker"');
  // PagerDuty knows it, and no annotation says which alerts are its own.
  await portal.open('/catalog/default/component/carrier-rate-aggregator/alerts');
  await expect(card(page, 'Open incidents').getByText('Nobody has taken it up')).toBeVisible();
  await expect(card(page, 'Alerts').getByText('prometheus.io/alert-matchers').first()).toBeVisible();
  // Neither is said.
  const main = page.getByRole('main');
  await portal.open('/catalog/default/component/engineering-handbook/alerts');
  await expect(main.getByText('prometheus.io/alert-matchers').first()).toBeVisible();
  await portal.open(`${ledger}/alerts`, { plugins: ['catalog', 'alerts'] });
  await expect(main.getByText('The portal does not know where the alerts are')).toBeVisible();
});

test('one source fails while the other shows, and is asked again by hand', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let broken = true;
  await page.route(MANAGER, (route) => (broken ? route.fulfill({ status: 403, json: 'forbidden' }) : route.continue()));
  await portal.open(`${checkout}/alerts`);
  const firing = card(page, 'Firing, Production');
  await expect(firing.getByText(/could not be loaded/).first()).toBeVisible();
  await expect(card(page, 'On call').getByText('Tomás Ferreira').first()).toBeVisible();
  broken = false;
  await firing.getByRole('button', { name: /try again|retry/i }).click();
  await expect(firing.getByRole('button', { name: /^ContainerOutOfMemory/ })).toBeVisible();
  // What was read stays when it cannot be read anew, with its age.
  broken = true;
  await firing.getByRole('button', { name: 'Reload Firing, Production' }).click();
  await expect(firing.getByText('This is not up to date')).toBeVisible();
  await expect(firing.getByRole('button', { name: /^ContainerOutOfMemory/ })).toBeVisible();
});

test('a slow source is said to be slow; an alert that makes no sense hides nothing else', async ({ portal, page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route('**/api/v2/alerts.json', async (route) => {
    await held;
    const answer = await (await route.fetch()).json();
    await route.fulfill({ json: [{ labels: 7 }, ...answer] });
  });
  await portal.apis.configure(portal.settings({ net: { timeScale: 0.5 } }));
  await page.goto(`${portal.apis.at.portal}${checkout}/alerts`);
  await expect(card(page, 'On call').getByText('Tomás Ferreira').first()).toBeVisible();
  const firing = card(page, 'Firing, Production');
  await expect(firing.getByText(/is slow to answer/)).toBeVisible();
  release();
  await expect(firing.getByRole('button', { name: /^ContainerOutOfMemory/ })).toBeVisible();
  await expect(firing.getByText('1 alert could not be read')).toBeVisible();
});

test('a silence: a token of one’s own, a reason, one request for two presses, and its end', async ({ portal, page }) => {
  await portal.open(`${checkout}/alerts`, living(portal));
  const silences = card(page, 'Silences, Production');
  await expect(silences.getByText(/^To silence alerts, type a token of your own/)).toBeVisible();
  await silences.getByRole('link', { name: 'settings' }).click();
  await page.getByLabel('Token for Alertmanager, to write', { exact: true }).fill('a-token-of-mine');
  await page.getByRole('button', { name: 'Use for this session' }).click();
  await expect(page.getByText('Signed in').first()).toBeVisible();
  await page.goBack();

  await silences.getByRole('button', { name: 'Silence alerts…' }).click();
  const form = page.getByRole('dialog', { name: 'Silence alerts of Production' });
  const send = form.getByRole('button', { name: 'Silence', exact: true });
  await expect(form.getByLabel('Author')).toHaveValue('ines.calloway');
  await send.click();
  await expect(form.getByText('Say why, so that others know when it may end.')).toBeVisible();
  await expect(form.getByLabel('Reason')).toBeFocused();
  await form.getByLabel('Reason').fill('CHK-902: 4.18.0 is being rolled back');
  await expect(form.getByText('Say why, so that others know when it may end.')).toHaveCount(0);
  await send.dblclick();
  await expect(form).toBeHidden();
  const row = silences.getByRole('listitem').filter({ hasText: 'CHK-902' });
  await expect(row).toContainText('By ines.calloway: service="checkout-gateway"');
  await expect(card(page, 'Firing, Production').getByRole('heading', { name: 'Nothing is firing' })).toBeVisible();
  await expect(card(page, 'Silenced, Production')).toContainText('CHK-902');

  await row.getByRole('button', { name: /^End the silence “CHK-902/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the silence' }).click();
  await expect(row).toContainText('Ended');
  const posts = (await portal.apis.log('ci')).filter(({ method }) => method === 'POST');
  expect(posts.map(({ path }) => path)).toEqual(['/alertmanager/api/v2/silences', '/alertmanager/api/v2/silences']);
  expect(posts.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill('Bearer a-token-of-mine'));
});

test('a silence that is refused says why, and the form keeps what was typed', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const { origins, plugins } = living(portal);
  await portal.open('/settings', { origins, plugins });
  await page.getByLabel('Token for Alertmanager, to write', { exact: true }).fill('a-token-of-mine');
  await page.getByRole('button', { name: 'Use for this session' }).click();
  await page.route('**/alertmanager/api/v2/silences', (route) => (route.request().method() === 'POST'
    ? route.fulfill({ status: 400, json: 'Failed to create silence', headers: { 'access-control-allow-origin': '*' } })
    : route.continue()));
  await page.getByRole('link', { name: 'Catalog', exact: true }).first().click();
  await portal.filter().fill('checkout gateway');
  await portal.entry('Checkout gateway').click();
  await portal.tab('Alerts').click();
  await card(page, 'Silences, Production').getByRole('button', { name: 'Silence alerts…' }).click();
  const form = page.getByRole('dialog', { name: 'Silence alerts of Production' });
  await form.getByLabel('Reason').fill('CHK-902: 4.18.0 is being rolled back');
  await form.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(form.getByRole('alert').filter({ hasText: 'The silence was not accepted' })).toBeVisible();
  await expect(form.getByLabel('Reason')).toHaveValue('CHK-902: 4.18.0 is being rolled back');
});

test('the APIs are asked for this service only', async ({ portal, page }) => {
  const { origins, plugins } = living(portal);
  await portal.open(`${checkout}/alerts`, { origins, plugins });
  await expect(card(page, 'Firing, Production').getByRole('button', { name: /^ContainerOutOfMemory/ })).toBeVisible();
  await expect(card(page, 'Last 30 days')).toContainText('Acknowledged: 5 incidents.');
  const asked = (await portal.apis.log('ci')).map(({ path }) => decodeURIComponent(path));
  expect(asked).toContain('/alertmanager/api/v2/alerts?filter=service="checkout-gateway"');
  expect(asked).toContainEqual(expect.stringMatching(/^\/pagerduty\/oncalls\?escalation_policy_ids\[\]=PEPCHKT&since=.*&until=/));
  expect(asked).toContainEqual(expect.stringMatching(/^\/pagerduty\/incidents\?service_ids\[\]=PCHKT01&.*statuses\[\]=triggered/));
});

test('hostile labels, reasons and names are text', async ({ portal, page }) => {
  await watch(page);
  const texts = vectors.map(({ value }) => value);
  await page.route('**/api/v2/alerts.json', (route) => route.fulfill({
    json: texts.slice(0, 30).map((text, index) => ({
      labels: { alertname: text, severity: text, service: 'checkout-gateway', other: text },
      annotations: { summary: text, description: text, runbook_url: text, dashboard_url: text },
      startsAt: text, generatorURL: text, fingerprint: `${index}`, receivers: [{ name: text }],
      status: { state: index % 3 ? 'active' : 'suppressed', silencedBy: index % 3 ? [] : ['x'] },
    })),
  }));
  await page.route('**/api/v2/silences.json', (route) => route.fulfill({
    json: [{
      id: 'x', comment: texts.join(' '), createdBy: texts.join(' '), startsAt: 'x', endsAt: 'x',
      matchers: [{ name: 'service', value: 'checkout-gateway', isRegex: false }],
    }],
  }));
  await page.route('**/pagerduty/incidents.json', async (route) => {
    const answer = await (await route.fetch()).json();
    answer.incidents.forEach((one: Record<string, unknown>, index: number) => {
      one.title = texts[index % texts.length];
      one.html_url = texts[index % texts.length];
    });
    await route.fulfill({ json: answer });
  });
  await portal.open(`${checkout}/alerts`);
  await expect(card(page, 'Silenced, Production').getByText('Silenced', { exact: true }).first()).toBeVisible();
  await expectNoOverflow(page, 'hostile alerts');
  expect(await badLinks(page)).toEqual([]);
  expect(await hits(page)).toEqual([]);
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open(`${checkout}/alerts`);
  await expect(card(page, 'Firing, Production').getByText(/killed at their limit/)).toBeVisible();
  await expect(card(page, 'Last 30 days')).toContainText('Acknowledged: 5 incidents.');
  await expectAllLooks(page, 'a sick service', { each: (where) => expectOutline(page, where) });
});
