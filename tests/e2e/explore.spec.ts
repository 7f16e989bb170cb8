// Explore: what the organisation is made of, its teams, tools, technologies and news, and the first
// weeks of somebody new.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { openAt } from './lib/gallery';
import { hostileStrings } from './lib/places';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, expect, stock, test } from './lib/portal';

const EXPLORE = ['/explore', '/explore?view=list', '/explore/teams', '/explore/tools', '/explore/radar', '/explore/radar?view=table', '/explore/news', '/explore/start'];

/** Answers a file of the portal's folder with something else. */
async function answer(page: Page, file: string, body: string | object): Promise<void> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  await page.route(`**/demo/explore/${file}`, (route) => route.fulfill({ body: text, contentType: 'application/json' }));
}

/** The plugin with another configuration. */
function configured(config: object): object {
  return { plugins: ['catalog', { id: 'explore', config }] };
}

const main = (page: Page) => page.getByRole('main');

test('the map leads to systems and parts by arrow keys, and the list has the same', async ({ portal, page }) => {
  await portal.open('/explore');
  const map = main(page).getByRole('group', { name: 'Map of domains and systems' });
  await expect(map.getByRole('heading', { name: 'In no system', exact: true })).toBeVisible();
  const stray = map.getByRole('link', { name: 'legacy-batch-runner' });
  await expect(stray).toBeVisible();

  await map.getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(map.getByRole('link').first()).not.toBeFocused();
  await expect(map.locator('a:focus')).toHaveCount(1);

  await main(page).getByText('List', { exact: true }).click();
  await expect(page).toHaveURL(/\/explore\?view=list$/);
  const tree = main(page).getByRole('tree', { name: 'Domains and systems' });
  await expect(tree.getByRole('treeitem', { name: 'In no system' })).toBeVisible();
  await page.goBack();
  await expect(stray).toBeVisible();
  await stray.click();
  await expect(portal.heading()).toHaveText('legacy-batch-runner');
});

test('without domains the page says what to write', async ({ portal, page }) => {
  await page.route('**/demo/catalog/all.yaml', (route) =>
    route.fulfill({
      body: 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: alone }\nspec: { type: service, lifecycle: production, owner: nobody }\n',
    }),
  );
  await portal.open('/explore');
  await expect(main(page).getByText('There are no domains yet')).toBeVisible();
  await expect(main(page).getByText('kind: Domain')).toBeVisible();
  await expect(main(page).getByRole('link', { name: 'alone' })).toBeVisible();
  await main(page).getByRole('navigation', { name: 'Parts of Explore' }).getByRole('link', { name: 'Teams' }).click();
  await expect(main(page).getByText('No teams yet')).toBeVisible();
});

test('teams say who leads them and what they own, and are found by a word', async ({ portal, page }) => {
  await portal.open('/explore/teams');
  await portal.filter().fill('ledger');
  const card = main(page).getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Payments core' }) }).first();
  await expect(card).toContainText('Led by Amara Osei');
  await expect(card).toContainText('3 people');
  await expect(page).toHaveURL(/q=ledger/);
  await card.getByRole('link', { name: /components?$/i }).click();
  await expect(page).toHaveURL(/kind=component&owner=group:default%2Fpayments-core/);
});

test('tools are filtered by tag, and bad ones are named without hiding the others', async ({ portal, page }) => {
  await portal.open('/explore/tools?tag=observability');
  const cards = main(page).getByRole('list', { name: 'Tools' }).getByRole('heading');
  await expect(cards).toHaveText(['Dashboards', 'Log search', 'Traces']);
  await expect(main(page).getByRole('link', { name: 'Data platform' })).toBeVisible();

  await answer(page, 'tools.json', { tools: [{ title: 'Chat', url: 'javascript:alert(1)' }, { title: 'Wiki' }] });
  await portal.open('/explore/tools');
  await expect(main(page).getByText('Not a web address')).toBeVisible();
  await expect(main(page).getByText(/tools\.json, tools\[1\]/)).toBeVisible();
  await answer(page, 'tools.json', { tools: [] });
  await portal.open('/explore/tools');
  await expect(main(page).getByText('No tools are listed yet')).toBeVisible();
});

