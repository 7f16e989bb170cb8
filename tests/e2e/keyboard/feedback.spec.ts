// Messages and waiting, by keyboard: what the acceptance table asks of them.

import { expect, test } from '../lib/portal';
import { Gallery, press, takeClock } from '../lib/gallery';

test('Toast: said when it comes, reached with F8, left with Escape; errors stay', async ({ portal, page }) => {
  await takeClock(page);
  const gallery = await Gallery.open(portal, 'toast');
  const stage = gallery.example('Tones');
  const region = page.getByRole('region', { name: 'Notifications' });
  const toast = (text: string) => region.getByRole('listitem').filter({ hasText: text });
  const ask = (name: string) => stage.getByRole('button', { name });

  // Polite, unless it failed.
  await ask('Success').focus();
  await press(page, 'Enter');
  await expect(toast('View saved').getByRole('status')).toHaveText('View saved');
  await gallery.expectSaid('View saved');
  await expect(ask('Success'), 'a toast takes no focus').toBeFocused();
  await ask('Failure').focus();
  await press(page, 'Enter');
  const failure = toast('The run could not be started: no runner is free');
  await expect(failure.getByRole('alert')).toBeVisible();
  await gallery.expectSaid(/^The run could not be started/);

  // Six seconds at least; an error stays for ever.
  await page.clock.runFor(5_000);
  await expect(toast('View saved')).toBeVisible();
  await page.clock.runFor(10_000);
  await expect(toast('View saved')).toHaveCount(0);
  await page.clock.runFor(120_000);
  await expect(failure).toBeVisible();

  // F8 leads to it from anywhere; Escape dismisses it and gives the focus back.
  await expect(ask('Failure')).toBeFocused();
  await press(page, 'F8');
  const dismiss = failure.getByRole('button', { name: 'Dismiss' });
  await expect(dismiss).toBeFocused();
  await press(page, 'Escape');
  await expect(failure).toHaveCount(0);
  await expect(ask('Failure')).toBeFocused();

  // The focus holds it, and so does the pointer.
  await ask('Information').focus();
  await press(page, 'Enter');
  const info = toast('The catalog was loaded again');
  await expect(info).toBeVisible();
  await press(page, 'F8');
  await expect(info.getByRole('button', { name: 'Dismiss' })).toBeFocused();
  await page.clock.runFor(60_000);
  await expect(info).toBeVisible();
  // Another one that comes meanwhile does not take the focus away.
  await ask('Success').dispatchEvent('click');
  await expect(toast('View saved')).toBeVisible();
  await expect.soft(info.getByRole('button', { name: 'Dismiss' })).toBeFocused({ timeout: 2_000 });
  await info.hover();
  await info.getByRole('button', { name: 'Dismiss' }).focus();
  await page.mouse.move(0, 0);
  await page.clock.runFor(60_000);
  await expect.soft(info, 'the pointer goes, the focus stays').toBeVisible({ timeout: 2_000 });
  await ask('Information').focus();
  await page.clock.runFor(15_000);
  await expect(info).toHaveCount(0);
  await press(page, 'Enter');
  await expect(info).toBeVisible();
  await info.hover();
  await page.clock.runFor(60_000);
  await expect(info).toBeVisible();
  await press(page, 'F8');
  await ask('Information').focus();
  await page.clock.runFor(60_000);
  await expect.soft(info, 'the focus goes, the pointer stays').toBeVisible({ timeout: 2_000 });
  await page.mouse.move(0, 0);
  await page.clock.runFor(15_000);
  await expect(info).toHaveCount(0);

  // What can be done about it is a button; it runs, and the focus is not lost.
  const remove = gallery.example('With an action').getByRole('button', { name: 'Remove the star' });
  await remove.focus();
  await press(page, 'Enter');
  const removed = toast('payments-ledger is no longer a favourite');
  await expect(removed).toBeVisible();
  await press(page, 'F8');
  await expect(removed.getByRole('button', { name: 'Dismiss' })).toBeFocused();
  await press(page, 'Shift+Tab');
  await expect(removed.getByRole('button', { name: 'Undo' })).toBeFocused();
  await press(page, 'Enter');
  await expect(removed).toHaveCount(0);
  await gallery.expectSaid('Star is back');
  await expect(remove).toBeFocused();
});

