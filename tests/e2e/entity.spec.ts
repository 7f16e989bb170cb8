// The page of one entity.

import { FAILED_REQUESTS, expect, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';

test('the header says what it is, whose, and where it belongs', async ({ portal, page }) => {
  await portal.open(ledger);
  await expect(page).toHaveTitle(/^Payments ledger · Settlement · Components · /);
  const main = page.getByRole('main');
  for (const [term, text] of [
    ['Kind', 'Component'],
    ['Owner', 'Payments core'],
    ['Lifecycle', 'production'],
    ['Type', 'service'],
    ['System', 'Settlement'],
  ]) {
    const definition = main.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }).first();
    await expect(definition).toBeVisible();
    await expect(definition.locator('xpath=following-sibling::dd[1]')).toContainText(text!);
  }
  const crumbs = page.getByRole('navigation', { name: /breadcrumb/i });
  await crumbs.getByRole('link', { name: 'Settlement' }).click();
  await expect(portal.heading()).toHaveText('Settlement');
});

test('the owner leads to the team, and the team to what it owns', async ({ portal, page }) => {
  await portal.open(ledger);
  await page.getByRole('main').getByRole('link', { name: 'Payments core' }).first().click();
  await expect(portal.heading()).toHaveText('Payments core');
  await page.getByRole('main').getByRole('link', { name: 'Components' }).first().click();
  await expect(portal.heading()).toHaveText('Components');
  await expect(page).toHaveURL(/owner=group(:|%3A)default(\/|%2F)payments-core/);
  await expect(portal.entry('Payments ledger')).toBeVisible();
});

test('tabs have addresses, and back leads from tab to tab', async ({ portal, page }) => {
  await portal.open(ledger);
  await expect(portal.tab('Overview')).toHaveAttribute('aria-current', 'page');
  await portal.tab('Relations').click();
  await expect(page).toHaveURL(/payments-ledger\/relations$/);
  await expect(portal.tab('Relations')).toHaveAttribute('aria-current', 'page');
  await portal.tab('Descriptor').click();
  await expect(page).toHaveURL(/payments-ledger\/descriptor$/);
  await page.goBack();
  await expect(portal.tab('Relations')).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expect(portal.tab('Overview')).toHaveAttribute('aria-current', 'page');
});

test('relations are there in both directions', async ({ portal, page }) => {
  await portal.open(`${ledger}/relations?view=list`);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: /^Provides APIs \(\d+\)/ }).click();
  await expect(page).toHaveURL(/#relation-providesApi$/);
  await expect(main.getByRole('heading', { name: /^Provides APIs/ })).toBeInViewport();
  await main.getByRole('link', { name: /Ledger API/ }).first().click();
  await expect(portal.heading()).toHaveText('Ledger API');
  await portal.tab('Relations').click();
  await main.getByRole('radiogroup', { name: 'View as' }).getByText('List', { exact: true }).click();
  await expect(main.getByRole('heading', { name: /^Provided by/ })).toBeVisible();
  await expect(main.getByRole('link', { name: /Payments ledger/ }).first()).toBeVisible();
});

test('the descriptor is shown with its file and line', async ({ portal, page }) => {
  await portal.open(`${ledger}/descriptor`);
  const main = page.getByRole('main');
  await expect(main.getByText(/payments-ledger\/catalog-info\.yaml|catalog-info\.yaml/).first()).toBeVisible();
  await expect(main.getByText(/line \d+/).first()).toBeVisible();
  await expect(main.getByText('name: payments-ledger', { exact: true })).toBeVisible();
});

test('a flawed descriptor says what is wrong, where, and how to mend it', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/vat-invoice-renderer');
  const main = page.getByRole('main');
  await expect(main.getByText(/the descriptor has .*problem/i)).toBeVisible();
  await main.getByRole('link', { name: /show it in the descriptor/i }).click();
  await expect(page).toHaveURL(/descriptor$/);
  await expect(main.getByRole('heading', { name: /^Problems/ })).toBeVisible();
  await expect(main.getByText(/spec\.owner/).first()).toBeVisible();
  await expect(main.getByText(/line \d+, column \d+/).first()).toBeVisible();
});

test('an entity without an owner says so instead of showing nothing', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/vat-invoice-renderer');
  await expect(page.getByRole('main').getByText('No owner').first()).toBeVisible();
  await expect(page.getByRole('main').getByText(/nobody owns this/i)).toBeVisible();
});

