// Admin: extensions, configuration, health, feature flags and starting orders; and the marketplace
// with its directory, which comes from outside.

import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const DIRECTORY = '**/demo/insights/plugins.json';

const main = (page: Page) => page.getByRole('main');
const part = (page: Page, name: string | RegExp) => main(page).getByRole('region', { name });
/** The header that opens what is known of a plugin. */
const plugin = (page: Page, name: string) => main(page).getByRole('button', { name: new RegExp(`^${name}\\b`) });
/** What the header opens. */
const opened = async (page: Page, name: string) => {
  const header = plugin(page, name);
  if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  return page.locator(`[id="${await header.getAttribute('aria-controls')}"]`);
};
/** Words of the navigation, in order. */
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts();
const card = (page: Page, name: string) =>
  main(page).getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const directory = (plugins: unknown) => ({ body: JSON.stringify({ plugins }), contentType: 'application/json' });

test('extensions: what is on, off and misconfigured, and who decided', async ({ portal, page }) => {
  const plugins = ['catalog', { id: 'docs', enabled: false }, { id: 'create', config: { scafolder: 'x' } }, 'insights'];
  await portal.open('/admin', { plugins });
  await expect(plugin(page, 'Catalog')).toContainText('On');
  const catalog = await opened(page, 'Catalog');
  await expect(catalog).toContainText('portal.json, plugins[0]');
  await expect(catalog).toContainText('/catalog');
  await expect(plugin(page, 'Docs')).toContainText('Disabled');
  await expect(plugin(page, 'Explore')).toContainText('Not listed');
  await expect(plugin(page, 'Debug')).toContainText('Off by default');
  await expect(plugin(page, 'Templates')).toContainText('Misconfigured');
  await expect(await opened(page, 'Templates')).toContainText('scaffolder');
  await expect(main(page).getByText('The portal did not start as configured')).toBeVisible();
  await portal.filter().fill('zzzz');
  await expect(main(page).getByText('No plugins match')).toBeVisible();
  await main(page).getByRole('button', { name: 'Clear filters' }).click();
  await expect(plugin(page, 'Catalog')).toBeVisible();
});

test('a plugin in quarantine is named, with the way to start it again', async ({ portal, page, guard }) => {
  guard.expect(/./);
  await portal.open('/debug', { plugins: ['catalog', 'debug'] });
  await main(page).getByRole('button', { name: 'Panic' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(main(page).getByText(/switched off for now/)).toBeVisible();
  await portal.open('/admin', { plugins: ['catalog', 'debug'] });
  await expect(plugin(page, 'Debug')).toContainText('Quarantined');
  await expect(await opened(page, 'Debug')).toContainText('State decided by');
  await expect(await opened(page, 'Debug')).toContainText('this browser');
  await main(page).getByRole('button', { name: 'Start Debug again' }).click();
  await expect(plugin(page, 'Debug')).toContainText('On');
});

test('configuration: every setting with its origin, and no secret', async ({ portal, page }) => {
  const analytics = { identityKey: 'a-key-of-pseudonyms', sinks: [] };
  const origins = {
    costs: { title: 'Costs', url: `${portal.apis.at.ci}/costs`, auth: { header: 'X-Costs-Proof' } },
  };
  await portal.open('/admin/configuration', { origins, plugins: ['catalog', { id: 'insights', config: { analytics } }] });
  const settings = part(page, 'Settings in force');
  await expect(settings).toContainText('net.timeScale');
  await expect(settings).toContainText('identityKey');
  await expect(page.locator('body')).not.toContainText('a-key-of-pseudonyms');
  await expect(page.locator('body')).not.toContainText('X-Costs-Proof');
  await main(page).getByText('This browser', { exact: true }).first().click();
  await expect(page).toHaveURL(/from=browser/);
  await expect(main(page).getByText('No settings match').or(settings.getByText('(browser)').first())).toBeVisible();
  await main(page).getByText('All', { exact: true }).click();
  await portal.filter().fill('origins.costs');
  await expect(settings.getByRole('listitem').first()).toContainText('origins.costs');
  await expect(settings).not.toContainText('net.timeScale');
  const [download] = await Promise.all([page.waitForEvent('download'), main(page).getByRole('button', { name: 'Save as text' }).click()]);
  expect(download.suggestedFilename()).toBe('settings.txt');
});

test('health: versions, APIs that answer and one that does not, and the doctor', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS, /^console: /, /^policy: connect-src/, /^undeclared origin: GET .*/);
  const origins = {
    ci: { title: 'CI', url: portal.apis.at.ci },
    gone: { title: 'Gone', url: portal.apis.at.refused },
  };
  await portal.open('/admin/health', { origins });
  await expect(part(page, 'Versions')).toContainText('Build that runs here');
  const apis = part(page, 'APIs');
  const row = (name: string) => apis.getByRole('listitem').filter({ hasText: name });
  await expect(row('Gone')).toContainText('Unreachable');
  await expect(row('Gone')).toContainText('called by');
  await expect(part(page, 'Errors of this session')).toContainText('Nothing went wrong');
  // A release build has measured its code; one for development says that it has not.
  await expect(part(page, 'Code')).toContainText(/Everybody downloads|Sizes are not measured/);
  await apis.getByRole('link', { name: /connection doctor/ }).click();
  await expect(page).toHaveURL(/\/settings\/connections$/);
});

