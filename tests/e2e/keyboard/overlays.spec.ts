// Dialogs and what floats, by keyboard: what the acceptance table asks of them.

import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../lib/portal';
import { Gallery, expectSaid, listen, named, press } from '../lib/gallery';

/** Whether the focus is on this or inside it. */
const holdsFocus = (root: Locator) => root.evaluate((element) => element.contains(document.activeElement));

/** The keyboard stays inside: Tab goes round, in both directions. */
async function expectKept(page: Page, dialog: Locator): Promise<void> {
  const stops = new Set<string>();
  for (const key of [...Array(10).fill('Tab'), ...Array(10).fill('Shift+Tab')]) {
    await press(page, key);
    const [inside, stop] = await dialog.evaluate((element) => {
      const focused = document.activeElement!;
      // Between the last stop and the first one the browser's own bar may have the focus.
      return [focused === document.body || element.contains(focused), focused.outerHTML];
    });
    expect(inside, stop).toBe(true);
    stops.add(stop);
  }
  expect(stops.size, 'stops').toBeGreaterThan(0);
}

/** Open and modal: nothing outside of it can be reached. */
async function expectModal(dialog: Locator): Promise<void> {
  await expect(dialog).toBeVisible();
  expect(await dialog.evaluate((element) => element.matches('dialog:modal')), 'modal').toBe(true);
  await expect(await named(dialog, 'aria-labelledby')).toBeVisible();
}

/** Where the page stands: how far it is scrolled, how wide it is, where its heading is. */
const place = (page: Page) =>
  page.evaluate(() => [
    scrollY,
    document.documentElement.clientWidth,
    document.querySelector('main h1')!.getBoundingClientRect().left,
  ]);

test('Dialog: modal, takes the focus, keeps Tab, closes with Escape and gives the focus back', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'dialog');
  const opener = gallery.example('With a form').getByRole('button', { name: 'Save this view…' });
  await opener.focus();
  const before = await place(page);
  await press(page, 'Enter');
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await expectModal(dialog);
  await expect(dialog).toHaveAccessibleDescription('Filters, columns and order are kept under this name.');
  await expect(dialog.getByRole('textbox', { name: 'Name' }), 'the first field').toBeFocused();
  // Nothing outside can take the focus, which is how the browser shows that it is inert.
  await page.getByRole('link', { name: 'Without actions' }).evaluate((link) => (link as HTMLElement).focus());
  expect(await holdsFocus(dialog)).toBe(true);
  // The page stays where it is and does not scroll.
  expect(await place(page)).toEqual(before);
  await dialog.hover();
  await page.mouse.wheel(0, 600);
  await expectKept(page, dialog);
  expect(await place(page)).toEqual(before);
  await press(page, 'Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  expect(await place(page)).toEqual(before);

  // Its own buttons close it, too.
  await press(page, 'Space');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await press(page, 'Tab', 'Enter');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  // Without a field, the title has the focus; long content scrolls by keyboard.
  const keys = gallery.example('Without actions').getByRole('button', { name: 'Keyboard…' });
  await keys.focus();
  await press(page, 'Enter');
  const plain = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(plain.getByRole('heading', { name: 'Keyboard' })).toBeFocused();
  await press(page, 'Escape');
  await expect(keys).toBeFocused();

  const licence = gallery.example('Long content').getByRole('button', { name: 'Licence…' });
  await licence.focus();
  await press(page, 'Enter');
  const long = page.getByRole('dialog', { name: /^A licence/ });
  await expect(long.getByRole('heading')).toBeFocused();
  await expectKept(page, long);
  const body = long.locator('[tabindex="0"]').filter({ hasText: 'Line 1' });
  await body.focus();
  await press(page, 'PageDown');
  await expect.poll(() => body.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await press(page, 'Escape');
  await expect(licence).toBeFocused();
});