test('what fails says so, can be tried again, and leaves the rest alone', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let broken = true;
  await page.route('**/demo/explore/radar.json', (route) => (broken ? route.fulfill({ status: 500 }) : route.continue()));
  await portal.open('/explore/radar');
  await expect(main(page).getByText('The tech radar could not be loaded')).toBeVisible();
  broken = false;
  await main(page).getByRole('button', { name: 'Retry' }).click();
  await expect(main(page).getByRole('group', { name: /^Tech radar/ })).toBeVisible();

  await portal.open('/explore/tools', configured({ tool: 'x.json' }));
  await expect(main(page).getByText(/portal\.json, plugins\[1\]\.config/)).toBeVisible();
  await portal.open('/explore/tools', configured({}));
  await expect(main(page).getByText('No directory of tools yet')).toBeVisible();
});

test('a slow file is said to be slow', async ({ portal, page }) => {
  let go = () => {};
  const held = new Promise<void>((resolve) => { go = resolve; });
  await page.route('**/demo/explore/tools.json', async (route) => { await held; await route.continue(); });
  // Slow after a second and a half, given up after five: between them there is time to look.
  await portal.apis.configure(portal.settings({ net: { timeScale: 0.5 } }));
  await page.goto(`${portal.apis.at.portal}/explore/tools`);
  await expect(main(page).getByText(/is slow to answer/)).toBeVisible();
  go();
  await expect(main(page).getByRole('heading', { name: 'Chat' })).toBeVisible();
});

test('the radar goes by keyboard, its choice is in the address, and the table has the same', async ({ portal, page }) => {
  await portal.open('/explore/radar');
  const radar = main(page).getByRole('group', { name: /^Tech radar/ });
  const blips = radar.getByRole('button');
  await expect(blips).toHaveCount(29);
  await blips.first().focus();
  const name = (await blips.first().getAttribute('aria-label'))!;
  await page.keyboard.press('ArrowDown');
  const focused = radar.locator(':focus');
  await expect(focused).toHaveAttribute('aria-label', /Trial, Languages/);
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAttribute('aria-label', /Adopt, Languages/);
  await page.keyboard.press('Home');
  await expect(focused).toHaveAttribute('aria-label', name);
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/blip=/);
  await expect(main(page).getByRole('heading', { name: new RegExp(`^${name.split(',')[0]}`) })).toBeVisible();

  await main(page).getByText('Table', { exact: true }).click();
  await expect(main(page).getByRole('table', { name: 'Technologies' })).toHaveAttribute('aria-rowcount', '30');
  await portal.open('/explore/radar?ring=Hold');
  await expect(main(page).getByText(/^5 of 29 technologies/).first()).toBeVisible();
  await expect(blips).toHaveCount(5);
});

test('announcements come and go by their days, and can be dismissed here', async ({ portal, page }) => {
  await openAt(page, '2026-11-21T12:00:00Z');
  await portal.open('/explore/news');
  const freeze = main(page).getByRole('heading', { name: /^No releases to payments/ });
  await expect(freeze).toBeVisible();
  await expect(main(page).getByRole('heading', { name: 'The old wiki is read only' })).toHaveCount(0);
  await expect(main(page).getByRole('heading', { name: /^Chaos day/ })).toHaveCount(0);
  await expect(main(page).getByText('Nothing is known yet')).toBeVisible();

  await main(page).getByRole('button', { name: /^Dismiss No releases/ }).click();
  await expect(freeze).toHaveCount(0);
  await page.reload();
  await portal.settled();
  await expect(freeze).toHaveCount(0);
  await main(page).getByRole('button', { name: 'Show 1 dismissed one again' }).click();
  await expect(freeze).toBeVisible();

  // What comes into the catalog after the first visit is new.
  await openAt(page, '2026-11-24T12:00:00Z');
  await page.route('**/demo/catalog/platform/ui-kit/catalog-info.yaml', async (route) => {
    const body = await (await route.fetch()).text();
    const more = '\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: brand-new }\nspec: { type: service, lifecycle: production, owner: payments-core }\n';
    await route.fulfill({ body: body + more });
  });
  await page.reload();
  await portal.settled();
  await expect(main(page).getByRole('link', { name: 'brand-new' })).toBeVisible();
});

