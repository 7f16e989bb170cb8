import { expect, test } from './lib/portal';
const list = (process.env.ONLY ?? 'avatar-group bulk-action-bar card-grid checkbox-group choice-cards date-picker date-range error-page error-summary export-menu item-card password-field schema-form scroll-row toolbar wizard').split(' ');
for (const id of list) {
  test(`shot ${id}`, async ({ portal, page }) => {
    await page.setViewportSize({ width: 900, height: 900 });
    for (const kind of (process.env.KINDS ?? 'forced rtl').split(' ')) {
      await page.emulateMedia({ forcedColors: kind === 'forced' ? 'active' : 'none', colorScheme: kind === 'forced' ? 'dark' : 'light', reducedMotion: 'reduce' });
      await portal.open(`/gallery/c/${id}${kind === 'rtl' ? '?dir=rtl' : ''}`);
      await page.evaluate(() => document.fonts.ready);
      // Only the examples.
      const examples = page.locator('.gallery-examples');
      const opener = examples.getByRole('button', { name: /^(Calendar|Export$|More$)/ }).first();
      if (await opener.count() && /date|export|toolbar/.test(id)) { await opener.click(); }
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: 900, height: Math.min(height + 100, 3500) });
      const box = (await examples.boundingBox())!;
      await page.waitForTimeout(300);
      await page.screenshot({ path: `/tmp/dp-shots/${id}-${kind}.png`, clip: { x: box.x, y: box.y, width: box.width, height: Math.min(box.height, 3300) } });
      await page.setViewportSize({ width: 900, height: 900 });
    }
  });
}
