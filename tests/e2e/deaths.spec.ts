// The four ways in which a WebAssembly app dies. Afterwards nothing may run on, and the page has to
// say so at once.

import { type Portal, expect, stock, test } from './lib/portal';
import type { Guard } from './lib/guard';

/** What the browser reports when the portal dies. */
const DEATH = /^(error|console): .*(unreachable|RuntimeError|memory access out of bounds|call stack|asked for on the debug page|out of memory|memory allocation|panicked)/is;

const withDebug = () => {
  const plugins = stock().plugins ?? ['catalog', 'ci', 'gallery'];
  return { plugins: [...plugins.filter((plugin) => plugin !== 'debug'), 'debug'] };
};

async function die(portal: Portal, guard: Guard, button: string): Promise<void> {
  const { page } = portal;
  guard.expect(DEATH);
  await page.addInitScript(() => {
    const seen = window as unknown as { died?: number; shown?: number };
    // Registered before the portal's own listener, so it sees the very first moment.
    const note = () => {
      seen.died ??= performance.now();
    };
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
    const look = () => {
      const screen = document.getElementById('crash') as HTMLDialogElement | null;
      if (screen?.open && screen.checkVisibility()) seen.shown ??= performance.now();
    };
    new MutationObserver(look).observe(document, { attributes: true, subtree: true });
  });
  await portal.open('/debug', withDebug());
  // A click ends when the page has dealt with it, and memory takes its time to fill.
  await page.getByRole('button', { name: button }).click({ timeout: 150_000 });
}

for (const button of ['Panic', 'Lock abort', 'Stack overflow', 'Out of memory']) {
  test(`${button}: the crash screen says who and where, within half a second`, async ({ portal, page, guard }) => {
    // Filling four gigabytes takes its time.
    test.setTimeout(480_000);
    await die(portal, guard, button);
    const screen = page.getByRole('alertdialog');
    await expect(screen).toBeVisible({ timeout: 120_000 });
    await expect(screen).toContainText('debug');
    await expect(screen).toContainText('/debug');
    const build = await page.locator('meta[name="portico-build"]').getAttribute('content');
    expect(build).toBeTruthy();
    await expect(screen).toContainText(build!);
    await expect(screen.getByRole('button', { name: 'Reload', exact: true })).toBeFocused();
    const late = await page.evaluate(() => {
      const { died, shown } = window as unknown as { died: number; shown: number };
      return shown - died;
    });
    expect(late, 'ms from death to screen').toBeLessThanOrEqual(500);

    // Nothing behind it reacts any more.
    await page.keyboard.press('Escape');
    await expect(screen).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toHaveCount(0);

    // After a reload the guilty plugin waits, the rest works.
    await screen.getByRole('button', { name: 'Reload', exact: true }).click();
    const main = page.getByRole('main');
    await expect(main.getByText(/switched off for now/)).toBeVisible();
    await expect(main.getByRole('button', { name: 'Panic' })).toHaveCount(0);
    await page.getByRole('navigation').getByRole('link', { name: 'Catalog' }).first().click();
    await expect(portal.entry('Payments ledger')).toBeVisible();

    // And it comes back when somebody wants it.
    await page.goBack();
    await main.getByRole('button', { name: /start it again/i }).click();
    await expect(main.getByRole('button', { name: 'Panic' })).toBeVisible();
    await page.reload();
    await expect(main.getByRole('button', { name: 'Panic' })).toBeVisible();
  });
}

test('reload without plugins starts a portal that says so and can go back', async ({ portal, page, guard }) => {
  await die(portal, guard, 'Panic');
  await page.getByRole('alertdialog').getByRole('button', { name: /without plugins/i }).click();
  await expect(page).toHaveURL(/[?&]safe=1/);
  await expect(portal.heading()).toBeVisible();
  await expect(page.getByText(/without plugins/i).first()).toBeVisible();
});

test('a portal in safe mode calls no API', async ({ portal, page }) => {
  await portal.open('/settings?safe=1');
  await expect(portal.heading()).toHaveText('Settings');
  await expect(page.getByText(/without plugins/i).first()).toBeVisible();
  expect(await portal.apis.log('ci')).toEqual([]);
});

test('the hidden page is hidden unless the file lists it', async ({ portal, page }) => {
  await portal.open('/debug', { plugins: withDebug().plugins.filter((plugin) => plugin !== 'debug') });
  await expect(page.getByRole('button', { name: 'Panic' })).toHaveCount(0);
  await expect(portal.heading()).toHaveText('Page not found');
});
