// From the templates to a first build that runs, as somebody does it who has never been here: with
// the keyboard alone, on the scaffolder of the demo, which does what it says.

import type { Page } from '@playwright/test';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

/** The keyboard, and how often it was pressed. */
class Keys {
  count = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter === ' ' ? 'Space' : letter);
  }
}

const MOST_KEYS = 20;
const MOST_TIME = 120_000;

test('a newcomer makes a library with the keyboard alone, and sees its first build', async ({ portal, page, guard }) => {
  test.setTimeout(MOST_TIME + 60_000);
  // No scanner of the demo knows what was made just now.
  guard.expect(FAILED_REQUESTS);
  await portal.open('/create');
  const keys = new Keys(page);
  const main = page.getByRole('main');
  const form = main.locator('form');
  const start = Date.now();

  // The template is found by its name, and Enter opens it.
  await keys.press('/');
  await expect(portal.filter()).toBeFocused();
  await keys.type('libr');
  await expect(main.getByText(/opens Library\.$/)).toBeVisible();
  await keys.press('Enter');
  await expect(portal.heading()).toHaveText('Library');

  // Whose it is, the portal knows. What it is called is the one thing that nobody else can say.
  const name = form.getByRole('textbox', { name: 'Name', exact: true });
  while (!(await name.evaluate((field) => field === document.activeElement))) {
    expect(keys.count).toBeLessThan(MOST_KEYS);
    await keys.press('Tab');
  }
  await expect(form.getByRole('combobox', { name: 'Owner' })).toHaveValue('Checkout');
  await page.keyboard.type(`parcels-${start.toString(36)}`);
  await keys.press('Enter');

  await expect(form.getByRole('radio', { name: 'Anything' })).toBeFocused();
  await keys.press('Enter');
  await expect(form.getByRole('textbox', { name: /^Name of the repository/ })).toBeFocused();
  await keys.press('Enter');

  // All of it can be read before it is sent.
  await expect(form.getByRole('heading', { name: 'Review' })).toBeFocused();
  const create = form.getByRole('button', { name: 'Create', exact: true });
  while (!(await create.evaluate((button) => button === document.activeElement))) {
    expect(keys.count).toBeLessThan(MOST_KEYS);
    await keys.press('Tab');
  }
  await keys.press('Enter');

  await expect(page).toHaveURL(/\/create\/tasks\/./);
  const gave = main.getByRole('list', { name: 'What was made' });
  await expect(gave.getByRole('listitem').filter({ hasText: 'First build' }).getByText(/^(Running|Passed)/)).toBeVisible({ timeout: MOST_TIME });
  expect(Date.now() - start).toBeLessThan(MOST_TIME);
  expect(keys.count).toBeLessThan(MOST_KEYS);
});

test('of several steps, the one that one comes to can be filled in at once, and the way back too', async ({ portal, page }) => {
  await portal.open('/create/templates/default/rust-library');
  const form = page.getByRole('main').locator('form');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('parcels');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('group', { name: 'Promises' })).toBeVisible();
  await expect(form.getByRole('radio', { name: 'Anything' })).toBeFocused();
  await form.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  // What has to be changed comes before the first field.
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('No Name');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toBeFocused();
});