test('an owner that does not exist is named, and is no link', async ({ portal, page, guard }) => {
  // Its repository has no builds in the demo.
  guard.expect(FAILED_REQUESTS);
  await portal.open('/catalog/default/component/customs-declaration-builder');
  const main = page.getByRole('main');
  await expect(main.getByText('customs-and-tax').first()).toBeVisible();
  await expect(main.getByText(/not in the catalog/).first()).toBeVisible();
  await expect(main.getByRole('link', { name: /customs-and-tax/ })).toHaveCount(0);
});

test('a wrong name leads to the right one', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/payments-leger');
  await expect(portal.heading()).toHaveText('payments-leger is not in the catalog');
  await page.getByRole('main').getByRole('link', { name: 'Payments ledger' }).click();
  await expect(portal.heading()).toHaveText('Payments ledger');
});

test('kind and name are found in any case, as in Backstage', async ({ portal }) => {
  await portal.open('/catalog/Default/Component/Payments-Ledger');
  await expect(portal.heading()).toHaveText('Payments ledger');
});

test('a star stays, here and after a reload', async ({ portal, page }) => {
  await portal.open(ledger);
  const star = page.getByRole('button', { name: 'Star Payments ledger' });
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
});

test.describe('builds', () => {
  const runs = '/repos/halyard/payments-ledger/actions/runs*';

  test('the card shows the newest build, the tab all of them', async ({ portal, page }) => {
    const { workflow_runs: expected } = await (
      await fetch(`${portal.apis.at.ci}/repos/halyard/payments-ledger/actions/runs`)
    ).json();
    await portal.open(ledger);
    const main = page.getByRole('main');
    await expect(main.getByText(expected[0].display_title).first()).toBeVisible();
    await portal.tab('Builds').click();
    for (const run of expected.slice(0, 5)) {
      await expect(main.getByText(run.display_title).first()).toBeVisible();
    }
    await expect(main.getByText('Passed').first()).toBeVisible();
  });

  test('no builds yet is said as such', async ({ portal, page }) => {
    await portal.apis.reset();
    await portal.apis.fault('ci', runs, 'no-items');
    await portal.open(`${ledger}/builds`);
    await expect(page.getByRole('main').getByText(/no builds/i).first()).toBeVisible();
  });

  test('one bad build is one error row, the others are shown', async ({ portal, page }) => {
    const { workflow_runs: expected } = await (
      await fetch(`${portal.apis.at.ci}/repos/halyard/payments-ledger/actions/runs`)
    ).json();
    await portal.apis.fault('ci', runs, 'bad-item');
    await portal.open(`${ledger}/builds`);
    const main = page.getByRole('main');
    await expect(main.getByText(expected[0].display_title).first()).toBeVisible();
    await expect(main.getByText(expected[2].display_title).first()).toBeVisible();
    await expect(main.getByText(/1 .*could not be read/i).first()).toBeVisible();
  });

  test('a slow answer is announced as slow and then shown', async ({ portal, page }) => {
    // Slow after a second and a half, given up after five: between them there is time to look.
    await portal.apis.fault('ci', runs, 'latency.4000');
    await portal.apis.configure(portal.settings({ net: { timeScale: 0.5 } }));
    await page.goto(`${portal.apis.at.portal}${ledger}/builds`);
    await expect(page.getByText(/is slow/i).first()).toBeVisible();
    await expect(page.getByRole('main').getByText('Passed').first()).toBeVisible();
    await expect(page.getByText(/is slow/i)).toHaveCount(0);
  });

  test('a component without the annotation learns what to add', async ({ portal, page }) => {
    await portal.open('/catalog/default/component/engineering-handbook/builds');
    const main = page.getByRole('main');
    await expect(main.getByText('github.com/project-slug').first()).toBeVisible();
    expect(await portal.apis.log('ci')).toEqual([]);
  });

  test('a missing repository is the error of one card', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    await portal.apis.fault('ci', runs, 'status.404');
    await portal.open(ledger);
    const main = page.getByRole('main');
    await expect(main.getByText(/does not have this/).first()).toBeVisible();
    await expect(main.getByRole('heading', { name: 'About' })).toBeVisible();
    const asked = (await portal.apis.log('ci')).filter(({ method }) => method === 'GET');
    expect(asked.length, 'a 404 is not asked for again').toBe(1);
  });
});
