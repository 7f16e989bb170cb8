// Teams and people: the tree of all teams, who is in them, and what they own.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

const main = (page: Page) => page.getByRole('main');
const card = (page: Page, name: string) => main(page).getByRole('region', { name });

test('the tree of teams is narrowed by a text and leads to a team', async ({ portal, page }) => {
  await portal.open('/org');
  const tree = main(page).getByRole('tree', { name: 'Teams' });
  await expect(tree.getByRole('treeitem', { name: /^Logistics/ }).first()).toBeVisible();
  await portal.filter().fill('checkout');
  await expect(page).toHaveURL(/\?q=checkout$/);
  await expect(tree.getByRole('treeitem', { name: /^Logistics/ })).toHaveCount(0);
  const team = tree.getByRole('treeitem', { name: /^Checkout · \d+ people/ });
  await expect(team).toBeVisible();
  await expectAccessible(page, '/org');
  await team.click();
  await expect(portal.heading()).toHaveText('Checkout');
});

test('a unit has the people of its teams, and what they own', async ({ portal, page }) => {
  await portal.open('/catalog/default/group/payments-unit');
  const family = card(page, 'In the organisation').getByRole('tree');
  await expect(family.getByRole('treeitem', { name: 'Halyard' })).toBeVisible();
  await expect(family.getByRole('treeitem', { name: 'Checkout' })).toBeAttached();
  await expect(card(page, 'Members').getByText(/through teams below/)).toBeVisible();
  await expect(card(page, 'Members').getByText(/^through/).first()).toBeVisible();

  const owns = card(page, 'Owns');
  await expect(owns.getByRole('link', { name: 'Components' })).toHaveCount(0);
  await owns.getByText('With teams below', { exact: true }).click();
  await expect(page).toHaveURL(/\?owns=all$/);
  await expect(owns.getByRole('link', { name: /^\d+ production$/ }).first()).toBeVisible();
  await owns.getByRole('link', { name: 'Components' }).click();
  await expect(portal.heading()).toHaveText('Components');
  await expect(portal.entry('Payments ledger')).toBeVisible();
  await expect(portal.entry('Checkout gateway')).toBeVisible();
});

test('a person is in the teams above theirs, and owns what those own', async ({ portal, page }) => {
  await portal.open('/catalog/default/user/ines.calloway');
  const teams = card(page, 'Teams');
  for (const team of ['Checkout', 'Payments', 'Halyard']) {
    await expect(teams.getByRole('link', { name: team, exact: true }).first()).toBeVisible();
  }
  await expect(teams.getByText('through Checkout')).toBeVisible();
  await expect(card(page, 'Owns').getByRole('link', { name: 'Components' })).toBeVisible();
  await card(page, 'Owns').getByText('Directly', { exact: true }).click();
  await expect(page).toHaveURL(/\?owns=direct$/);
  await expect(card(page, 'Owns').getByText('Owns nothing')).toBeVisible();
  await expectAccessible(page, 'a person');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, 'a person');

  // The address of what I own, through all of my teams.
  await portal.open('/org?mine');
  await expect(page).toHaveURL(/\/catalog\?kind=all/);
  await expect(page).toHaveURL(/checkout/);
  await expect(portal.entry('Checkout gateway')).toBeVisible();
  await expect(portal.entry('Payments ledger')).toHaveCount(0);
});

test('how everything that a team owns is doing: a line each, the worst first, few requests, each cell apart', async ({ portal, page, guard }) => {
  const alerts: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/demo/alerts/')) alerts.push(new URL(request.url()).pathname);
  });
  await portal.open('/catalog/default/group/payments-unit?owns=all');
  const health = card(page, 'How it is doing');
  const rows = health.getByRole('row').filter({ has: page.getByRole('link') });
  await expect(health.getByRole('table')).toHaveAttribute('aria-rowcount', '12');
  await expect(rows.filter({ hasText: 'Payments ledger' })).toContainText('Out of sync');
  await expect(rows.filter({ hasText: 'Checkout gateway' })).toContainText('Degraded');
  await expect(health.getByText(/others have nothing set up/)).toBeVisible();
  // One question for all services, and not one for each.
  expect(alerts.filter((path) => path.endsWith('/alerts.json'))).toHaveLength(1);
  expect(alerts.filter((path) => path.endsWith('/incidents.json'))).toHaveLength(1);
  await expectAccessible(page, 'a unit');

  await health.getByText('Worst first', { exact: true }).click();
  await expect(page).toHaveURL(/order=worst/);
  await expect(rows.first()).toContainText('Checkout gateway');
  await rows.first().getByRole('link', { name: '2 firing' }).click();
  await expect(page).toHaveURL(/checkout-gateway\/alerts$/);

  // Argo CD fails: its cells say so, all others are as they were.
  guard.expect(FAILED_REQUESTS);
  await page.route('**/demo/deploys/production/**', (route) => route.fulfill({ status: 500, body: '' }));
  await portal.open('/catalog/default/group/payments-core');
  const ledger = rows.filter({ hasText: 'Payments ledger' });
  const unknown = ledger.getByRole('link', { name: 'Not known' });
  await unknown.focus();
  await expect(page.getByRole('tooltip')).toContainText(/failed \(500\)|is paused/);
  await expect(ledger).toContainText('None firing');

  await page.setViewportSize({ width: 360, height: 740 });
  await expect(health.getByRole('list', { name: 'How it is doing' }).getByRole('listitem').first()).toBeVisible();
  await expectNoOverflow(page, 'a team');
  await expectAccessible(page, 'a team, narrow');
});
