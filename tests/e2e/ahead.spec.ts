// The code of a page comes while somebody points at its link, or has the focus on it.

import type { Page } from '@playwright/test';
import { tabTo } from './lib/keys';
import { parts } from './lib/places';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

test.skip(parts.length === 0, 'a debug build is one piece');

/** The whole of a plugin's code. */
const code = (page: Page, plugin: string) =>
  page.waitForResponse((answer) => new RegExp(`/split_${plugin}\\.wasm$`).test(answer.url()))
    .then((answer) => answer.finished());

/** Until the portal watches its links. */
const watched = (page: Page) => expect(page.locator('.pk-peek')).toBeAttached();

const asked = async (portal: Portal) =>
  (await portal.apis.log()).map(({ path }) => path).filter((path) => path.includes('/pkg-'));

test('by pointer: pressing the link of an entity asks for no code any more', async ({ portal, page }) => {
  await portal.open('/catalog');
  await watched(page);
  const link = portal.entry('Payments ledger');
  // Of the page itself, and of a card that only an entity with builds has.
  const cards = Promise.all([code(page, 'ci'), code(page, 'kubernetes')]);
  await link.hover();
  await cards;
  await portal.apis.clearLog();
  await link.click();
  await expect(portal.heading()).toHaveText('Payments ledger');
  await expect(page.getByRole('main').getByRole('heading', { name: 'About' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { name: 'Latest builds' })).toBeVisible();
  const again = (await asked(portal)).filter((path) => /split_(ci|kubernetes|entity)/.test(path));
  expect(again).toEqual([]);
});

test('by keyboard, and who passes by asks for nothing', async ({ portal, page }) => {
  await portal.open('/catalog');
  await watched(page);
  await portal.apis.clearLog();
  const gallery = page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).first();
  // On and off in one moment.
  await gallery.evaluate((link) => {
    link.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  });
  const documentation = page.getByRole('navigation').getByRole('link', { name: 'Docs', exact: true }).first();
  const docs = code(page, 'docs');
  await tabTo(portal, documentation);
  await docs;
  expect((await asked(portal)).filter((path) => path.includes('split_gallery'))).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(portal.heading()).toHaveText('Docs');
});

test('code that does not come then is asked for when the link is pressed', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS, /^console: .*(wasm|split_)/is);
  await portal.open('/catalog');
  await watched(page);
  // Once by hand, and once again by the loader itself.
  await portal.apis.fault('portal', '/pkg-*/split_gallery*.wasm', 'status.404', 2);
  const gallery = page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).first();
  const refused = page.waitForResponse((answer) => answer.url().includes('/split_gallery') && !answer.ok());
  await gallery.hover();
  await refused;
  await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
  await portal.apis.heal();
  await gallery.click();
  await expect(portal.heading()).toHaveText(/gallery|components/i);
});