test('feature flags: declared by a template, switched here, and forgotten again', async ({ portal, page }) => {
  await portal.open('/admin/flags');
  const flag = main(page).getByRole('switch', { name: 'lakehouse-finance-models' });
  await expect(flag).not.toBeChecked();
  await expect(part(page, 'Feature flags')).toContainText('default');
  await flag.click();
  await page.reload();
  await portal.settled();
  await expect(flag).toBeChecked();
  await expect(part(page, 'Feature flags')).toContainText('this browser');
  await main(page).getByRole('button', { name: /^Follow the portal again/ }).click();
  await expect(flag).not.toBeChecked();
  // portal.json switches it on for everybody.
  await portal.open('/admin/flags', { plugins: ['catalog', { id: 'create', config: { featureFlags: ['lakehouse-finance-models'] } }] });
  await expect(flag).toBeChecked();
  await expect(part(page, 'Feature flags')).toContainText('portal.json');
});

test('a starting order is tried here, changes home and navigation, and is undone', async ({ portal, page }) => {
  await portal.open('/admin/start?order=large');
  const before = await navigation(page);
  const large = part(page, 'Create, manage, explore');
  await expect(large).toContainText('Each department has its own platform.');
  await expect(large).toContainText('"preset": "large"');
  await expect(large).toContainText('"home": "/create"');
  await large.getByRole('button', { name: 'Try it in this browser' }).click();
  await expect(main(page).getByText('This browser tries “Create, manage, explore”')).toBeVisible();
  await portal.settled();
  const after = await navigation(page);
  expect(after[0]).toBe('Create');
  expect(after).not.toEqual(before);
  expect([...after].sort()).toEqual([...before].sort());
  // The checklist is the one of the order.
  await page.goto(`${portal.apis.at.portal}/insights/start`);
  await expect(part(page, 'First, at this size')).toContainText('One template reaches production without a ticket');
  await page.goto(`${portal.apis.at.portal}/`);
  await expect(page).toHaveURL(/\/create$/);
  await page.goto(`${portal.apis.at.portal}/admin/start`);
  await main(page).getByRole('button', { name: 'Undo' }).click();
  await expect(main(page).getByText('This browser tries')).toHaveCount(0);
  await portal.settled();
  expect(await navigation(page)).toEqual(before);
  await page.goto(`${portal.apis.at.portal}/`);
  await expect(page).toHaveURL(/\/catalog$/);
});

test('portal.json sets the order for everybody, and what it says itself wins', async ({ portal, page }) => {
  const settings = (more: object) => ({ plugins: ['catalog', 'docs', 'explore', 'create', 'insights'], ...more });
  await portal.open('/admin/start', settings({ preset: 'large' }));
  await expect(part(page, 'Create, manage, explore')).toContainText('This order is set in portal.json.');
  expect((await navigation(page))[0]).toBe('Create');
  await portal.open('/admin/start', settings({ preset: 'large', home: '/docs', navigation: ['docs'] }));
  expect((await navigation(page))[0]).toBe('Docs');
  await page.goto(`${portal.apis.at.portal}/`);
  await expect(page).toHaveURL(/\/docs$/);
});

