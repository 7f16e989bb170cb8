// How an entity hangs together with others: the graph, its table, what breaks with it.

import type { Page } from '@playwright/test';
import { expectAllLooks } from './lib/looks';
import { expect, test } from './lib/portal';

const relations = '/catalog/default/component/payments-ledger/relations';
const graph = (page: Page) => page.getByRole('figure', { name: 'Relations of Payments ledger' });
const box = (page: Page, name: string) => graph(page).getByRole('link', { name: new RegExp(`^${name} ?, `) });
const view = (page: Page, name: string) => page.getByRole('radiogroup', { name: 'View as' }).getByText(name, { exact: true });

test('what needs it is on its left, what it needs on its right; a box tells more, and leads on', async ({ portal, page }) => {
  await portal.open(relations);
  const here = (await box(page, 'Payments ledger').boundingBox())!;
  const left = (await box(page, 'Settlement daily').boundingBox())!;
  const right = (await box(page, 'Ledger database').boundingBox())!;
  expect(left.x).toBeLessThan(here.x);
  expect(right.x).toBeGreaterThan(here.x);

  await box(page, 'Ledger database').click();
  await expect(page).toHaveURL(/node=resource(:|%3A)default/);
  await expect(box(page, 'Ledger database')).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('main').getByText('Needed by').last()).toBeVisible();
  await page.getByRole('link', { name: 'Put it in the middle' }).click();
  await expect(portal.heading()).toHaveText('Ledger database');
  await expect(page.getByRole('figure', { name: 'Relations of Ledger database' })).toBeVisible();
  await page.goBack();
  await expect(portal.heading()).toHaveText('Payments ledger');
});

test('DependencyGraph: boxes are links, arrows follow the lines, plus and minus change its size', async ({ portal, page }) => {
  await portal.open(relations);
  await box(page, 'Payments ledger').focus();
  await page.keyboard.press('ArrowRight');
  const first = graph(page).locator('a:focus');
  await expect(first).toHaveAccessibleName(/needs \d+, needed by \d+$/);
  await expect(first).not.toHaveAccessibleName(/^Payments ledger/);
  await page.keyboard.press('ArrowLeft');
  await expect(box(page, 'Payments ledger')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(graph(page).locator('a:focus')).toBeInViewport();

  await page.keyboard.press('+');
  await expect(graph(page).getByRole('status')).toHaveText('125 %');
  await expect(page).toHaveURL(/zoom=125/);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect(graph(page).getByRole('status')).toHaveText('80 %');
  await page.keyboard.press('0');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/node=/);
});

test('the choices are in the address, and the table has the same lines', async ({ portal, page }) => {
  await portal.open(`${relations}?hops=1&direction=down`);
  await expect(box(page, 'Settlement daily')).toHaveCount(0);
  await expect(box(page, 'Ledger database')).toBeVisible();
  await view(page, 'Table').click();
  await expect(page).toHaveURL(/view=table/);
  const table = page.getByRole('table', { name: 'Relations around Payments ledger' });
  await expect(table.getByRole('row').filter({ hasText: 'Ledger database' })).toContainText('Dependencies');
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('Both directions');
  await expect(table.getByRole('row').filter({ hasText: 'Settlement daily' })).toBeVisible();

  // What is not shown is gone through.
  await portal.open(`${relations}?view=table&hops=1&kind=component`);
  await expect(table.getByText('implied').first()).toBeVisible();
});

test('systems stand for their parts until they are opened', async ({ portal, page }) => {
  await portal.open(`${relations}?hops=all&together=system`);
  const several = graph(page).getByRole('link', { name: /\d+ parts ?, needs/ }).first();
  await several.click();
  const apart = page.getByRole('button', { name: /^Show its \d+ parts$/ });
  const before = await graph(page).getByRole('link').count();
  await apart.click();
  await expect(page).toHaveURL(/open=system/);
  await expect.poll(() => graph(page).getByRole('link').count()).toBeGreaterThan(before);
});

test('a box is found by its name, and what stands alone says so', async ({ portal, page }) => {
  await portal.open(relations);
  await page.getByRole('searchbox', { name: 'Find in the graph' }).fill('database');
  await page.keyboard.press('Enter');
  await expect(box(page, 'Ledger database')).toHaveAttribute('aria-current', 'true');

  await portal.open(`${relations}?relation=organisation`);
  await expect(page.getByRole('heading', { name: 'Nothing hangs together with it this way' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all relations' }).click();
  await expect(box(page, 'Ledger database')).toBeVisible();
});

test('what breaks with it is told by owner, with a message to copy', async ({ portal, page }) => {
  await portal.open('/catalog/default/resource/ledger-db/relations?view=impact');
  await expect(page.getByText('Stand on it', { exact: true })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Message' })).toContainText('Payments ledger');
  await expect(page.getByRole('main').getByRole('heading', { name: /^Payments core/ })).toBeVisible();
  await view(page, 'List').click();
  await expect(page.getByRole('navigation', { name: 'Relations on this page' })).toBeVisible();
});

test('accessible: relations', async ({ portal, page }) => {
  for (const query of ['?hops=all&node=resource:default/ledger-db', '?view=table', '?view=impact', '?view=list']) {
    await portal.open(`${relations}${query}`);
    await expectAllLooks(page, query);
  }
});
