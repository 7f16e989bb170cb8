// The home page: what the reader owns, in an arrangement of their own.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { tabTo } from './lib/keys';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

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
  expect(first).toEqual(['Needs attention', 'What I own']);
  await main(page).getByRole('button', { name: 'Edit', exact: true }).click();
  const later = main(page).getByRole('button', { name: 'Move Needs attention later' });
  await later.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['What I own', 'Needs attention']);
  await expect(later).toBeFocused();

  await main(page).getByRole('radiogroup', { name: 'Width of What I own' }).getByText('Whole', { exact: true }).click();
  await expect(main(page).locator('.home-widget[data-width="l"]')).toHaveCount(1);
  await main(page).getByRole('button', { name: 'Remove Starred' }).click();
  await expect(card(page, 'Starred')).toHaveCount(0);
  // What moved below the pointer has a tooltip now.
  await page.mouse.move(0, 0);
  await expectAccessible(page, '/home, edited');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, '/home, edited');

  await page.reload();
  await portal.settled();
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['What I own', 'Needs attention']);
  await expect(card(page, 'Starred')).toHaveCount(0);
  await main(page).getByRole('button', { name: 'Edit', exact: true }).click();
  await main(page).getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Starred' }).click();
  await expect(card(page, 'Starred')).toBeVisible();
  await main(page).getByRole('button', { name: 'Start over' }).click();
  await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual(['Needs attention', 'What I own']);
});

test('somebody new finds the two sick services from here, with the keyboard, in less than a minute', async ({ portal, page, guard }) => {
  // One repository of the demo has no builds.
  guard.expect(FAILED_REQUESTS);
  await portal.open('/home');
  const begun = Date.now();
  const needed = card(page, 'Needs attention');
  // One's own: the worst is first.
  const own = needed.getByRole('listitem').first();
  await expect(own).toContainText('Checkout gateway');
  await expect(own.getByText(/^\d problems$/)).toBeVisible();
  await tabTo(portal, own.getByRole('link', { name: 'Checkout gateway', exact: true }));
  await page.keyboard.press('Enter');
  await expect(portal.heading()).toHaveText('Checkout gateway');
  const glance = page.getByRole('list', { name: 'At a glance' });
  await expect(glance).toContainText('Degraded');
  await expect(glance).toContainText('2 firing');

  // Those of others: one press further.
  await page.goBack();
  await expect(portal.heading()).toHaveText('Home');
  await portal.settled();
  await tabTo(portal, needed.getByRole('radio', { name: 'Mine' }));
  await page.keyboard.press('ArrowRight');
  const carrier = needed.getByRole('listitem').filter({ hasText: 'Carrier rate aggregator' });
  await expect(carrier).toContainText('Alerts: 1 open incident');
  await tabTo(portal, carrier.getByRole('link', { name: /^Alerts: 1 open incident/ }));
  await page.keyboard.press('Enter');
  await expect(portal.heading()).toHaveText('Carrier rate aggregator');
  await expect(page).toHaveURL(/carrier-rate-aggregator\/alerts$/);
  await expect(page.getByRole('main').getByText(/CarrierApiSlow/).first()).toBeVisible();
  expect(Date.now() - begun, 'ms').toBeLessThan(60_000);
});

test('alerts, findings and reviews of mine, and what is said when somebody does not answer', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open('/home');
  await expect(card(page, 'Open alerts')).toContainText('2 firing');
  await expect(card(page, 'Security findings')).toContainText('1 critical');
  const reviews = card(page, 'Pending reviews');
  await expect(reviews).toContainText('halyard/checkout #418, by tferreira');
  await expect(reviews.getByRole('link', { name: 'Review #418' })).toHaveAttribute('href', /checkout\/pull\/418$/);
  await card(page, 'Open alerts').getByRole('link', { name: 'Checkout gateway' }).click();
  await expect(page).toHaveURL(/checkout-gateway\/alerts$/);
  const asked = (await portal.apis.log('ci')).map(({ path }) => decodeURIComponent(path).replaceAll('+', ' '));
  expect(asked.find((path) => path.startsWith('/search/issues'))).toContain('review-requested:icalloway');

  await page.route('**/demo/alerts/**', (route) => route.fulfill({ status: 500, body: '' }));
  await portal.apis.fault('ci', '/search/issues*', 'status.401');
  await page.setViewportSize({ width: 360, height: 740 });
  await portal.open('/home');
  await expect(card(page, 'Open alerts').getByText('1 fact is not known')).toBeVisible();
  await expect(main(page).getByRole('region', { name: 'Needs attention', exact: true })).toContainText('Production: Degraded');
  await expect(card(page, 'Pending reviews').getByText(/Sign in|wants to know/).first()).toBeVisible();
  await expectNoOverflow(page, '/home, failing');
  await expectAccessible(page, '/home, failing');
});

test('a list with its filters is saved by name, opened again, shared and removed', async ({ portal, page }) => {
  await portal.open('/catalog?kind=component&lifecycle=deprecated');
  await page.keyboard.press('Control+k');
  await portal.palette().fill('save this view');
  await page.getByRole('option', { name: /Save this view/ }).first().click();
  const form = card(page, 'Save this view');
  await expect(form).toContainText('/catalog?kind=component&lifecycle=deprecated');
  const name = form.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue('catalog, component, deprecated');
  await name.fill('');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Give it a name to find it by.')).toBeVisible();
  await name.fill('What has to go');
  await expectAccessible(page, 'saving a view');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toHaveCount(0);
  const saved = card(page, 'Saved views');
  await expect(saved.getByRole('button', { name: 'Copy the link to What has to go' })).toBeVisible();
  await page.reload();
  await saved.getByRole('link', { name: 'What has to go' }).click();
  await expect(page).toHaveURL(/kind=component&lifecycle=deprecated$/);
  await expect(portal.heading()).toHaveText('Components');
  await portal.open('/home');
  await saved.getByRole('button', { name: 'Remove What has to go' }).click();
  await expect(saved.getByText('No view is saved')).toBeVisible();
  // What leads elsewhere is not offered.
  await portal.open(`/home?save=${encodeURIComponent('//evil.example/x')}`);
  await expect(card(page, 'Save this view')).toHaveCount(0);
});

test('the focus stays in what needs attention while facts come in', async ({ portal, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/demo/alerts/**', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await portal.apis.configure(portal.settings({ net: { timeScale: 1 } }));
  await page.goto(`${portal.apis.at.portal}/home`);
  const attention = card(page, 'Needs attention');
  const link = attention.getByRole('link', { name: 'Checkout gateway', exact: true });
  await link.focus();
  await expect(link).toBeFocused();
  const rows = attention.getByRole('listitem');
  const before = await rows.count();
  release();
  await expect(attention.getByRole('link', { name: /^Alerts: .*Checkout gateway/ }).first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThanOrEqual(before);
  await expect(link, 'what came in took nothing away').toBeFocused();
});
