// Where the figures of use come from: lines of events that a worker counts, what this browser keeps, and adoption insights
// of Backstage. Each with figures that can be counted by hand, with nothing, with failures, and with texts that want to run.

import type { Page, Route } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const LINES = '**/demo/insights/use.ndjson';
const STORE = 'portico.events.v1';
const DAY = 86_400_000;

const main = (page: Page) => page.getByRole('main');
/** A part of the page, by its whole name. */
const part = (page: Page, name: string) => main(page).getByRole('region', { name, exact: true });
/** The plugin with another configuration. */
const configured = (config: object) => ({ plugins: ['catalog', { id: 'insights', config }] });
const file = configured({ events: 'demo/insights/use.ndjson', counting: { zone: '+01:00', k: 2, engineers: 20 } });

/** One line of a file of events. */
function line(event: { at: number; action: string; subject: string; value?: number; user?: string; plugin?: string; session?: string }): string {
  const { user: userId, plugin: pluginId = 'catalog', session: sessionId, ...rest } = event;
  return JSON.stringify({ ...rest, context: { pluginId, userId, sessionId } });
}

/** Six people who looked at the catalog yesterday, two of whom searched for the same and found nothing; and a broken line. */
function six(term = 'quarterly report'): string {
  const at = Date.now() - DAY;
  const lines = [1, 2, 3, 4, 5, 6].map((number) => line({ at: at + number, action: 'navigate', subject: '/catalog', user: `user${number}` }));
  const searches = [1, 2].map((number) => line({ at: at + 10 + number, action: 'search', subject: term, value: 0, user: `user${number}`, plugin: 'search' }));
  return [...lines, '{"at":', ...searches].join('\n');
}

/** What this browser keeps before the portal starts. */
const keep = (page: Page, text: string) =>
  page.addInitScript(([key, text]) => {
    if (!localStorage.getItem(key)) localStorage.setItem(key, text);
  }, [STORE, text] as const);

/** A plugin that asks adoption insights, which the test plays. */
function asking(portal: Portal, config: object = {}) {
  return {
    origins: { ...portal.settings().origins, 'insights-backstage': { title: 'Backstage', url: `${portal.apis.at.portal}/backstage` } },
    ...configured({ adoptionInsights: { origin: 'insights-backstage' }, ...config }),
    // Ten questions at once, and none of the tests waits for a deadline.
    net: { timeScale: 0.5 },
  };
}

const API = '**/backstage/api/adoption-insights/events*';
const ROWS: Record<string, object> = {
  total_users: { data: [{ logged_in_users: 37, licensed_users: 100 }] },
  active_users: {
    grouping: 'daily',
    data: [
      { date: '2026-03-01', total_users: 21, new_users: 6, returning_users: 15 },
      { date: '2026-03-03', total_users: '24', new_users: '9', returning_users: '15' },
    ],
  },
  top_plugins: {
    grouping: 'daily',
    data: [{ plugin_id: 'techdocs', visit_count: '1412', trend: [{ date: '2026-03-01', count: '200' }, { date: '2026-03-02', count: '212' }], trend_percentage: '6.00' }],
  },
  top_templates: { data: [{ entityref: 'template:default/rust-service', count: '12', last_used: '2026-03-02T09:00:00.000Z' }] },
  top_catalog_entities: { data: [{ plugin_id: 'catalog', kind: 'API', name: 'fx-rates', namespace: 'default', count: '44' }] },
  top_techdocs: { data: [{ entityref: 'component:default/checkout', count: 9 }] },
  top_searches: { grouping: 'daily', data: [{ date: '2026-03-01', count: '12' }] },
};

/** Answers each question, and says what was asked. */
async function play(page: Page, answer: (type: string, route: Route) => object | number = (type) => ROWS[type]): Promise<URL[]> {
  const asked: URL[] = [];
  await page.route(API, (route) => {
    const url = new URL(route.request().url());
    asked.push(url);
    const rows = answer(url.searchParams.get('type') ?? '', route);
    return typeof rows === 'number' ? route.fulfill({ status: rows, body: '' }) : route.fulfill({ json: rows });
  });
  return asked;
}

