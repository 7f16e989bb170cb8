// Entities beside each other.

import { expectAllLooks } from './lib/looks';
import { expect, test } from './lib/portal';

test('from an entity to a comparison with another one, its differences, and a link to it', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/payments-ledger');
  await page.getByRole('main').getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(portal.heading()).toHaveText('Compare');
  await expect(page.getByRole('heading', { name: 'One more' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Add an entity' }).fill('risk scor');
  await page.getByRole('option', { name: /^Risk scoring.*Component/ }).click();
  await expect(page).toHaveURL(/entity=component:default%2Fpayments-ledger&entity=component:default%2Frisk-scoring/);
  const table = page.getByRole('table', { name: 'Comparison' });
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
  await expect(row('Owner')).toContainText('Payments core');
  await expect(row('Owner')).toContainText('Disputes and risk');
  await expect(row('Owner')).toContainText('different');
  await expect(row('Kind')).not.toContainText('different');

  await page.getByRole('switch', { name: 'Only differences' }).click();
  await expect(row('Kind')).toHaveCount(0);
  await expect(row('Owner')).toBeVisible();
  await page.reload();
  await expect(row('Owner')).toBeVisible();
  await expect(row('Kind')).toHaveCount(0);
  await page.getByRole('button', { name: 'Take Risk scoring out' }).click();
  await expect(page.getByRole('heading', { name: 'One more' })).toBeVisible();
});

test('nothing to compare, and what is not in the catalog, are said', async ({ portal, page }) => {
  await portal.open('/compare');
  await expect(page.getByRole('heading', { name: 'Nothing to compare yet' })).toBeVisible();
  await portal.open('/compare?entity=component:default/nobody&entity=<img src=x onerror=alert(1)>');
  await expect(page.getByText('Not in the catalog')).toBeVisible();
  await expect(page.getByText('component:default/nobody')).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});

test('accessible: a comparison', async ({ portal, page }) => {
  const three = ['payments-ledger', 'risk-scoring', 'checkout-gateway'].map((name) => `entity=component:default/${name}`);
  await portal.open(`/compare?${three.join('&')}`);
  await expect(page.getByRole('table', { name: 'Comparison' })).toBeVisible();
  await expectAllLooks(page, 'a comparison');
});
