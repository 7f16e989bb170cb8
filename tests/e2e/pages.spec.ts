// Every page in both themes, wide and narrow: axe, outline, title, no sideways scrolling.

import { go } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { expectBothThemes } from './lib/looks';
import { type Portal, expect, test } from './lib/portal';

interface Case {
  name: string;
  path: string;
  /** What the heading says. */
  heading: string | RegExp;
  /** Done before looking. */
  then?: (portal: Portal) => Promise<void>;
}

const ledger = '/catalog/default/component/payments-ledger';

const pages: Case[] = [
  { name: 'start', path: '/', heading: 'Components' },
  { name: 'catalog', path: '/catalog', heading: 'Components' },
  { name: 'catalog, all kinds', path: '/catalog?kind=all', heading: 'All kinds' },
  { name: 'catalog, APIs', path: '/catalog?kind=api', heading: 'APIs' },
  { name: 'catalog, filtered', path: '/catalog?owner=group:default/payments-core&lifecycle=production', heading: 'Components' },
  { name: 'catalog, nothing matches', path: '/catalog?q=zzzzzz', heading: 'Components' },
  { name: 'component', path: ledger, heading: 'Payments ledger' },
  { name: 'component with a very long name', path: '/catalog/default/component/ledger-reconciliation-eu-west-nightly-settlement-file-comparer', heading: /^ledger-reconciliation/ },
  { name: 'component without an owner', path: '/catalog/default/component/vat-invoice-renderer', heading: 'VAT invoice renderer' },
  { name: 'component in another namespace', path: '/catalog/nordlink/component/carrier-gateway', heading: 'Nordlink carrier gateway' },
  { name: 'API', path: '/catalog/default/api/ledger-api', heading: 'Ledger API' },
  { name: 'resource', path: '/catalog/default/resource/ledger-db', heading: 'Ledger database' },
  { name: 'system', path: '/catalog/default/system/settlement', heading: 'Settlement' },
  { name: 'domain', path: '/catalog/default/domain/payments', heading: 'Payments' },
  { name: 'group', path: '/catalog/default/group/payments-core', heading: 'Payments core' },
  { name: 'user', path: '/catalog/default/user/aiko.tanabe', heading: '田辺 愛子' },
  { name: 'template', path: '/catalog/default/template/rust-service', heading: 'Rust service' },
  { name: 'location', path: '/catalog/default/location/payments', heading: 'payments' },
  { name: 'unknown kind', path: '/catalog/default/dashboard/risk-decisions', heading: 'Risk decisions, last 90 days' },
  { name: 'relations', path: `${ledger}/relations`, heading: 'Payments ledger' },
  { name: 'descriptor', path: `${ledger}/descriptor`, heading: 'Payments ledger' },
  { name: 'descriptor with problems', path: '/catalog/default/component/vat-invoice-renderer/descriptor', heading: 'VAT invoice renderer' },
  { name: 'builds', path: `${ledger}/builds`, heading: 'Payments ledger' },
  { name: 'no such tab', path: `${ledger}/nothing`, heading: 'Payments ledger' },
  { name: 'no such entity', path: '/catalog/default/component/payments-leger', heading: 'payments-leger is not in the catalog' },
  { name: 'no such page', path: '/nothing/here', heading: 'Page not found' },
  { name: 'settings', path: '/settings', heading: 'Settings' },
  { name: 'admin', path: '/admin', heading: 'Admin' },
  { name: 'marketplace', path: '/plugins', heading: 'Plugins' },
  {
    name: 'privacy, with something kept',
    path: '/nothing/here',
    heading: 'Page not found',
    then: async (portal) => {
      await go(portal.page, '/settings/privacy');
      await expect(portal.heading()).toHaveText('Settings');
      await expect(portal.page.getByRole('button', { name: /^Erase/ })).toBeVisible();
    },
  },
  { name: 'gallery', path: '/gallery', heading: /gallery|components/i },
  // `/gallery/all` shows what gallery.spec.ts looks at one by one, and lays out only what is seen.
  { name: 'gallery, icons', path: '/gallery/icons', heading: 'Icons' },
  { name: 'gallery, one component', path: '/gallery/c/button', heading: 'Button' },
  {
    name: 'palette',
    path: '/catalog',
    heading: 'Components',
    then: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('ledger');
      await expect(page.getByRole('option', { name: /Payments ledger/ })).toBeVisible();
    },
  },
  {
    name: 'facet open',
    path: '/catalog',
    heading: 'Components',
    then: async ({ page }) => {
      const owner = page.getByRole('button', { name: /^Owner/, expanded: false });
      if (await owner.isVisible()) await owner.click();
      else await page.getByRole('button', { name: /^Filters/ }).click();
      await expect(page.getByText('Payments core').last()).toBeVisible();
    },
  },
];

for (const { name, path, heading, then } of pages) {
  for (const width of [1280, 360]) {
    test(`${name}, ${width}`, async ({ portal, page }) => {
      await page.setViewportSize({ width, height: 800 });
      await portal.open(path);
      await expect(portal.heading()).toHaveText(heading);
      await then?.(portal);

      await expectNoOverflow(page, `${name} at ${width}`);
      await expectOutline(page, name);
      await expectBothThemes(page, name);
      if (width === 360) {
        // 1280 px at 400 % are 320 px.
        await page.setViewportSize({ width: 320, height: 800 });
        await expectNoOverflow(page, `${name} at 320`);
      }
    });
  }
}

test('the navigation is in groups, and its words are found in addresses', async ({ portal, page }) => {
  await portal.open('/changes');
  await expect(portal.heading()).toHaveText('Page not found');
  const navigation = page.getByRole('navigation', { name: 'Main' });
  expect((await navigation.getByRole('link').allInnerTexts()).slice(0, 3)).toEqual(['Home', 'Catalog', 'APIs']);
  await expect(navigation.getByRole('heading', { name: 'In the catalog' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Changes', exact: true }).click();
  await expect(portal.heading()).toHaveText('Changes of the catalog');
  await page.setViewportSize({ width: 360, height: 740 });
  const bar = page.getByRole('navigation', { name: 'Shortcuts' });
  expect(await bar.getByRole('listitem').allInnerTexts()).toEqual(['Home', 'Catalog', 'Create', 'Search', 'More']);
});

for (const width of [1280, 360]) {
  test(`the first view misses no styles of the later sheet, ${width}`, async ({ portal, page }) => {
    await page.setViewportSize({ width, height: 800 });
    // It does not come: what waits for it is not drawn, however long the rest takes.
    await page.route('**/later.css', () => undefined);
    await portal.open('/catalog');
    await expect(portal.heading()).toHaveText('Components');
    const first = page.locator('link[rel=stylesheet][href*="styles.css"]');
    const later = new URL('later.css', new URL((await first.getAttribute('href'))!, page.url()));
    const sheet = await (await page.request.get(later.href)).text();
    const classes = [...new Set(sheet.match(/\.[a-z][a-z-]*(?=\.l-)/g))];
    expect(classes.length).toBeGreaterThan(5);
    const missed = () =>
      page.evaluate((names) => names.filter((name) => document.querySelector(name)), classes);
    expect(await missed()).toEqual([]);
    if (width > 767) await portal.facet('Owner').click();
    else await page.getByRole('button', { name: /^Filters/ }).click();
    await expect(page.getByText('Payments core').last()).toBeVisible();
    expect(await missed()).toEqual([]);
    await portal.open('/catalog?q=zzzzzz');
    await expect(page.getByRole('heading', { name: 'No match' })).toBeVisible();
    expect(await missed()).toEqual([]);
  });
}