test.describe('lines of events', () => {
  test('a worker counts them as the configuration says, and broken lines are said', async ({ portal, page }) => {
    await page.route(LINES, (route) => route.fulfill({ body: six(), contentType: 'application/x-ndjson' }));
    await portal.open('/insights', file);
    await expect(main(page).getByText('30 % of 20 engineers, last 28 days')).toBeVisible();
    await expect(part(page, 'Searches without a result')).toContainText('quarterly report');
    const from = part(page, 'Where these figures are from');
    await expect(from).toContainText('use.ndjson');
    await expect(from).toContainText('UTC+01:00');
    await expect(from).toContainText(/Lines that were no event\s*1/);
    await expect(from).toContainText(/Events\s*8/);
    await expect(from).toContainText('What fewer than 2 people did is withheld.');
    // Nothing here is kept in a browser, so there is nothing to choose.
    await expect(main(page).getByRole('radio', { name: 'This browser' })).toHaveCount(0);
  });

  test('other pages see the same figures', async ({ portal, page }) => {
    await page.route(LINES, (route) => route.fulfill({ body: six() }));
    await portal.open('/insights/start', file);
    await expect(part(page, 'Drive adoption')).toContainText('30 % in the last 28 days.');
    await portal.open('/plugins', file);
    const catalog = main(page).getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Catalog', exact: true }) });
    await expect(catalog).toContainText('6 people in 28 days');
  });

  test('nothing in it, nothing that is an event, too much', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    let body = '';
    await page.route(LINES, (route) => route.fulfill({ body }));
    // Seventeen megabytes take the test itself a while.
    await portal.open('/insights', { ...file, net: { timeScale: 1 } });
    await expect(main(page).getByText('No events yet')).toBeVisible();
    body = '{"action":1}\n{"action":"navigate"}\n';
    await page.reload();
    await expect(main(page).getByText('None of its 2 lines is an event.')).toBeVisible();
    body = `${line({ at: 1, action: 'navigate', subject: 'x'.repeat(1000) })}\n`.repeat(17_000);
    await page.reload();
    await expect(main(page).getByText('demo/insights/use.ndjson is too large')).toBeVisible();
    await expect(main(page).getByText(/cargo xtask digest --from events.ndjson --aggregate/)).toBeVisible();
  });

  test('a file that is missing is asked for again', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    let isThere = false;
    await page.route(LINES, (route) => (isThere ? route.fulfill({ body: six() }) : route.fulfill({ status: 404, body: '' })));
    await portal.open('/insights', file);
    await expect(main(page).getByText('The figures of use could not be loaded')).toBeVisible();
    isThere = true;
    await main(page).getByRole('button', { name: /retry|try again/i }).first().click();
    await expect(part(page, 'Active users')).toBeVisible();
  });

  test('a mistake in how to count is said with its place', async ({ portal, page }) => {
    await portal.open('/insights', configured({ events: 'demo/insights/use.ndjson', counting: { zone: 'Mars' } }));
    await expect(main(page).getByText(/the zone “Mars” is no offset from UTC/)).toBeVisible();
  });

  test('texts in events are texts', async ({ portal, page }) => {
    await watch(page);
    const at = Date.now() - DAY;
    const lines = vectors.slice(0, 40).flatMap(({ value }, number) =>
      [1, 2, 3].map((user) => line({ at: at + number, action: 'search', subject: value, value: 0, user: `user${user}`, plugin: value })),
    );
    await page.route(LINES, (route) => route.fulfill({ body: [six('<b>bold</b>'), ...lines].join('\n') }));
    await portal.open('/insights', file);
    await expect(part(page, 'Active users')).toBeVisible();
    await portal.settled();
    expect(await hits(page)).toEqual([]);
    expect(await badLinks(page)).toEqual([]);
  });
});

