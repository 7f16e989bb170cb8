// The catalog that the build wrote beside the portal: a first visit shows it before a descriptor is
// read, and what the descriptors say now replaces it.

import { stock, expect, test } from './lib/portal';

const DESCRIPTORS = '/demo/catalog/*';

test('the first visit has its rows while the descriptors are still on their way', async ({ portal, page }) => {
  await portal.apis.fault('portal', DESCRIPTORS, 'hang');
  await portal.open('/catalog', { sources: stock().sources });
  await expect(portal.entry('Ledger')).toBeVisible();
  const asked = (await portal.apis.log('portal')).map(({ path }) => path);
  expect(asked.filter((path) => /reader|worker/.test(path)), 'code that reads descriptors').toEqual([]);

  await portal.entry('Ledger').click();
  await expect(portal.heading()).toHaveText('Ledger');
});

test('what the descriptors say now replaces it', async ({ portal, page, guard }) => {
  await portal.open('/catalog', { sources: stock().sources });
  await expect(portal.entry('Ledger')).toBeVisible();
  await expect.poll(async () => (await portal.apis.log('portal')).some(({ path }) => path.startsWith('/demo/catalog/'))).toBe(true);
  await portal.settled();
  await expect(portal.entry('Ledger')).toBeVisible();
  await expect(page.getByText('From an earlier visit')).toHaveCount(0);
});

test('it is not shown for other sources', async ({ portal, page, guard }) => {
  const [source] = stock().sources;
  await portal.open('/catalog', { sources: [{ ...source!, index: ['demo/catalog/org.yaml'] }] });
  await expect(portal.entry('Ledger')).toHaveCount(0);
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
    await expect(portal.entry('Ledger')).toBeVisible();
  });
}