test('CommandPalette: opened again before the browser has said that it was closed, it stays', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'command-palette');
  const opener = gallery.example('With results').getByRole('button', { name: 'Search or jump to…' });
  // All in one task, as on a machine that stands still between two keys.
  await opener.evaluate(async (button: HTMLElement) => {
    const settled = async () => {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    };
    button.focus();
    button.click();
    await settled();
    const dialog = document.querySelector('dialog[open]')!;
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    await settled();
    if (dialog.matches('[open]')) throw new Error('Escape did not close it');
    button.click();
    await settled();
    if (!dialog.matches('[open]')) throw new Error('it did not open again');
    // What the browser says of a dialog comes in a task of its own; a whole turn lets it.
    await new Promise((resolve) => dialog.addEventListener('close', () => setTimeout(resolve), { once: true }));
  });
  const field = page.getByRole('dialog').getByRole('combobox');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('events');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(opener).toBeFocused();
});

test('ConfirmDialog: an alert dialog that says what will happen; the focus starts where nothing is lost', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'confirm-dialog');
  const opener = gallery.example('A question').getByRole('button', { name: 'Unregister…' });
  await opener.focus();
  await press(page, 'Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Unregister payments-ledger?' });
  await expectModal(dialog);
  await expect(dialog).toHaveAccessibleDescription('It leaves the catalog. The repository and what runs stay as they are.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectKept(page, dialog);
  await press(page, 'Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await press(page, 'Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press(page, 'Tab', 'Enter');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  // A name to type: until then the button says what is missing.
  const deletion = gallery.example('A name to type').getByRole('button', { name: 'Delete the system…' });
  await deletion.focus();
  await press(page, 'Enter');
  const typed = page.getByRole('alertdialog', { name: 'Delete Settlement?' });
  await expect(typed.getByRole('textbox', { name: 'Type settlement to confirm' })).toBeFocused();
  const confirm = typed.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toHaveAccessibleDescription('Type settlement first');
  await page.keyboard.type('settlement');
  await expect(confirm).toBeEnabled();
  await press(page, 'Tab', 'Tab', 'Enter');
  await expect(typed).toBeHidden();
  await expect(deletion).toBeFocused();
});

test('SidePanel: a landmark that traps nobody; F6 goes in and back, Escape closes', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'side-panel');
  const stage = gallery.example('Beside a form');
  const opener = stage.getByRole('button', { name: 'How names are chosen' });
  const panel = stage.getByRole('complementary', { name: /^Names/ });
  await opener.focus();
  await press(page, 'F6');
  await expect(opener, 'nothing to go to').toBeFocused();
  await press(page, 'Enter');
  await expect(panel.getByRole('heading', { name: 'Names' })).toBeFocused();
  // The page stays usable.
  const field = stage.getByRole('textbox', { name: 'Name' });
  await field.fill('ledger');
  await expect(panel).toBeVisible();
  await press(page, 'F6');
  await expect(panel.getByRole('heading')).toBeFocused();
  await press(page, 'Tab', 'Tab');
  await expect(panel.getByRole('link', { name: 'More about names' })).toBeFocused();
  await press(page, 'F6');
  await expect(field).toBeFocused();
  await press(page, 'F6', 'Escape');
  await expect(panel).toBeHidden();
  await expect(field).toBeFocused();
  // Its own button closes it too, and Tab leaves it.
  await opener.focus();
  await press(page, 'Enter');
  await expect(panel.getByRole('heading')).toBeFocused();
  await press(page, 'Tab', 'Tab', 'Tab');
  expect(await holdsFocus(panel)).toBe(false);
  await panel.getByRole('button', { name: 'Close' }).click();
  await expect(panel).toBeHidden();
});

