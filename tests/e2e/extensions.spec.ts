// What a plugin adds outside of its own page: a tab of another page, and an action in the header.

import { expect, stock, test } from './lib/portal';

test.beforeEach(async ({ portal }) => {
  await portal.open('/settings', { plugins: [...(stock().plugins ?? ['catalog', 'ci', 'gallery']), 'debug'] });
});

test('a sub-page is a tab of its parent, with an address of its own', async ({ portal, page }) => {
  const parts = page.getByRole('main').getByRole('navigation', { name: 'Parts of Settings' });
  await parts.getByRole('link', { name: 'Debug' }).click();
  await expect(page).toHaveURL(/\/settings\/debug$/);
  await expect(page.getByText('Plugins in quarantine')).toBeVisible();
  await expect(portal.heading()).toHaveText('Settings');

  await page.reload();
  await expect(page.getByText('Plugins in quarantine')).toBeVisible();
  await parts.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeVisible();
});

test('a header action is there while a page of its plugin is', async ({ portal, page }) => {
  const action = page.getByRole('banner').getByRole('button', { name: 'Start without plugins' });
  await expect(action).toHaveCount(0);
  await portal.open('/debug', { plugins: ['catalog', 'debug'] });
  await expect(action).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Catalog' }).first().click();
  await expect(portal.heading()).toHaveText('Components');
  await expect(action).toHaveCount(0);
});
