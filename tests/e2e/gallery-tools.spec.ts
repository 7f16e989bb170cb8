// The tools of the gallery: its keys, the search of components, full screen, measuring, and the page
// of a wizard.

import { type Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { expect, test } from './lib/portal';

const pane = (page: Page) => page.locator('.gallery-pane').first();
const query = (page: Page) => new URL(page.url()).searchParams;
const search = (page: Page) => page.getByRole('searchbox', { name: 'Find a component' });
const tree = (page: Page) => page.getByRole('navigation', { name: 'Components', exact: true });
const filled = (page: Page) => page.getByRole('dialog', { name: /, full screen$/ });

async function expectAccessibleIn(theme: 'light' | 'dark', page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await expectAccessible(page, `${where}, ${theme}`);
}

test('any component is two keys and its name away', async ({ portal, page }) => {
  await portal.open('/gallery/c/button');
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('table');
  await expect(tree(page).getByRole('link').first()).toHaveText('DataTable');
  await page.keyboard.press('Enter');
  await expect(portal.heading()).toHaveText('DataTable');
  await expect(portal.heading()).toBeFocused();
  await expect(search(page)).toHaveValue('');
  await expect(tree(page).getByRole('link', { name: 'DataTable' })).toBeInViewport();

  // Down into what was found, and back.
  await page.keyboard.press('/');
  await page.keyboard.type('button');
  await page.keyboard.press('ArrowDown');
  await expect(tree(page).getByRole('link', { name: 'Button', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(tree(page).getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search(page)).toBeFocused();

  await search(page).fill('tokens');
  await expect(tree(page).getByRole('link', { name: 'Tokens', exact: true })).toBeVisible();
  await search(page).fill('xylophone');
  await expect(tree(page)).toHaveText('Nothing is called “xylophone”.');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeAttached();
  await expectAccessibleIn('light', page, 'nothing found');
  await page.keyboard.press('Escape');
  await expect(tree(page).getByRole('link', { name: 'Overview' })).toBeVisible();

  // Where the tree is folded away, it unfolds.
  await page.setViewportSize({ width: 360, height: 800 });
  await expect(tree(page)).toBeHidden();
  await search(page).fill('tag');
  await expect(tree(page).getByRole('link').first()).toHaveText('Tag');
  await expectNoOverflow(page, 'the search at 360');
});

test('the search of the overview is in the address', async ({ portal, page }) => {
  await portal.open('/gallery?q=date');
  await expect(search(page)).toHaveValue('date');
  await expect(page.getByText(/^\d+ of \d+ components$/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'DateRange' }).last()).toBeVisible();
  await search(page).fill('xylophone');
  await expect(page.getByRole('heading', { name: 'No component matches' })).toBeVisible();
  await expect.poll(() => query(page).get('q')).toBe('xylophone');
});

test('the keys of the gallery, and none while somebody types', async ({ portal, page }) => {
  await portal.open('/gallery/c/button');
  await page.keyboard.press('t');
  await expect(pane(page)).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('t');
  await expect(pane(page)).toHaveAttribute('data-theme', 'light');
  await page.keyboard.press('s');
  await expect(page.locator('.gallery-panes').first().locator('.gallery-pane')).toHaveCount(2);
  await page.keyboard.press('s');
  await expect(page.locator('.gallery-panes').first().locator('.gallery-pane')).toHaveCount(1);

  // The view stays, from component to component.
  await page.keyboard.press('6');
  await expect(page).toHaveURL(/\/gallery\/c\/button\/tokens$/);
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/\/gallery\/c\/(?!button\/)[\w-]+\/tokens$/);
  await page.keyboard.press('[');
  await expect(page).toHaveURL(/\/gallery\/c\/button\/tokens$/);
  await expect(portal.heading()).toHaveText('Button');
  await page.keyboard.press('2');
  const content = page.getByRole('textbox', { name: 'Content' });
  await content.fill('');
  await content.pressSequentially('st[1]f?/');
  await expect(content).toHaveValue('st[1]f?/');
  await expect(page).toHaveURL(/\/playground/);
  expect(query(page).get('theme')).toBeNull();

  await portal.heading().click();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys of the gallery' });
  await expect(help).toContainText('Previous and next component');
  await expectAccessibleIn('dark', page, 'the help');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  // Users can switch them off.
  await portal.open('/settings');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await portal.open('/gallery/c/button');
  for (const key of ['t', 's', ']', '2', 'f', '?', '/']) await page.keyboard.press(key);
  await expect(portal.heading()).toHaveText('Button');
  await expect(search(page)).not.toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(portal.address()).toBe('/gallery/c/button');
});

test('full screen is the canvas and nothing else', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/sizes?theme=dark');
  await page.keyboard.press('f');
  await expect(filled(page).getByRole('button', { name: 'Retry' }).first()).toBeVisible();
  await expect(page.locator('.gallery-full-leave')).toHaveCSS('opacity', '0');
  const box = await filled(page).locator('.gallery-pane').boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 1280 });
  expect(box!.height).toBeGreaterThanOrEqual(800);
  await page.keyboard.press('t');
  await expect(filled(page).locator('.gallery-pane')).toHaveAttribute('data-theme', 'light');
  await expectAccessibleIn('light', page, 'full screen');
  await page.keyboard.press('f');
  await expect(filled(page)).toHaveCount(0);
  const open = page.getByRole('button', { name: 'Full screen' });
  await open.click();
  await expect(filled(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(filled(page)).toHaveCount(0);
  await expect(open).toBeFocused();
});

test('measuring names the tokens, by pointer and by keyboard', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/sizes?measure=1');
  const panel = page.getByRole('region', { name: 'Measurements' });
  await expect(panel).toContainText('Point at something');
  const button = page.locator('.gallery-stage').getByRole('button', { name: 'Retry' }).nth(1);
  await button.hover();
  await expect(panel).toContainText('button.pk-button');
  await expect(panel).toContainText(/\d+ × 32 px/);
  await expect(panel).toContainText('--dp-space-');
  await expect(panel).toContainText('--dp-text-label-md');
  await expect(panel).toContainText(/--dp-[\w-]*fg/);
  await expect(panel).toContainText(/\d+\.\d\d to 1, enough \(4\.5\)/);

  // What takes no focus is reached with the arrows, and read out.
  await panel.getByRole('button', { name: 'What is around it' }).click();
  await expect(panel).toContainText('Gap');
  await expect(panel.getByRole('status')).toContainText(/ px; padding .*; gap /);
  await expectAccessibleIn('dark', page, 'measuring');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoOverflow(page, 'measuring at 360');
  await expectAccessibleIn('light', page, 'measuring at 360');
  await panel.getByRole('button', { name: 'Stop measuring' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.locator('.gallery-measured')).toHaveCount(0);
  expect(query(page).get('measure')).toBeNull();
});

test('the page of a wizard says what is missing, and ends in a review', async ({ portal, page }) => {
  await portal.open('/gallery/patterns/wizard');
  const wizard = page.locator('.gallery-stage');
  await expect(page.getByRole('group', { name: 'Code of Wizard' })).toContainText('<Wizard');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('alert')).toContainText('Choose a template.');
  await expectAccessibleIn('dark', page, 'a wizard with an error');
  await wizard.getByRole('radio', { name: 'Queue worker' }).check();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('heading', { name: 'Details' })).toBeFocused();
  await wizard.getByRole('textbox', { name: 'Name' }).fill('payments-ledger');
  await page.keyboard.press('Enter');
  await expect(wizard.getByRole('alert')).toContainText('payments-ledger exists.');
  await expect(wizard.getByRole('alert')).toContainText('Choose an owner.');
  await wizard.getByRole('textbox', { name: 'Name' }).fill('refunds');
  await wizard.getByRole('combobox', { name: 'Owner' }).selectOption('Treasury');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByText('halyard/refunds')).toBeVisible();
  await wizard.getByRole('button', { name: 'Create repository' }).click();
  await expect(wizard.getByRole('status')).toContainText('The repository is being created');
});
