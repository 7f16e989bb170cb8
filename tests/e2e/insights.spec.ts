// Insights: the three stories that the demo hides are found from the dashboard, filters are in the
// address, figures of few people are withheld, and files that are missing, broken or slow say so.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, expect, stock, test } from './lib/portal';

const PAGES = ['/insights', '/insights?days=28&team=checkout', '/insights?plugin=kubernetes', '/insights/delivery', '/insights/delivery?kpi=merges', '/insights/scorecards', '/insights/start', '/plugins'];
const EVENTS = '**/demo/insights/events.json';

const main = (page: Page) => page.getByRole('main');
/** A part of the page. */
const part = (page: Page, name: string | RegExp) => main(page).getByRole('region', { name });
/** The plugin with another configuration. */
const configured = (config: object) => ({ plugins: ['catalog', { id: 'insights', config }] });

test('onboarding improved when templates arrived: two clicks from the dashboard', async ({ portal, page }) => {
  await portal.open('/insights');
  const found = part(page, 'Onboarding time got better');
  await expect(found).toContainText('since Feb 2026');
  await expect(found).toContainText('people began to use templates');
  await found.getByRole('link', { name: 'Month by month' }).click();
  await expect(page).toHaveURL(/\/insights\/delivery\?kpi=onboarding$/);
  const months = part(page, 'Month by month');
  await months.getByRole('button', { name: 'Table' }).click();
  const row = (month: string) => months.getByRole('row', { name: new RegExp(`^${month}`) });
  await expect(row('Jan 2026')).toContainText('86.3');
  await expect(row('Feb 2026')).toContainText('44.6');
});

test('a plugin lost its users after an error began', async ({ portal, page }) => {
  await portal.open('/insights');
  const found = part(page, 'The plugin kubernetes lost most of its people');
  await expect(found).toContainText('Errors began in Jun 2026');
  await found.getByRole('link', { name: 'kubernetes by month' }).click();
  await expect(page).toHaveURL(/\/insights\?plugin=kubernetes$/);
  const happened = part(page, 'What happened to it');
  await happened.getByRole('button', { name: 'Table' }).click();
  await expect(happened.getByRole('row', { name: /^Jun 2026/ })).toContainText('69');
  await expect(happened.getByRole('row', { name: /^Sep 2026/ })).toContainText('11');
  await expect(part(page, 'Errors').getByText('refused the request').first()).toBeVisible();
});

test('one domain merges much less than the others', async ({ portal, page }) => {
  await portal.open('/insights');
  const found = part(page, /^logistics: merges per developer and day/);
  await found.getByRole('link', { name: 'By domain' }).click();
  const table = main(page).getByRole('table', { name: 'Merges per developer and day by domain' });
  await expect(table.getByRole('row', { name: /logistics/ })).toContainText('0.06');
  await expect(table.getByRole('row', { name: /payments/ })).toContainText('0.28');
  // By team, and never by person.
  await main(page).getByText('By team', { exact: true }).click();
  await expect(page).toHaveURL(/by=team/);
  await expect(main(page).getByRole('table', { name: 'Merges per developer and day by team' })).toContainText('warehousing');
  await page.goBack();
  await expect(table).toBeVisible();
});

test('team, plugin and period are in the address and survive a reload', async ({ portal, page }) => {
  await portal.open('/insights');
  await expect(main(page).getByText('63 % of 260 engineers, last 28 days')).toBeVisible();
  await main(page).getByText('28 days', { exact: true }).first().click();
  await expect(page).toHaveURL(/days=28/);
  await main(page).getByLabel('Team', { exact: true }).selectOption('checkout');
  await expect(page).toHaveURL(/team=checkout/);
  await expect(main(page).getByText('listed for the whole portal only')).toBeVisible();
  // Days on which fewer than five of the team came are withheld, and that is said.
  await expect(main(page).getByText(/figures of fewer than 5 people are withheld/).first()).toBeVisible();
  await page.reload();
  await expect(main(page).getByLabel('Team', { exact: true })).toHaveValue('checkout');
  await main(page).getByLabel('Plugin', { exact: true }).selectOption('ci');
  await expect(part(page, 'People of checkout who use ci')).toBeVisible();
  await main(page).getByRole('button', { name: 'All plugins of this team' }).click();
  await expect(page).not.toHaveURL(/plugin=/);
  await portal.open('/insights?team=nobody');
  await expect(main(page).getByText('No figures of this choice')).toBeVisible();
});

