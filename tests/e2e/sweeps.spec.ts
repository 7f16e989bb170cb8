// All examples of all components, wide and narrow: the focus is seen at every stop, targets are large
// enough, and wider spacing of the text takes nothing away.

import { expect, test } from './lib/portal';
import { shown } from './lib/places';
import { expectFocusEverywhere, expectRoomForText, expectTargets } from './lib/sweep';

test.describe.configure({ mode: 'parallel' });

for (const component of shown) {
  test(`sweep of ${component}`, async ({ portal, page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await portal.open(`/gallery/c/${component}`);
    await expect(page.getByRole('navigation', { name: 'Examples' }).getByRole('link')).not.toHaveCount(0);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const where = `${component} at ${width}`;
      await expectTargets(page, where);
      await expectRoomForText(page, where);
      await expectFocusEverywhere(page, where);
    }
  });
}