test('hostile texts are shown as texts', async ({ portal, page }) => {
  const { vectors } = JSON.parse(readFileSync(hostileStrings, 'utf8')) as { vectors: { value?: string }[] };
  const texts = vectors.flatMap(({ value }) => (typeof value === 'string' && value.length < 2000 ? [value] : []));
  await answer(page, 'announcements/index.json', { announcements: ['a.md'] });
  await answer(page, 'announcements/a.md', `---\ntitle: Hostile\n---\n${texts.join('\n\n')}`);
  await answer(page, 'tools.json', { tools: texts.map((text) => ({ title: text, url: text, description: text, tags: [text], lifecycle: text, owner: text })) });
  await answer(page, 'radar.json', {
    quadrants: [{ name: texts[0] }, { name: 'b' }],
    rings: [{ name: texts[1] }],
    entries: texts.map((text) => ({ label: text, quadrant: 0, ring: 0, description: text, link: text, tags: [text] })),
  });
  for (const path of ['/explore/news', '/explore/tools', '/explore/radar']) {
    await portal.open(path);
    await expect(main(page).locator('script, iframe, img, object, embed, form, style')).toHaveCount(0);
  }
});

test('the first weeks are ticked off here and saved as a file', async ({ portal, page }) => {
  await portal.open('/explore/start');
  await main(page).getByRole('checkbox', { name: 'Visit: Sign in everywhere' }).check();
  await expect(main(page).getByText('1 of 14 steps')).toBeVisible();
  await page.reload();
  await expect(main(page).getByText('1 of 14 steps')).toBeVisible();
  const download = page.waitForEvent('download');
  await main(page).getByRole('button', { name: 'Save as Markdown' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toContain('- [x] Visit: Sign in everywhere');
  expect(text).toContain('- [ ] Change: Get your tenth pull request merged');

  await portal.open('/explore/start', configured({}));
  await expect(main(page).getByText('A list made from the catalog')).toBeVisible();
  await expect(main(page).getByRole('checkbox', { name: /tenth pull request/ })).toBeVisible();
});

test('a link to an entity shows what it is, by pointer and by keyboard', async ({ portal, page }) => {
  await portal.open('/catalog');
  const link = portal.entry('Payments ledger');
  const card = page.getByRole('tooltip').filter({ hasText: 'component:default/payments-ledger' });
  const frames = (count: number) => page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
  }, count);
  // The card comes after the first view, and the search is not read for it.
  await expect(page.locator('.pk-peek')).toBeAttached();

  // A finger asks for nothing: a tap opens the page, where all of it stands.
  await link.dispatchEvent('pointerover', { pointerType: 'touch', screenX: 9, screenY: 9 });
  await frames(45);
  await expect(card).toBeHidden();

  // By pointer: it can be pointed at, says nothing to a screen reader, and Escape takes it away.
  // A page that is still scrolling to the link would take it away again.
  await link.scrollIntoViewIfNeeded();
  await frames(5);
  await link.hover();
  await expect(card).toBeVisible();
  await expect(card).toContainText('Payments core');
  await expect(link).not.toHaveAttribute('aria-describedby', /pk-peek/);
  await expect(card.locator('a, button, input, [tabindex]'), 'nothing to use in it').toHaveCount(0);
  await card.hover();
  await frames(30);
  await expect(card).toBeVisible();
  // It lies over links, beside the landmarks of the page: the card itself is looked at.
  await expectAccessible(page, 'the card of an entity', '.pk-peek');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await page.mouse.move(0, 0);

  // By keyboard: it describes the link, and stays as long as the focus does.
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await expect(card).toBeVisible();
  await expect(link).toHaveAccessibleDescription(/component:default\/payments-ledger/);
  await page.mouse.move(4, 300);
  await frames(30);
  await expect(card).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(card).toBeHidden();
  await expect(link).not.toHaveAttribute('aria-describedby', /pk-peek/);
});

test('the page of an entity names its neighbours with the reason', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/payments-ledger');
  const related = main(page).getByRole('region', { name: 'Related' });
  await expect(related.getByRole('link').first()).toBeVisible();
  await expect(related).toContainText(/Also in |Tagged |Used by /);
});

test('accessible: Explore', async ({ portal, page }) => {
  test.slow();
  await openAt(page, '2026-11-21T12:00:00Z');
  for (const path of EXPLORE) {
    await portal.open(path, { plugins: stock().plugins });
    await expectAllLooks(page, path);
  }
});