test('tactics: documents from the checklist, read and saved', async ({ portal, page }) => {
  await portal.open('/admin/start');
  const tactics = part(page, 'Tactics');
  for (const title of ['Lunch and learn', 'Embedding', 'Hack day', 'Show and tell']) {
    await expect(tactics.getByRole('link', { name: title })).toBeVisible();
  }
  await tactics.getByRole('link', { name: 'Embedding' }).click();
  await expect(page).toHaveURL(/\/insights\/start\?tactic=embedding$/);
  await expect(main(page).getByRole('heading', { name: 'Does not work when' })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), main(page).getByRole('button', { name: 'Save as Markdown' }).click()]);
  expect(download.suggestedFilename()).toBe('embedding.md');
  await portal.open('/insights/start?tactic=nothing');
  await expect(main(page).getByText('There is no such document')).toBeVisible();
});

test('marketplace: installed and available plugins, and everything about one', async ({ portal, page }) => {
  await portal.open('/plugins');
  await expect(card(page, 'Kubernetes')).toContainText('Installed');
  await main(page).getByText('Available', { exact: true }).first().click();
  await expect(page).toHaveURL(/show=available/);
  await expect(card(page, 'Kubernetes')).toHaveCount(0);
  const costs = card(page, 'Cloud costs');
  await expect(costs).toContainText('38.2 kB');
  await expect(costs).toContainText('4.3 of 5, 17 people');
  await expect(card(page, 'Error budgets')).toContainText('Rated by fewer than 5 people');
  await costs.getByRole('link', { name: 'Cloud costs' }).click();
  await expect(page).toHaveURL(/plugin=cloud-costs/);
  await expect(page.getByRole('heading', { level: 1, name: 'Cloud costs' })).toBeVisible();
  const picture = main(page).getByRole('img', { name: /^Three figures above a chart/ });
  await expect(picture).toBeVisible();
  // It is fetched once it is near.
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(part(page, 'How to add it')).toContainText('cargo add halyard-portal-costs --git https://git.halyard.example/portal/cloud-costs');
  await expect(part(page, 'Facts')).toContainText(/Calls\s*costs/);
  await page.goBack();
  await expect(costs).toBeVisible();
  await portal.open('/plugins?plugin=lunch');
  await expect(part(page, 'How to add it')).toContainText('does not say where its source is');
  await portal.open('/plugins?plugin=nothing');
  await expect(main(page).getByText('There is no such plugin')).toBeVisible();
});

test('bring yours: fifteen minutes, step by step', async ({ portal, page }) => {
  await portal.open('/plugins');
  const bring = part(page, 'Bring yours');
  await expect(bring).toContainText('Minute 2');
  await expect(bring).toContainText('Minute 15');
  await expect(bring).toContainText('cargo xtask new-plugin hello');
});

test('without a directory the plugins of the build are shown, and how to name one', async ({ portal, page }) => {
  await portal.open('/plugins', { plugins: ['catalog', 'insights'] });
  await expect(card(page, 'Catalog')).toBeVisible();
  await expect(main(page).getByText('A directory tells of others')).toBeVisible();
  await expect(card(page, 'Explore')).toContainText('Switched off');
});

test('a directory that fails hides no installed plugin, and is asked for again', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let answer: 'missing' | 'good' = 'missing';
  await page.route(DIRECTORY, (route) =>
    answer === 'missing' ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await portal.open('/plugins');
  await expect(main(page).getByText('The directory of plugins could not be loaded')).toBeVisible();
  await expect(card(page, 'Catalog')).toBeVisible();
  answer = 'good';
  await main(page).getByRole('button', { name: /retry|try again/i }).first().click();
  await expect(card(page, 'Cloud costs')).toBeVisible();
});