test.describe('this browser', () => {
  const store = (more: object = {}) => configured({ events: 'demo/insights/events.json', analytics: { sinks: [{ kind: 'store' }] }, ...more });
  const mine = () => [
    line({ at: Date.now() - 2000, action: 'navigate', subject: '/docs', plugin: 'docs', session: 's1' }),
    line({ at: Date.now() - 1000, action: 'search', subject: 'my own words', value: 0, plugin: 'search', session: 's1' }),
  ].join('\n');

  test('is chosen in the address, counts one person, withholds nothing, and leads to what is kept', async ({ portal, page }) => {
    await keep(page, mine());
    await portal.open('/insights?days=28&team=checkout', store());
    await main(page).getByText('This browser', { exact: true }).click();
    await expect(page).toHaveURL(/from=browser/);
    await expect(page).toHaveURL(/days=28/);
    // Teams are those of the other figures.
    await expect(page).not.toHaveURL(/team=/);
    await expect(main(page).getByText(/Nobody else sees these figures/)).toBeVisible();
    await expect(part(page, 'Searches without a result')).toContainText('my own words');
    await expect(part(page, 'Searches without a result')).toContainText('by 1 person');
    await expect(part(page, 'Where these figures are from')).toContainText('Nothing is withheld.');
    await expect(part(page, 'Worth a look')).toHaveCount(0);
    await page.reload();
    await expect(part(page, 'Searches without a result')).toContainText('my own words');
    await main(page).getByText('Everybody', { exact: true }).click();
    await expect(page).not.toHaveURL(/from=/);
    await expect(part(page, 'Worth a look')).toBeVisible();
    await page.goBack();
    await main(page).getByRole('link', { name: 'What is kept about you' }).click();
    await expect(page).toHaveURL(/\/settings\/privacy$/);
  });

  test('says that nothing is kept, and that somebody asked for that', async ({ portal, page }) => {
    await portal.open('/insights?from=browser', store());
    await expect(main(page).getByText('Nothing is kept in this browser')).toBeVisible();
    await page.evaluate(() => {
      localStorage.removeItem('portico.events.v1');
      localStorage.setItem('portico.events.refused.v1', '1');
    });
    await page.reload();
    await expect(main(page).getByText('You asked the portal not to record what you do.')).toBeVisible();
  });

  test('is there without figures of everybody, and not where nothing is kept', async ({ portal, page }) => {
    await keep(page, mine());
    await portal.open('/insights', store({ events: undefined }));
    await expect(main(page).getByText('No figures of use yet')).toBeVisible();
    await main(page).getByText('This browser', { exact: true }).click();
    await expect(part(page, 'Active users')).toBeVisible();
    await portal.open('/insights?from=browser', configured({ events: 'demo/insights/events.json' }));
    await expect(part(page, 'Worth a look')).toBeVisible();
    await expect(main(page).getByRole('radio', { name: 'This browser' })).toHaveCount(0);
  });

  test('what is kept and broken, or wants to run, is neither shown as figures nor run', async ({ portal, page }) => {
    await watch(page);
    await keep(page, '<img src=x onerror="__pwn(1)">');
    await portal.open('/insights?from=browser', store());
    await expect(main(page).getByText(/Its only line is no event\. Erase it/)).toBeVisible();
    expect(await hits(page)).toEqual([]);
  });
});

