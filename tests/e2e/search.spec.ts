// The search page: what is typed finds, stands in the address, and says why.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { hostileStrings } from './lib/places';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const results = (page: Page) => page.getByRole('list', { name: 'Results' }).getByRole('listitem');
const first = (page: Page) => page.getByRole('list', { name: 'Results' }).getByRole('link').first();

test('a misspelt name finds, a type narrows, the address keeps it, and the page says why', async ({ portal, page }) => {
  await portal.open('/search');
  await expect(page.getByText('Search for anything')).toBeVisible();
  await portal.filter().pressSequentially('paymnets legder');
  await expect(first(page)).toHaveText('Payments ledger');
  await expect(page).toHaveURL(/query=paymnets%20legder/);

  await portal.filter().fill('ledger');
  await portal.facet('Kind').click();
  await page.getByRole('option', { name: /API/ }).click();
  await page.keyboard.press('Escape');
  await expect(first(page)).toHaveText('Ledger API');
  await expect(page).toHaveURL(/query=ledger&kind=api/);
  await page.getByText('Why it ranks here').first().click();
  await expect(page.getByText(/The name starts with the text: \d+ points/).first()).toBeVisible();
  await expectAccessible(page, 'search results');

  await page.reload();
  await expect(first(page)).toHaveText('Ledger API');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, 'search results at 360 px');
});

test('the keyboard leads from the field through the results', async ({ portal, page }) => {
  await portal.open('/search?query=ledger');
  await portal.filter().focus();
  await page.keyboard.press('ArrowDown');
  await expect(first(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('list', { name: 'Results' }).getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(portal.filter()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/catalog\/default\//);
});

test('a cleared field leaves nothing of what was found, to the eye and to the keyboard', async ({ portal, page }) => {
  await portal.open('/search?query=ledger');
  await expect(first(page)).toBeVisible();
  await portal.filter().fill('');
  await expect(page.getByText('Search for anything')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Results' })).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(portal.filter()).toBeFocused();
  await portal.filter().pressSequentially('driver');
  await expect(first(page)).toHaveText(/driver/i);
});

test('without a catalog nothing was searched, and the page says so', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open('/search?query=ledger', {
    sources: [{ id: 'gone', type: 'files', url: `${portal.apis.at.refused}/`, index: ['all.yaml'] }],
  });
  await expect(page.getByText(/No entity is known/)).toBeVisible();
});

test('nothing found says what was searched and is remembered', async ({ portal, page }) => {
  await portal.open('/search?query=zzqqxxyy&kind=api');
  await expect(page.getByRole('heading', { name: 'Nothing found for “zzqqxxyy”' })).toBeVisible();
  await expect(page.getByText(/\d+ entities were searched/)).toBeVisible();
  await page.getByRole('button', { name: 'Search without filters' }).click();
  await expect(page).toHaveURL(/\/search\?query=zzqqxxyy$/);
  const kept = () => page.evaluate(() => localStorage.getItem('portico.misses.v1') ?? '');
  await expect.poll(kept).toContain('"subject":"zzqqxxyy"');
  await expectAccessible(page, 'a search without results');
});

const beside = (portal: Portal) => ({
  origins: { backstage: { title: 'Our Backstage', url: portal.apis.at.backstage, auth: 'guest' } },
  search: { backstage: 'backstage' },
});

const theirs = (page: Page) => results(page).filter({ hasText: 'Our Backstage' });

test('results of a Backstage search stand beside ours, named, and the next page comes by its cursor', async ({ portal, page }) => {
  await portal.open('/search?query=service', beside(portal));
  const demo = theirs(page).filter({ has: page.getByRole('link', { name: 'Demo Service', exact: true }) });
  await expect(demo).toHaveCount(1);
  await expect(demo.locator('mark').first()).toHaveText('Service');
  await expect(demo).not.toContainText('133ad49a');
  await expect(demo.getByRole('link')).toHaveAttribute('href', /\/catalog\/default\/template\/demo-service$/);
  await expect(results(page).filter({ hasText: 'This portal' }).first()).toBeVisible();
  await expect(theirs(page)).toHaveCount(5);

  // The second page is added to the first, and its cursor is the one that the first gave.
  await portal.apis.clearLog();
  await page.getByRole('button', { name: 'More from Our Backstage' }).click();
  await expect(theirs(page).filter({ hasText: 'Catalog Service 00091' })).toHaveCount(1);
  await expect(theirs(page)).toHaveCount(10);
  const log = (await portal.apis.log('backstage')).filter(({ method }) => method === 'GET');
  expect(log.map(({ path }) => new URL(path, 'http://x').searchParams.get('pageCursor'))).toEqual(['MQ==']);

  // Another text starts at its first page; kinds and types are passed on in its own words.
  await portal.filter().fill('quokka');
  await expect(theirs(page).first()).toContainText('Documentation');
  await expect(theirs(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'More from Our Backstage' })).toHaveCount(0);
  await expectAccessible(page, 'results of two searches');
});

test('what a Backstage search says stays text', async ({ portal, page }) => {
  await page.addInitScript(() => {
    const window_ = window as unknown as { __hits: unknown[]; __pwn(id: unknown): void };
    window_.__hits = [];
    window_.__pwn = (id) => window_.__hits.push(id);
  });
  await portal.open('/search?query=hostile', beside(portal));
  const row = theirs(page);
  await expect(row).toContainText('<svg onload=__pwn(6)> hostile title');
  await expect(row).toContainText('<img src=x onerror=__pwn(2)> hostile <script>__pwn(3)</script>');
  await expect(row.locator('mark').first()).toHaveText('hostile');
  await expect(row.getByRole('link'), 'no path of a portal is no link').toHaveCount(0);
  await expect(page.locator('main :is(img, script, b[onclick])')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { __hits: unknown[] }).__hits)).toEqual([]);
});

