// The home page: what the reader owns, in an arrangement of their own.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { expect, test } from './lib/portal';

const main = (page: Page) => page.getByRole('main');
const card = (page: Page, name: string) => main(page).getByRole('region', { name });
const titles = (page: Page) =>
  main(page).locator('.home-widget').evaluateAll((widgets) => widgets.map((widget) => widget.querySelector('h2')?.textContent));

test('what I own, what is starred and what was opened are one press away', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/payments-ledger');
  await main(page).getByRole('button', { name: /^Star/ }).first().click();
  await portal.open('/home');
  await expect(card(page, 'Starred').getByRole('link', { name: 'Payments ledger' })).toBeVisible();
  await expect(card(page, 'Recently opened').getByRole('link', { name: 'Payments ledger' })).toBeVisible();
  await expect(card(page, 'Failing builds')).toBeVisible();
  await expect(card(page, 'Findings').getByRole('link', { name: 'All of mine' })).toBeVisible();
  await expectAccessible(page, '/home');
  await card(page, 'What I own').getByRole('link', { name: 'Components' }).click();
  await expect(portal.heading()).toHaveText('Components');
  await expect(portal.entry('Checkout gateway')).toBeVisible();
  await expect(portal.entry('Payments ledger')).toHaveCount(0);
});

test('widgets are moved by keyboard, resized, removed and added, and stay so', async ({ portal, page }) => {
  await portal.open('/home');
  const first = (await titles(page)).slice(0, 2);
  expect(first).toEqual(['What I own', 'Announcements']);
  await main(page).getByRole('button', { name: 'Edit', exact: true }).click();
  const later = main(page).getByRole('button', { name: 'Move What I own later' });
  await later.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['Announcements', 'What I own']);
  await expect(later).toBeFocused();

  await main(page).getByRole('radiogroup', { name: 'Width of What I own' }).getByText('Whole', { exact: true }).click();
  await expect(main(page).locator('.home-widget[data-width="l"]')).toHaveCount(1);
  await main(page).getByRole('button', { name: 'Remove Starred' }).click();
  await expect(card(page, 'Starred')).toHaveCount(0);
  await expectAccessible(page, '/home, edited');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, '/home, edited');

  await page.reload();
  await portal.settled();
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['Announcements', 'What I own']);
  await expect(card(page, 'Starred')).toHaveCount(0);
  await main(page).getByRole('button', { name: 'Edit', exact: true }).click();
  await main(page).getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Starred' }).click();
  await expect(card(page, 'Starred')).toBeVisible();
  await main(page).getByRole('button', { name: 'Start over' }).click();
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['What I own', 'Announcements']);
});