test('Banner / InlineAlert: named, said when it came later, dismissed on to the next heading', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'banner');
  // Landmarks on a page of their own; here, where there are many, the gallery makes them groups.
  const tones = gallery.example('Tones').getByRole('group');
  await expect(tones).toHaveCount(4);
  for (const [at, name] of ['Note', 'Success', 'Warning', 'Error'].entries()) {
    await expect(tones.nth(at)).toHaveAccessibleName(name);
  }
  await expect(gallery.example('Read out at once').getByRole('alert')).toHaveText(/You are offline/);
  await expect(gallery.example('Tones').locator('[role="alert"], [role="status"]')).toHaveCount(0);
  const stage = gallery.example('Dismissable');
  const dismiss = stage.getByRole('button', { name: 'Dismiss' });
  await dismiss.focus();
  await press(page, 'Enter');
  await expect(dismiss).toHaveCount(0);
  await expect(stage.getByRole('heading', { name: 'Heading after' })).toBeFocused();
});

test('Progress / Spinner: a progress bar with a name and words, in a region that is busy', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'progress-bar');
  const known = gallery.example('Known share').getByRole('progressbar', { name: 'Reading descriptors' });
  await expect(known).toHaveAttribute('aria-valuenow', '36');
  await expect(known).toHaveAttribute('aria-valuetext', '45 of 125');
  await expect(known).toContainText('45 of 125');
  const unknown = gallery.example('Unknown share').getByRole('progressbar', { name: 'Waiting for the build' });
  expect(await unknown.getAttribute('aria-valuenow')).toBeNull();
  const failed = gallery.example('Done and failed').getByRole('progressbar', { name: 'Rollout' });
  await expect(failed, 'not by its colour alone').toContainText('Failed at step 4');
  const region = gallery.example('At the edge of a region').locator('[aria-busy="true"]');
  await expect(region.getByRole('progressbar', { name: 'Refreshing builds' })).toHaveCount(1);
  // Percents are not said.
  expect(await gallery.said()).toEqual([]);

  const spinner = await Gallery.open(portal, 'spinner');
  await expect.soft(
    spinner.example('Alone, with a label to listen to').getByRole('progressbar', { name: 'Checking the name' }),
  ).toHaveCount(1, { timeout: 2_000 });
  // Beside its word it says nothing.
  const beside = spinner.example('Beside its word');
  await expect(beside.getByRole('progressbar')).toHaveCount(0);
  await expect(beside.locator('svg')).toHaveAttribute('aria-hidden', 'true');

  // A table that is refreshed is busy, and says so once, when it begins.
  const table = await Gallery.open(portal, 'data-table');
  const busy = table.example('Refreshing').locator('[aria-busy="true"]');
  await expect(busy.getByRole('progressbar', { name: 'Refreshing Components' })).toHaveCount(1);
  await expect(busy.getByRole('table')).toBeVisible();
  await expect(page.locator('.gallery-stage [aria-live="assertive"]')).toHaveCount(0);
});

test('Skeleton: hidden from those who listen, in a busy region, said once, without a shimmer', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const gallery = await Gallery.open(portal, 'skeleton');
  const stages = page.locator('.gallery-stage');
  await expect(stages.locator('.pk-skeleton')).toHaveCount(4);
  for (const skeleton of await stages.locator('.pk-skeleton').all()) {
    await expect(skeleton.locator('> [aria-hidden="true"]')).toHaveCount(1);
    await expect.soft(skeleton.locator('xpath=ancestor::*[@aria-busy="true"]'), 'busy').not.toHaveCount(0, { timeout: 2_000 });
  }
  // One of them speaks.
  await expect(stages.getByRole('status')).toHaveText(['Loading cost']);
  const moving = await stages.evaluateAll((all) =>
    all.flatMap((stage) => stage.getAnimations({ subtree: true }))
      .filter((animation) => animation.effect!.getComputedTiming().endTime === Infinity).length,
  );
  expect(moving).toBe(0);

  // The first load of a table: busy, one sentence, grey rows that nobody hears.
  const table = (await Gallery.open(portal, 'data-table')).example('First load');
  await expect(table.locator('[aria-busy="true"]').getByRole('table')).toHaveCount(1);
  await expect(table.getByRole('status')).toHaveText('Loading Components');
});
