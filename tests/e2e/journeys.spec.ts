// What people come for, with the keyboard alone.

import { tabTo } from './lib/keys';
import { expectFocusSeen } from './lib/layout';
import { type Portal, expect, stock, test } from './lib/portal';
import type { Locator } from '@playwright/test';

test('find a service by its owner, go on to an API, come back to the same list', async ({ portal, page }) => {
  await portal.open('/catalog');
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
  const all = await rows.count();

  // Narrow the list to one team.
  await tabTo(portal, portal.facet('Owner'));
  await page.keyboard.press('Enter');
  await page.keyboard.type('payments core');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(portal.facet('Owner')).toBeFocused();
  await expect(page).toHaveURL(/owner=group(:|%3A)default(\/|%2F)payments-core/);
  await expect.poll(() => rows.count()).toBeLessThan(all);
  const narrowed = portal.address();

  // Open the service.
  await tabTo(portal, portal.entry('Payments ledger'));
  await page.keyboard.press('Enter');
  await expect(portal.heading()).toHaveText('Payments ledger');
  await expect(portal.heading()).toBeFocused();

  // Go to an API through the palette.
  await page.keyboard.press('Control+k');
  const input = portal.palette();
  await expect(input).toBeFocused();
  await page.keyboard.type('ledger api');
  const hit = page.getByRole('option', { name: /Ledger API/ }).first();
  await expect(hit).toBeVisible();
  while ((await hit.getAttribute('aria-selected')) !== 'true') {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/catalog\/default\/api\/ledger-api$/);
  await expect(portal.heading()).toHaveText('Ledger API');
  await expect(portal.heading()).toBeFocused();

  // Back twice, for which the keys belong to the browser: the same list with the same filter.
  await page.goBack();
  await expect(portal.heading()).toHaveText('Payments ledger');
  await page.goBack();
  await expect(portal.heading()).toHaveText('Components');
  expect(portal.address()).toBe(narrowed);
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await expect(portal.entry('Payments ledger')).toBeVisible();
});

/** Opens the palette, types, and takes this line, wherever in the list it stands. */
async function choose(portal: Portal, text: string, line: Locator): Promise<void> {
  await portal.page.keyboard.press('Control+k');
  await expect(portal.palette()).toBeFocused();
  await portal.page.keyboard.type(text);
  await expect(line).toBeVisible();
  for (let step = 0; step < 40 && (await line.getAttribute('aria-selected')) !== 'true'; step += 1) {
    await portal.page.keyboard.press('ArrowDown');
  }
  await expect(line).toHaveAttribute('aria-selected', 'true');
  await portal.page.keyboard.press('Enter');
  await expect(portal.page.getByRole('dialog')).toBeHidden();
}

for (const width of [1280, 360]) {
  test(`a newcomer finds a payment library, how to use it, whose it is, and the API, at ${width} px`, async ({ portal, page }) => {
    await page.setViewportSize({ width, height: 740 });
    await portal.open('/catalog', { origins: stock().origins });
    const list = page.getByRole('dialog').getByRole('listbox');
    const line = (group: string, name: string) =>
      list.getByRole('group', { name: group }).getByRole('option').filter({ hasText: name }).first();

    // Its name misspelt.
    await choose(portal, 'halyrad money', line('Catalog', 'halyard-money'));
    await expect(page).toHaveURL(/\/catalog\/default\/component\/halyard-money$/);
    await expect(portal.heading()).toBeFocused();
    await expect(portal.heading()).toHaveText('halyard-money');

    // What the page offers leads to its documentation, and from there a link to how it is used.
    await choose(portal, 'docs', line('On this page', 'Docs'));
    await tabTo(portal, page.getByRole('link', { name: 'Open documentation' }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/docs\/default\/component\/halyard-money$/);
    await expect(portal.heading()).toBeFocused();
    await tabTo(portal, page.getByRole('main').getByRole('link', { name: 'how to use it' }));
    await page.keyboard.press('Enter');
    await expect(portal.heading()).toHaveText(/^Use it/);

    // Whose it is stands one step behind its name.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('halyard-money');
    await expect(page.getByRole('option', { selected: true })).toContainText('halyard-money');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('owner');
    await expect(page.getByRole('option', { selected: true })).toContainText('Kofi Mensah');
    await page.keyboard.press('Enter');
    await expect(portal.heading()).toHaveText('Kofi Mensah');

    await choose(portal, 'ledger api', line('Catalog', 'Ledger API'));
    await expect(page).toHaveURL(/\/catalog\/default\/api\/ledger-api$/);
    await expect(portal.heading()).toHaveText('Ledger API');
    await expect(portal.heading()).toBeFocused();
  });
}

test('the skip link is first and leads into the page', async ({ portal, page }) => {
  await portal.open('/catalog');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: /skip to/i });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page
    .getByRole('main')
    .evaluate((main) => main.contains(document.activeElement));
  expect(inside, 'the next stop is in the main part').toBe(true);
});