test('a Backstage search without an index is not ready yet, and can be asked again', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.apis.fault('backstage', '/api/search/query*', 'no-index');
  await portal.open('/search?query=service', beside(portal));
  await expect(page.getByText('Our Backstage is not ready yet')).toBeVisible();
  await expect(page.getByText('Results of Our Backstage are missing')).toHaveCount(0);
  await expect(first(page)).toBeVisible();
  await portal.apis.heal();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(theirs(page)).toHaveCount(5);
  await expect(page.getByText('Our Backstage is not ready yet')).toHaveCount(0);
});

test('a Backstage search that fails is named, and our own results stay', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.apis.fault('backstage', '/api/search/query*', 'status.500');
  await portal.open('/search?query=ledger', beside(portal));
  await expect(page.getByText('Results of Our Backstage are missing')).toBeVisible();
  await expect(first(page)).toBeVisible();
});

test('hostile titles are found and stay text', async ({ portal, page }) => {
  const { vectors } = JSON.parse(readFileSync(hostileStrings, 'utf8')) as { vectors: { id: string; value?: string }[] };
  const documents = vectors
    .filter(({ value }) => typeof value === 'string')
    .map(({ id, value }) => JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: id, title: value, description: `hostile ${value}` },
      spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
    }));
  writeFileSync(`${portal.files}/found.yaml`, `---\n${documents.join('\n---\n')}\n`);
  const sources = [{ id: 'hostile', type: 'files' as const, url: `${portal.apis.at.ci}/files/`, index: ['found.yaml'] }];
  await page.addInitScript(() => {
    const window_ = window as unknown as { __hits: string[]; __pwn(id: string): void };
    window_.__hits = [];
    window_.__pwn = (id) => window_.__hits.push(id);
  });
  await portal.open('/search?query=hostile', { sources });
  await expect(results(page)).toHaveCount(20);
  await portal.filter().fill('<img src=x onerror=__pwn(1)>');
  await expect(page).toHaveURL(/query=%3Cimg/);
  expect(await page.evaluate(() => (window as unknown as { __hits: string[] }).__hits)).toEqual([]);
  await expect(page.locator('main img, main script, main iframe')).toHaveCount(0);
});

test('the palette leads everywhere and limits itself', async ({ portal, page }) => {
  await portal.open('/catalog');
  await page.keyboard.press('Control+k');
  const input = portal.palette();
  await input.fill('leger');
  await expect(page.getByRole('option').first()).toContainText(/ledger/i);
  await expect(page.getByRole('option').last()).toContainText('Search for “leger” everywhere');
  await input.press('Tab');
  await expect(page.getByRole('dialog').getByText('Catalog', { exact: true }).first()).toBeVisible();
  await input.press('ArrowUp');
  await input.press('Enter');
  await expect(page).toHaveURL(/\/search\?query=leger$/);
  await expect(portal.heading()).toHaveText('Search');
});

