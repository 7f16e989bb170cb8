// The catalog that the build wrote beside the portal: a first visit shows it before a descriptor is
// read, and what the descriptors say now replaces it.

import { stock, expect, test } from './lib/portal';

const DESCRIPTORS = '/demo/catalog/*';

test('the first visit has its rows without descriptors and without what reads them', async ({ portal, page }) => {
  await portal.apis.fault('portal', DESCRIPTORS, 'hang');
  await portal.apis.fault('portal', '/pkg-*/split_reader*', 'hang');
  await portal.apis.configure(portal.settings({ sources: stock().sources }));
  // The button that reads them again is busy for as long.
  await page.goto(`${portal.apis.at.portal}/catalog`);
  await expect(portal.entry('Payments ledger')).toBeVisible();
  await portal.entry('Payments ledger').click();
  await expect(portal.heading()).toContainText('Payments ledger');
});

test('what the descriptors say now replaces it', async ({ portal, page }) => {
  await portal.open('/catalog', { sources: stock().sources });
  await expect(portal.entry('Payments ledger')).toBeVisible();
  await expect.poll(async () => (await portal.apis.log('portal')).some(({ path }) => path.startsWith('/demo/catalog/'))).toBe(true);
  await portal.settled();
  await expect(portal.entry('Payments ledger')).toBeVisible();
  await expect(page.getByText('Not up to date')).toHaveCount(0);
});

test('it is not shown for other sources', async ({ portal }) => {
  const [source] = stock().sources;
  await portal.open('/catalog', { sources: [{ ...source!, index: ['demo/catalog/org.yaml'] }] });
  await expect(portal.entry('Payments ledger')).toHaveCount(0);
});

for (const [what, fault] of [
  ['missing', 'status.404'],
  ['cut off', 'reset-body'],
  ['something else', 'html'],
] as const) {
  test(`a file that is ${what} is done without`, async ({ portal, guard }) => {
    guard.expect(/catalog\.bin|Failed to load resource/);
    await portal.apis.fault('portal', '/catalog.bin', fault);
    await portal.open('/catalog', { sources: stock().sources });
    await expect(portal.entry('Payments ledger')).toBeVisible();
  });
}

test('the portal started as configured', async ({ portal, page }) => {
  await portal.open('/settings', stock());
  await expect(page.getByRole('heading', { name: 'Plugins' })).toBeVisible();
  await expect(page.getByText('The portal did not start as configured')).toHaveCount(0);
});
