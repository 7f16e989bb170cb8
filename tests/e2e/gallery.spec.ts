// Every example of every component, in both themes, wide and narrow: axe, no sideways scrolling, the
// tree of roles and names, nothing in the console (the portal's fixture looks at that); and the
// sweep: the focus is seen at every stop, targets are large enough, and wider spacing of the text
// takes nothing away.

import { readdirSync } from 'node:fs';
import { expectTrees, renews, trees } from './lib/aria';
import { expectNoOverflow } from './lib/layout';
import { openAt } from './lib/gallery';
import { shown } from './lib/places';
import { expectAllLooks } from './lib/looks';
import { expect, test } from './lib/portal';
import { expectFocusEverywhere, expectRoomForText, expectTargets } from './lib/sweep';

test.describe.configure({ mode: 'parallel', timeout: 240_000 });

for (const component of shown) {
  test(`examples of ${component}`, async ({ portal, page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await openAt(page, '2026-11-21T16:00:00Z');
    await portal.open(`/gallery/c/${component}`);
    await expect(page.getByRole('navigation', { name: 'Examples' }).getByRole('link')).not.toHaveCount(0);
    if (renews) return expectTrees(page, component);
    await expectTrees(page, component);
    // The page around the examples is the same for all, and looked at as a whole in pages.spec.ts.
    await expectAllLooks(page, component, { part: '.gallery-stage' });
    await page.setViewportSize({ width: 320, height: 800 });
    await expectNoOverflow(page, `${component} at 320`);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const where = `${component} at ${width}`;
      await expectTargets(page, where);
      await expectRoomForText(page, where);
      await expectFocusEverywhere(page, where);
    }
  });
}

test('no tree is kept of what is no component any more', () => {
  const kept = readdirSync(trees).map((name) => name.replace(/\.yml$/, ''));
  expect(kept.filter((name) => !shown.includes(name))).toEqual([]);
});