test('Drawer: a modal dialog from the side, as a dialog', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'drawer');
  for (const [example, button, title, inside] of [
    ['From the end', 'Filters', 'Filters', 'Show 38 components'],
    ['From the start', 'Menu', 'Portico', 'Catalog'],
  ] as const) {
    const opener = gallery.example(example).getByRole('button', { name: button });
    await opener.focus();
    await press(page, 'Enter');
    const drawer = page.getByRole('dialog', { name: title });
    await expectModal(drawer);
    await expect.poll(() => holdsFocus(drawer)).toBe(true);
    await expectKept(page, drawer);
    await expect(drawer.getByRole('button', { name: inside }).or(drawer.getByRole('link', { name: inside }))).toBeVisible();
    await press(page, 'Escape');
    await expect(drawer).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test('Popover / HoverCard: the focus goes into controls and comes back, what hovers can be reached without a pointer', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'popover');
  const opener = gallery.example('With controls').getByRole('button', { name: 'Reading settings' });
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.focus();
  await press(page, 'Enter');
  const popover = page.getByRole('dialog', { name: 'Reading settings' });
  await expect(popover).toBeVisible();
  expect(await popover.evaluate((element) => element.matches(':modal')), 'not modal').toBe(false);
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  const wrap = popover.getByRole('switch', { name: 'Wrap lines' });
  await expect(wrap).toBeFocused();
  await press(page, 'Space');
  await expect(wrap).not.toBeChecked();
  await press(page, 'Escape');
  await expect(popover).toBeHidden();
  await expect(opener).toBeFocused();
  // The page can still be used: Tab leads out and closes it.
  await press(page, 'Enter');
  await expect(wrap).toBeFocused();
  await press(page, 'Tab');
  await expect(popover).toBeHidden();
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
  // Without controls, it opens and closes as well.
  const help = gallery.example('With text').getByRole('button', { name: 'How is this measured?' });
  await help.focus();
  await press(page, 'Space');
  await expect(page.getByRole('dialog', { name: 'How is this measured?' })).toBeVisible();
  await press(page, 'Escape');
  await expect(help).toBeFocused();

  // The card opens for the keyboard as for the pointer, and Tab leads into it.
  const cards = await Gallery.open(portal, 'hover-card');
  const link = cards.example('With a link in it').getByRole('link', { name: 'Payments core' });
  const card = page.getByRole('group', { name: 'About Payments core' });
  await link.focus();
  await expect(card).toBeVisible();
  await press(page, 'Tab');
  await expect(card.getByRole('link', { name: 'Who is on call' })).toBeFocused();
  await expect(card).toBeVisible();
  await press(page, 'Escape');
  await expect(card).toBeHidden();
  await expect(link).toBeFocused();
  await press(page, 'Shift+Tab', 'Tab');
  await expect(link).toBeFocused();
  await expect(card).toBeVisible();
  await press(page, 'Escape');
  await expect(card).toBeHidden();
  await expect(link, 'Escape leaves the focus').toBeFocused();

  // By pointer: it can be pointed at, stays, and Escape takes it away without moving the pointer.
  await link.blur();
  await link.hover();
  await expect(card).toBeVisible();
  await card.hover();
  await card.getByRole('link', { name: 'Who is on call' }).hover();
  await expect(card).toBeVisible();
  await press(page, 'Escape');
  await expect(card).toBeHidden();
  // What it tells stands behind the link, which is there without a pointer.
  await expect(link).toHaveAttribute('href', /./);
});

test('Tooltip: shows on focus, describes its control, can be pointed at and dismissed', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'tooltip');
  const tip = page.getByRole('tooltip');
  const link = gallery.example('On a link').getByRole('link', { name: 'payments-ledger' });
  await link.focus();
  await expect(tip).toBeVisible();
  await expect(tip).toHaveText('Settlement, owned by Payments core');
  await expect(await named(link, 'aria-describedby')).toHaveRole('tooltip');
  await expect(link).toHaveAccessibleDescription('Settlement, owned by Payments core');
  await press(page, 'Escape');
  await expect(tip).toBeHidden();
  await expect(link).toBeFocused();
  // Back to it, and away: it goes with the focus.
  await press(page, 'Shift+Tab');
  await expect(tip).toBeVisible();
  await press(page, 'Tab');
  await expect(tip).toHaveText('Settlement, owned by Payments core');
  await press(page, 'Tab');
  await expect(tip.filter({ hasText: 'Settlement, owned by Payments core' })).toHaveCount(0);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect(tip).toBeHidden();

  // By pointer: it waits, can be pointed at, stays, and Escape takes it away.
  await link.hover();
  await expect(tip).toBeVisible();
  await tip.hover();
  await expect(tip).toBeVisible();
  // Nothing changes by itself: it is still there after many frames with the pointer on it.
  await tip.evaluate(async () => {
    for (let frame = 0; frame < 90; frame += 1) await new Promise(requestAnimationFrame);
  });
  await expect(tip).toBeVisible();
  await press(page, 'Escape');
  await expect(tip).toBeHidden();

  // The name of an icon is not said twice.
  const bell = gallery.example('On an icon').getByRole('button', { name: 'Notifications' });
  await bell.focus();
  await expect(tip).toHaveText('Notifications');
  await expect(bell).toHaveAccessibleDescription('');
  await expect(tip.locator('a, button, input, [tabindex]'), 'nothing to use in it').toHaveCount(0);

  // What is not available has one only to say why, and is not out of reach for it. The page scrolls
  // on the way there.
  const buttons = await Gallery.open(portal, 'button');
  const deploy = buttons.example('Disabled, with reason').getByRole('button', { name: 'Deploy' });
  await buttons.example('Disabled, with reason').getByRole('button', { name: 'Edit' }).focus();
  await page.evaluate(() => scrollTo(0, 0));
  await press(page, 'Shift+Tab');
  await expect(deploy).toBeFocused();
  await expect(tip).toHaveText('Only members of Payments core may do this');
  const silent = page.locator('[data-tooltip]:disabled');
  await expect(silent).toHaveCount(0);
});

