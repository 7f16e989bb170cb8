// What people do with the keyboard alone.

import type { Locator } from '@playwright/test';
import { expectFocusSeen } from './layout';
import type { Portal } from './portal';

/** Presses Tab until this has the focus; on the way, the focus is never lost or covered. */
export async function tabTo(portal: Portal, target: Locator): Promise<void> {
  for (let step = 0; step < 200; step += 1) {
    await portal.page.keyboard.press('Tab');
    await expectFocusSeen(portal.page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reached ${target}`);
}
