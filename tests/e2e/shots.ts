// Screenshots of the main pages for people to look at: light and dark, 1280 and 360 wide.

import { results, shown } from './lib/places';
import { type Portal, expect, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';

const pages: [name: string, path: string, then?: (portal: Portal) => Promise<void>][] = [
  ['catalog', '/catalog'],
  ['catalog-filtered', '/catalog?owner=group:default/payments-core&type=service'],
  ['catalog-no-match', '/catalog?lifecycle=deprecated&q=zzzz'],
  ['catalog-facet', '/catalog', async ({ page }) => {
    const owner = page.getByRole('button', { name: /^Owner/, expanded: false });
    if (await owner.isVisible()) await owner.click();
    else await page.getByRole('button', { name: /^Filters/ }).click();
  }],
  ['entity', ledger],
  ['entity-relations', `${ledger}/relations`],
  ['entity-descriptor', `${ledger}/descriptor`],
  ['entity-builds', `${ledger}/builds`],
  ['entity-flawed', '/catalog/default/component/customs-declaration-builder'],
  ['system', '/catalog/default/system/settlement'],
  ['group', '/catalog/default/group/payments-core'],
  ['entity-missing', '/catalog/default/component/payments-leger'],
  ['not-found', '/nothing/here'],
  ['settings', '/settings'],
  ['gallery', '/gallery'],
  ['gallery-tokens', '/gallery/tokens'],
  ['gallery-playground', '/gallery/c/button/playground'],
  ...shown.map((id) => [`component-${id}`, `/gallery/c/${id}`] as [string, string]),
  ['palette', '/catalog', async ({ page }) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ledger');
    await expect(page.getByRole('option').first()).toBeVisible();
  }],
];

for (const [name, path, then] of pages) {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      test(`${name}-${theme}-${width}`, async ({ portal, page }) => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: width === 360 ? 780 : 800 });
        await portal.open(path);
        await then?.(portal);
        await page.evaluate(() => document.fonts.ready);
        if (!then) {
          // The whole page in a tall window: only rows on the screen exist.
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ width, height: Math.min(Math.max(height, 800), 4000) });
          await portal.settled();
        }
        await page.screenshot({ path: `${results}/shots/${name}-${theme}-${width}.png` });
      });
    }
  }
}