test('CommandPalette: a combobox in a dialog, opened, read and left by keyboard', async ({ portal, page, context }) => {
  const gallery = await Gallery.open(portal, 'command-palette');
  const opener = gallery.example('With results').getByRole('button', { name: 'Search or jump to…' });
  await opener.focus();
  await press(page, 'Enter');
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('combobox', { name: 'Search or run a command' });
  await expect(field).toBeFocused();
  expect(await dialog.evaluate((element) => element.matches(':modal'))).toBe(true);
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(field).toHaveAttribute('aria-autocomplete', 'list');
  await expect(await named(field, 'aria-controls')).toHaveRole('listbox');
  const list = dialog.getByRole('listbox', { name: 'Results' });
  for (const group of ['Entities', 'APIs', 'Docs', 'Commands', 'People']) {
    await expect(list.getByRole('group', { name: group })).toBeVisible();
  }
  const options = list.getByRole('option');
  const marked = async () => (await named(field, 'aria-activedescendant')).getAttribute('id');
  const id = (at: number) => options.nth(at).getAttribute('id');
  expect(await marked()).toBe(await id(0));
  await press(page, 'ArrowUp');
  const last = (await options.count()) - 1;
  await expect.poll(marked, 'round to the last').toBe(await id(last));
  await expect(options.nth(last)).toHaveAttribute('aria-selected', 'true');
  await expect(options.nth(last)).toBeInViewport();
  await press(page, 'ArrowDown');
  await expect.poll(marked, 'round to the first').toBe(await id(0));
  await press(page, 'ArrowDown');
  await expect.poll(marked).toBe(await id(1));

  // The count is said once the typing rests.
  await field.fill('events');
  await expect(options).toHaveCount(1);
  await gallery.expectSaid('1 result');
  await field.fill('qwertz');
  await gallery.expectSaid('No results');
  await expect(dialog.getByText('No results').first()).toBeVisible();
  await press(page, 'Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await press(page, 'Enter');
  await field.fill('ledger-api');
  await expect(options).toHaveCount(1);
  await press(page, 'Enter');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  // In the portal: Ctrl+K from anywhere, Ctrl+Enter in a new tab, Escape back to where it was.
  await listen(page);
  await portal.open('/catalog');
  const entry = portal.entry('Payments ledger');
  await entry.focus();
  await press(page, 'Control+k');
  await expect(portal.palette()).toBeFocused();
  await page.keyboard.type('ledger api');
  await expect(page.getByRole('option', { name: /Ledger API/ }).first()).toBeVisible();
  await expectSaid(page, /^\d+ results?$/);
  const [tab] = await Promise.all([context.waitForEvent('page'), press(page, 'Control+Enter')]);
  await expect(tab).toHaveURL(/\/catalog\//);
  await tab.close();
  await expect(portal.palette()).toBeVisible();
  await press(page, 'Escape');
  await expect(entry).toBeFocused();

  // The single key that opens it can be switched off; the chord works on.
  await portal.open('/settings');
  const single = page.getByRole('switch', { name: 'Single-key shortcuts' });
  await expect(single).toBeChecked();
  await single.focus();
  await press(page, 'Space');
  await expect(single).not.toBeChecked();
  await portal.open('/catalog');
  await press(page, '/');
  await expect(portal.filter()).not.toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await press(page, 'Control+k');
  await expect(portal.palette()).toBeFocused();
});