test('broken entries are named, the others are shown; an empty directory is no error', async ({ portal, page }) => {
  await page.route(DIRECTORY, (route) => route.fulfill(directory([{ id: 'good', title: 'Good' }, { title: 'no id' }])));
  await portal.open('/plugins');
  await expect(main(page).getByText('1 entry of the directory cannot be read')).toBeVisible();
  await expect(card(page, 'Good')).toBeVisible();
  await page.unroute(DIRECTORY);
  await page.route(DIRECTORY, (route) => route.fulfill(directory([])));
  await page.reload();
  await portal.settled();
  await expect(card(page, 'Good')).toHaveCount(0);
  await expect(card(page, 'Catalog')).toBeVisible();
});

test('hostile texts in the directory are texts', async ({ portal, page }) => {
  await watch(page);
  const plugins = vectors.map(({ value }, at) => ({
    id: `hostile-${at}`,
    title: value,
    summary: value,
    owner: value,
    version: value,
    origins: [value],
    repository: value,
    crate: value,
    screenshots: [{ file: value, alt: value }],
  }));
  await page.route(DIRECTORY, (route) => route.fulfill(directory(plugins)));
  await portal.open('/plugins?show=available');
  await expect(card(page, 'Cloud costs')).toHaveCount(0);
  expect(await hits(page)).toEqual([]);
  expect(await badLinks(page)).toEqual([]);
  for (const at of [0, Math.floor(vectors.length / 2), vectors.length - 1]) {
    await portal.open(`/plugins?plugin=hostile-${at}`);
    await expect(part(page, 'Facts')).toBeVisible();
    await expect(part(page, 'How to add it')).not.toContainText('cargo add');
    await expect(main(page).getByRole('list', { name: 'Screenshots' })).toHaveCount(0);
    expect(await hits(page)).toEqual([]);
    expect(await badLinks(page)).toEqual([]);
  }
});

test('pictures come from the own host only', async ({ portal, page }) => {
  const shot = (file: string) => ({ file, alt: 'A picture' });
  const files = ['https://elsewhere.example/a.png', '//elsewhere.example/a.png', 'demo/insights/plugins.json', 'demo/insights/plugins/cloud-costs.svg'];
  await page.route(DIRECTORY, (route) => route.fulfill(directory([{ id: 'x', screenshots: files.map(shot) }])));
  await portal.open('/plugins?plugin=x');
  await expect(main(page).getByRole('img', { name: 'A picture' })).toHaveCount(1);
});

test('by keyboard: from the palette into Admin, through its tabs, into a plugin', async ({ portal, page }) => {
  await portal.open('/catalog');
  await page.keyboard.press('Control+k');
  await portal.palette().fill('>open admin');
  await expect(page.getByRole('option', { name: /Open admin/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin$/);
  await portal.settled();
  await plugin(page, 'Catalog').focus();
  await page.keyboard.press('Enter');
  await expect(plugin(page, 'Catalog')).toHaveAttribute('aria-expanded', 'true');
  const tab = main(page).getByRole('link', { name: 'Configuration', exact: true });
  await tab.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/configuration$/);
  await expect(part(page, 'Settings in force')).toBeVisible();
});

test('the settings lead to Admin', async ({ portal, page }) => {
  await portal.open('/settings');
  await part(page, 'Plugins').getByRole('link', { name: 'Admin' }).click();
  await expect(page).toHaveURL(/\/admin$/);
});

const LOOKS = ['/admin', '/admin/configuration', '/admin/flags', '/admin/start', '/plugins', '/plugins?plugin=cloud-costs', '/insights/start?tactic=hack-day'];

for (const path of LOOKS) {
  test(`${path}: accessible and not wider than the page, in both themes, wide and narrow`, async ({ portal, page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await portal.open(path);
    await expectAllLooks(page, path, { each: (where) => expectOutline(page, where) });
  });
}

test('health: accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page, guard }) => {
  test.setTimeout(240_000);
  guard.expect(FAILED_REQUESTS, /^console: /, /^policy: connect-src/, /^undeclared origin: GET .*/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const openHealth = (portal: Portal) => portal.open('/admin/health', { origins: { ci: { title: 'CI', url: portal.apis.at.ci } } });
  await openHealth(portal);
  await expect(part(page, 'APIs')).not.toContainText('Checking…');
  await expectAllLooks(page, '/admin/health', { each: (where) => expectOutline(page, where) });
});