test('an entity opens its actions in the palette, and Backspace leads back', async ({ portal, page, context }) => {
  await portal.open('/catalog');
  const dialog = page.getByRole('dialog');
  const option = (name: string | RegExp) => dialog.getByRole('option', { name });
  const input = portal.palette();
  await page.keyboard.press('Control+k');
  await input.fill('payments ledger');
  await expect(option(/.+/).first()).toContainText('Payments ledger');

  // Within the text the arrow moves the caret; behind it, it leads on.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(input).toHaveValue('payments ledger');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await expect(input).toHaveValue('');
  await expect(input).toBeFocused();
  const actions = dialog.getByRole('group', { name: 'Payments ledger' }).getByRole('option');
  await expect(actions.first()).toContainText('Open');
  for (const name of ['Docs', 'Payments core', 'View source', 'Star', 'Copy reference', 'Ledger API', 'Runbook']) {
    await expect(actions.filter({ hasText: name }).first()).toBeAttached();
  }
  await expectAccessible(page, 'the actions of an entity in the palette');
  await page.keyboard.press('Backspace');
  await expect(input).toHaveValue('payments ledger');

  // The owner in a new tab; the palette stays as it is.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('owner');
  await expect(option(/.+/).first()).toContainText('Payments core');
  const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  await expect(tab).toHaveURL(/\/catalog\/default\/group\/payments-core$/);
  await tab.close();
  await expect(input).toHaveValue('owner');

  await input.fill('copy ref');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Copied component:default/payments-ledger')).toBeVisible();
  // The portal may not read what was copied; the browser's own key may.
  await page.keyboard.press('Control+k');
  await expect(input).toBeFocused();
  await page.keyboard.press('Control+v');
  await expect(input).toHaveValue('component:default/payments-ledger');
});

test('the palette offers what the page does, what was open before, and the settings', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/payments-ledger');
  const dialog = page.getByRole('dialog');
  const group = (name: string) => dialog.getByRole('group', { name }).getByRole('option');
  const input = portal.palette();
  await page.keyboard.press('Control+k');
  await expect(group('On this page').filter({ hasText: 'Docs' })).toBeVisible();
  await expect(group('Recent').filter({ hasText: 'Payments ledger' })).toBeVisible();
  await input.fill('star');
  await expect(group('On this page').first()).toContainText('Star');
  await input.press('Enter');
  await expect(page.getByText('Starred component:default/payments-ledger')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: /star/i, pressed: true })).toBeVisible();

  await page.keyboard.press('Control+k');
  await input.fill('>theme');
  await expect(dialog.getByRole('option').first()).toContainText('Change theme…');
  await input.press('Enter');
  await expect(group('Theme').filter({ hasText: 'In use' })).toHaveCount(1);
  await page.keyboard.type('dark');
  await expect(group('Theme')).toHaveCount(1);
  await input.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a finger reaches the actions of an entity in the palette', async ({ portal, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await portal.open('/catalog');
  await page.keyboard.press('Control+k');
  await portal.palette().fill('payments ledger');
  const first = page.getByRole('dialog').getByRole('option').first();
  await expect(first).toContainText('Payments ledger');
  await first.locator('[data-into]').click();
  await expect(page.getByRole('dialog').getByRole('option', { name: 'Copy reference' })).toBeAttached();
  await expectNoOverflow(page, 'the actions of an entity at 360 px');
});

test('a source that is slow is named, and what the others have can be used', async ({ portal, page, guard }) => {
  test.setTimeout(240_000);
  guard.expect(FAILED_REQUESTS);
  const docs = { docs: { title: 'Documentation', url: `${portal.apis.at.ci}/files/docs` } };
  const { origins, search } = beside(portal);
  await portal.apis.fault('ci', '/files/docs/*', 'hang');
  await portal.apis.fault('backstage', '/api/search/query*', 'hang');
  await portal.open('/search?query=ledger', { origins: { ...docs, ...origins }, search, net: { timeScale: 0.4 } });
  // Both are still asked, and ours are there.
  await expect(page.getByText('Our Backstage is slow to answer')).toBeVisible();
  await expect(page.getByText(/\d+ results so far, still reading (.*and )?Documentation/).first()).toBeVisible();
  await expect(first(page)).toBeVisible();
  await portal.filter().fill('ledger api');
  await expect(first(page)).toHaveText('Ledger API');
  // The palette says so too.
  await page.keyboard.press('Control+k');
  await portal.palette().fill('zzqqxxyy');
  await expect(page.getByRole('option', { name: /everywhere/ })).toContainText(/still reading (.*and )?Documentation/);
  await page.keyboard.press('Escape');
  // In the end it is said what is missing.
  await expect(page.getByText(/results of Documentation are missing/i)).toBeVisible({ timeout: 60_000 });
  await expect(first(page)).toHaveText('Ledger API');
});