test('what was looked for and not found, and where figures are from', async ({ portal, page }) => {
  await portal.open('/insights?days=28');
  await expect(part(page, 'Searches without a result')).toContainText('gdpr export');
  await expect(part(page, 'Addresses that led nowhere')).toContainText('/create');
  await expect(part(page, 'Slow routes').getByRole('row').nth(1)).toContainText('metrics:page');
  await expect(part(page, 'Where these figures are from')).toContainText('Events of the demo');
  await expect(part(page, 'Where these figures are from')).toContainText('57,144');
  // A page of documentation that people said did not help.
  await expect(part(page, 'Documentation that did not help')).toContainText('engineering-handbook/rotate-keys');
});

test('delivery: bands, intervals, sources, and all of it as a file', async ({ portal, page }) => {
  await portal.open('/insights/delivery');
  const lead = part(page, 'Lead time for changes');
  await expect(lead).toContainText('Band: Elite');
  await expect(lead).toContainText('95 % sure');
  await expect(lead).toContainText('deploys.csv');
  await lead.getByRole('link', { name: 'Formula and groups: Lead time for changes' }).click();
  await expect(main(page).getByText('Never for comparing persons')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), main(page).getByRole('button', { name: 'Save as CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('lead-time.csv');
  await portal.open('/insights/delivery?kpi=none');
  await expect(main(page).getByText('There is no such figure')).toBeVisible();
});

test('scorecards: checks, campaigns, teams, and the card on an entity', async ({ portal, page }) => {
  await portal.open('/insights/scorecards');
  await expect(part(page, 'Campaigns')).toContainText('No critical finding before the holidays');
  await expect(part(page, 'By team')).toContainText('checkout');
  await expect(part(page, 'Checks')).toContainText('Has an owner');
  const table = main(page).getByRole('table', { name: 'Entities by score' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await portal.open('/catalog/default/component/refunds-worker');
  const card = part(page, 'Scorecard');
  await expect(card).toContainText('Ready for production');
  await expect(card.getByRole('listitem').first()).toContainText('Not met');
  await card.getByRole('link', { name: 'All scorecards' }).click();
  await expect(page).toHaveURL(/\/insights\/scorecards$/);
});

test('where to start: three orders, five questions, a checklist that sees for itself', async ({ portal, page }) => {
  await portal.open('/insights/start');
  await expect(part(page, 'Manage, explore, create')).toContainText('portal.json sets it for the checklist and the figures.');
  await main(page).getByRole('radio', { name: /Fewer than 100/ }).check();
  await expect(main(page).getByText('Proposed: Explore, then create')).toBeVisible();
  await main(page).getByRole('button', { name: 'Show this order' }).click();
  await expect(page).toHaveURL(/order=small/);
  await expect(part(page, 'Explore, then create')).toContainText('whom to ask');
  await expect(part(page, 'Drive adoption')).toContainText('63 % in the last 28 days.');
  const box = main(page).getByRole('checkbox', { name: 'Wikis and chats link to the portal' });
  await box.check();
  await page.reload();
  await expect(box).toBeChecked();
});

test('without files the page says how to add them', async ({ portal, page }) => {
  await portal.open('/insights', configured({}));
  await expect(main(page).getByText('No figures of use yet')).toBeVisible();
  await expect(main(page).getByText('"events": "insights/events.json"')).toBeVisible();
  await portal.open('/insights/delivery', configured({}));
  await expect(main(page).getByText('No figures of delivery yet')).toBeVisible();
  await portal.open('/insights/scorecards', configured({}));
  await expect(main(page).getByText('No scorecards yet')).toBeVisible();
  await portal.open('/insights', configured({ event: 'x' }));
  await expect(main(page).getByText('The configuration has a mistake')).toBeVisible();
});

test('a file that is missing or broken says so, and is asked for again', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let answer: 'missing' | 'broken' | 'good' = 'missing';
  await page.route(EVENTS, (route) => {
    if (answer === 'missing') return route.fulfill({ status: 404, body: '' });
    if (answer === 'broken') return route.fulfill({ body: '{"version":1,', contentType: 'application/json' });
    return route.continue();
  });
  await portal.open('/insights');
  await expect(main(page).getByText('The figures of use could not be loaded')).toBeVisible();
  answer = 'good';
  await main(page).getByRole('button', { name: /retry|try again/i }).first().click();
  await expect(part(page, 'Worth a look')).toBeVisible();
  answer = 'broken';
  await page.reload();
  await expect(main(page).getByText(/This is no file of aggregated events/)).toBeVisible();
});

test('a slow file is said to be slow, and the page can be left', async ({ portal, page }) => {
  await page.route(EVENTS, () => undefined);
  await portal.apis.configure(portal.settings());
  await page.goto(`${portal.apis.at.portal}/insights`);
  await expect(main(page).getByText(/is slow to answer/)).toBeVisible();
  await main(page).getByRole('link', { name: 'Delivery', exact: true }).click();
  await expect(part(page, 'Lead time for changes')).toBeVisible();
});

test('by keyboard: from the tabs through a chart to its table', async ({ portal, page }) => {
  await portal.open('/insights/delivery?kpi=merges');
  const chart = main(page).getByRole('slider').first();
  await chart.focus();
  await page.keyboard.press('End');
  await expect(chart).toHaveAttribute('aria-valuetext', /^Nov 2026: Figure/);
  const table = part(page, 'Month by month').getByRole('button', { name: 'Table' });
  await table.focus();
  await page.keyboard.press('Enter');
  await expect(part(page, 'Month by month').getByRole('table')).toBeVisible();
});

test('plugins: who keeps them, how they are used, and how to bring one', async ({ portal, page }) => {
  await portal.open('/plugins');
  const kubernetes = main(page).getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Kubernetes' }) });
  await expect(kubernetes).toContainText('16 people in 28 days');
  await expect(kubernetes).toContainText('Calls kubernetes-*');
  await expect(part(page, 'Bring yours')).toContainText('cargo xtask new-plugin hello');
  await portal.filter().fill('nothing like that');
  await expect(main(page).getByText('No plugins match')).toBeVisible();
  await main(page).getByRole('button', { name: 'Clear filters' }).click();
  await expect(kubernetes).toBeVisible();
});

test('privacy: what is kept is shown word by word, erased, and recording is switched off', async ({ portal, page }) => {
  const sent: string[] = [];
  await page.route('**/collect/v1/events', (route) => {
    sent.push(route.request().postData() ?? '');
    return route.fulfill({ status: 204, body: '' });
  });
  const origins = { 'insights-events': { title: 'Events', url: `${portal.apis.at.portal}/collect` } };
  const sinks = [{ kind: 'store', events: 50 }, { kind: 'http', origin: 'insights-events', path: 'v1/events' }];
  const plugins = ['catalog', { id: 'insights', config: { analytics: { sinks, identityKey: 'a key' } } }];
  await portal.open('/settings/privacy', { origins, plugins });
  await expect(main(page).getByText('Sent to “insights-events”.')).toBeVisible();
  await expect(main(page).getByText('Events carry a pseudonym of you.')).toBeVisible();
  await expect(main(page).getByRole('table', { name: 'Events in memory' })).toContainText('/settings/privacy');
  await expect(async () => expect(sent.join()).toContain('/settings/privacy')).toPass({ timeout: 30_000 });
  expect(sent.join()).not.toContain('ines.calloway');

  await portal.open('/settings/privacy', { origins, plugins });
  const kept = part(page, 'Events in this browser');
  await expect(kept).toContainText('"action":"navigate"');
  await kept.getByRole('button', { name: /^Erase/ }).click();
  await expect(kept).toContainText('No event is kept in this browser.');
  await main(page).getByRole('switch', { name: 'Do not record what I do' }).click();
  await page.reload();
  await expect(main(page).getByRole('switch', { name: 'Do not record what I do' })).toBeChecked();
  await expectAccessible(page, 'privacy');
});

test('a link to another tool is noted with its host, and nothing else of its address', async ({ portal, page }) => {
  const sent: string[] = [];
  await page.route('**/collect/v1/events', (route) => {
    sent.push(route.request().postData() ?? '');
    return route.fulfill({ status: 204, body: '' });
  });
  const origins = { 'insights-events': { title: 'Events', url: `${portal.apis.at.portal}/collect` } };
  const sinks = [{ kind: 'http', origin: 'insights-events', path: 'v1/events' }];
  await portal.open('/settings/privacy', { origins, plugins: ['catalog', { id: 'insights', config: { analytics: { sinks } } }] });
  // Clicks are heard from when the sinks have begun.
  await expect(async () => expect(sent.join()).toContain('/settings/privacy')).toPass({ timeout: 30_000 });
  await page.evaluate(() => {
    for (const [name, href] of [['Dashboard', 'https://grafana.example.org/d/1?token=secret'], ['Here', '/settings/privacy#here']]) {
      const link = document.createElement('a');
      link.href = href;
      link.textContent = name;
      link.addEventListener('click', (event) => event.preventDefault());
      document.querySelector('main')?.prepend(link);
    }
  });
  await main(page).getByRole('link', { name: 'Here', exact: true }).click();
  await main(page).getByRole('link', { name: 'Dashboard', exact: true }).click();
  await expect(async () => expect(sent.join()).toContain('"action":"click-out","subject":"grafana.example.org"')).toPass({ timeout: 30_000 });
  expect(sent.join()).toContain('"subject":"Here"');
  expect(sent.join().match(/click-out/g)).toHaveLength(1);
  expect(sent.join()).not.toContain('secret');
});

test('what is done is noted with the plugin, the part and the page that it was done in', async ({ portal, page }) => {
  const sent: string[] = [];
  await page.route('**/collect/v1/events', (route) => {
    sent.push(route.request().postData() ?? '');
    return route.fulfill({ status: 204, body: '' });
  });
  const origins = { ...stock().origins, 'insights-events': { title: 'Events', url: `${portal.apis.at.portal}/collect` } };
  const sinks = [{ kind: 'http', origin: 'insights-events', path: 'v1/events' }];
  const plugins = ['catalog', 'docs', { id: 'insights', config: { analytics: { sinks } } }];
  const events = () => sent.flatMap((body) => [JSON.parse(body)].flat());
  const noted = (action: string, subject: RegExp) => events().find((event) => event.action === action && subject.test(event.subject));
  await portal.open('/catalog/default/component/payments-ledger', { origins, plugins });
  await expect(async () => expect(noted('navigate', /payments-ledger$/)).toBeTruthy()).toPass({ timeout: 30_000 });
  await main(page).getByRole('region', { name: 'About' }).getByRole('link').first().click();
  await expect(page).not.toHaveURL(/payments-ledger$/);
  await expect(async () => {
    expect(noted('click', /./)).toMatchObject({ context: { pluginId: 'catalog', extensionId: 'about', entityRef: 'component:default/payments-ledger' } });
  }).toPass({ timeout: 30_000 });

  await portal.open('/docs/default/component/payments-ledger', { origins, plugins });
  const feedback = main(page).getByRole('region', { name: 'Feedback' });
  await feedback.getByRole('button', { name: 'No', exact: true }).click();
  await expect(feedback.getByRole('button', { name: 'No', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(feedback.getByRole('status')).toContainText('Thank you.');
  await expect(async () => {
    const found = noted('feedback', /^component:default\/payments-ledger\//);
    expect(found).toMatchObject({ value: 0, context: { pluginId: 'docs', entityRef: 'component:default/payments-ledger' } });
  }).toPass({ timeout: 30_000 });
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of PAGES) {
    await portal.open(path);
    await expectAllLooks(page, path, { each: (where) => expectOutline(page, where) });
  }
});