test.describe('adoption insights', () => {
  test('its answers are the cards, charts and tables of the page, and what it does not know is said', async ({ portal, page }) => {
    const asked = await play(page);
    await portal.open('/insights', asking(portal));
    await expect(part(page, 'People')).toContainText('37 % of 100 licensed');
    const active = part(page, 'Active users');
    await active.getByRole('button', { name: 'Table' }).click();
    // Nobody came on the day between: there are no rows of nobody.
    await expect(active.getByRole('row', { name: /^2 Mar/ })).toContainText('0');
    await expect(active.getByRole('row', { name: /^3 Mar/ })).toContainText('15');
    const plugins = main(page).getByRole('table', { name: /plugins with most page views/ });
    await expect(plugins.getByRole('row', { name: /techdocs/ })).toContainText('1,412');
    await expect(part(page, 'Templates')).toContainText('template:default/rust-service');
    await expect(part(page, 'Entities')).toContainText('api:default/fx-rates');
    await expect(part(page, 'Documentation')).toContainText('component:default/checkout');
    await expect(part(page, 'What is not known')).toContainText('They are not zero');
    await expect(part(page, 'Slow routes')).toHaveCount(0);
    const types = asked.map((url) => url.searchParams.get('type')).sort();
    expect([...new Set(types)]).toEqual(Object.keys(ROWS).sort());

    await main(page).getByText('7 days', { exact: true }).click();
    await expect(page).toHaveURL(/days=7/);
    const span = (url: URL) => (Date.parse(url.searchParams.get('end_date') ?? '') - Date.parse(url.searchParams.get('start_date') ?? '')) / DAY;
    await expect(() => expect(asked.filter((url) => span(url) === 6)).toHaveLength(7)).toPass();
    expect(asked.every((url) => span(url) === 6 || span(url) === 90)).toBe(true);
  });

  test('one answer that fails leaves the others alone, and is asked for again', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    let works = false;
    await play(page, (type) => (type === 'top_templates' && !works ? 400 : ROWS[type]));
    await portal.open('/insights', asking(portal));
    await expect(part(page, 'Templates')).toContainText('Templates could not be loaded');
    await expect(part(page, 'Entities')).toContainText('api:default/fx-rates');
    works = true;
    await part(page, 'Templates').getByRole('button', { name: /retry|try again/i }).first().click();
    await expect(part(page, 'Templates')).toContainText('template:default/rust-service');
  });

  test('no rows are none, a number that is not there is no zero, and few people are withheld', async ({ portal, page }) => {
    await play(page, (type) => (type === 'total_users' ? { data: [{ logged_in_users: '3', licensed_users: 100 }] } : { data: [] }));
    await portal.open('/insights', asking(portal));
    await expect(part(page, 'People')).toContainText('withheld');
    for (const name of ['Active users', 'Plugins', 'Templates', 'Entities', 'Documentation', 'Searches']) {
      await expect(part(page, name)).toContainText('None in this time.');
    }
    await page.unroute(API);
    await play(page, () => ({ data: [] }));
    await page.reload();
    await expect(part(page, 'People')).toContainText('The answer says no number.');
  });

  test('beside a file and a store there are three to choose from', async ({ portal, page }) => {
    await play(page);
    await portal.open('/insights', asking(portal, { events: 'demo/insights/events.json', analytics: { sinks: [{ kind: 'store' }] } }));
    await expect(part(page, 'Worth a look')).toBeVisible();
    // One stop for Tab, and the arrows choose.
    await main(page).getByRole('radio', { name: 'Everybody' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/from=adoption-insights/);
    await expect(part(page, 'Entities')).toContainText('api:default/fx-rates');
    await page.goBack();
    await expect(part(page, 'Worth a look')).toBeVisible();
  });

  test('names in answers are texts', async ({ portal, page }) => {
    await watch(page);
    const values = vectors.slice(0, 40).map(({ value }) => value);
    await play(page, (type) => ({
      grouping: 'daily',
      data: values.map((value) => ({ date: value, count: '5', plugin_id: value, visit_count: '5', trend_percentage: value, entityref: type === 'top_catalog_entities' ? null : value, kind: value, name: value })),
    }));
    await portal.open('/insights', asking(portal));
    await portal.settled();
    await expect(part(page, 'What is not known')).toBeVisible();
    expect(await hits(page)).toEqual([]);
    expect(await badLinks(page)).toEqual([]);
  });
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await keep(page, six());
  await play(page);
  const settings = asking(portal, { analytics: { sinks: [{ kind: 'store' }] } });
  for (const path of ['/insights', '/insights?from=browser']) {
    await portal.open(path, settings);
    await expectAllLooks(page, path, { each: (where) => expectOutline(page, where) });
  }
});