test('a new page is announced and gets the focus; the first page and filters do not', async ({ portal, page }) => {
  await portal.open('/catalog');
  const said = page.getByRole('status');
  await expect(said.filter({ hasText: 'Components' })).toHaveCount(0);
  await expect(portal.heading()).not.toBeFocused();

  const filter = portal.filter();
  await filter.fill('ledger');
  await expect(page).toHaveURL(/q=ledger/);
  await expect(filter).toBeFocused();
  await expect(said.filter({ hasText: 'Components' })).toHaveCount(0);

  await portal.entry('Payments ledger').click();
  await expect(portal.heading()).toBeFocused();
  await expect(page).toHaveTitle(/^Payments ledger · .*Components · /);
  await expect(said.filter({ hasText: /^Payments ledger · / })).toHaveCount(1);
});

test('the focus is never hidden on the way through a page', async ({ portal, page }) => {
  // Low, so that the sticky header covers a good part of it.
  await page.setViewportSize({ width: 1280, height: 480 });
  for (const path of ['/catalog', '/catalog/default/component/payments-ledger', '/settings']) {
    await portal.open(path);
    const seen = new Set<string>();
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        return element === document.body ? '' : (element?.outerHTML ?? '');
      });
      if (focused === '') break;
      await expectFocusSeen(page);
      seen.add(focused);
    }
    expect(seen.size, `stops on ${path}`).toBeGreaterThan(10);
    // And backwards, where a header at the top is in the way.
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Shift+Tab');
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      await expectFocusSeen(page);
    }
  }
});

test('the palette keeps the keyboard to itself and gives it back', async ({ portal, page }) => {
  await portal.open('/catalog');
  const opener = portal.entry('Payments ledger');
  await opener.focus();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await expect(palette).toBeVisible();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const inside = await palette.evaluate((dialog) => {
      const focused = document.activeElement;
      // Between the last stop and the first one the browser's own bar may have the focus.
      return focused === document.body || dialog.contains(focused);
    });
    expect(inside).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(opener).toBeFocused();
});

test('arrow keys go round in the palette, and the number of hits is said', async ({ portal, page }) => {
  await portal.open('/catalog');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ledger');
  const options = page.getByRole('option');
  await expect(options.filter({ hasText: 'Payments ledger' }).first()).toBeVisible();
  const input = portal.palette();
  const active = () => input.getAttribute('aria-activedescendant');
  const first = await active();
  await page.keyboard.press('ArrowUp');
  expect(await active(), 'the last one').not.toBe(first);
  await page.keyboard.press('ArrowDown');
  expect(await active(), 'the first one again').toBe(first);
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/^\d+ results?$/);
});

test('single keys work, and not while somebody types', async ({ portal, page }) => {
  await portal.open('/catalog');
  await page.keyboard.press('/');
  const filter = portal.filter();
  await expect(filter).toBeFocused();
  await page.keyboard.type('gs/');
  await expect(filter).toHaveValue('gs/');
  await expect(portal.heading()).toHaveText('Components');
});
