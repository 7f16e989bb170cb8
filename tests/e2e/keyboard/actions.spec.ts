// Actions, by keyboard: what the acceptance table asks of buttons, links and menus.

import { expect, test } from '../lib/portal';
import { Gallery, named, press } from '../lib/gallery';

test('Button, IconButton: native, pressed only where it stays down, busy without losing its name', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'button');

  // Native buttons whose name is what is seen on them.
  const buttons = gallery.example('Variants').getByRole('button');
  for (const button of await buttons.all()) {
    expect(await button.evaluate((element) => element.tagName)).toBe('BUTTON');
    await expect(button).toHaveAccessibleName((await button.innerText()).trim());
    expect(await button.getAttribute('aria-pressed')).toBeNull();
  }

  // Loading starts and ends with Enter and Space; the label stays, the start is said.
  const loading = gallery.example('Loading');
  const save = loading.getByRole('button', { name: 'Create repository', exact: true });
  const start = loading.getByRole('button', { name: 'Switch loading' });
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await start.focus();
  await press(page, 'Enter');
  await expect(save).not.toHaveAttribute('aria-disabled', 'true');
  await press(page, 'Space');
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await expect(save).toHaveText('Create repository');
  await gallery.expectSaid('Creating…');
  await expect(start).toBeFocused();
  // Busy, it can still be reached and does nothing.
  await press(page, 'Shift+Tab', 'Shift+Tab');
  await expect(save).toBeFocused();
  await press(page, 'Enter');
  await expect(save).toHaveAttribute('aria-disabled', 'true');

  // Not available: reachable, and says why.
  const deploy = gallery.example('Disabled, with reason').getByRole('button', { name: 'Deploy' });
  await expect(deploy).toBeDisabled();
  expect(await deploy.evaluate((button: HTMLButtonElement) => button.disabled)).toBe(false);
  await expect(deploy).toHaveAccessibleDescription('Only members of Payments core may do this');

  // A toggle keeps its name in both states.
  await Gallery.open(portal, 'toggle-button');
  const follow = page.getByRole('button', { name: 'Follow', exact: true });
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await follow.focus();
  await press(page, 'Enter');
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await press(page, 'Space');
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  const star = page.getByRole('button', { name: 'Star payments-ledger', exact: true });
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await star.focus();
  await press(page, 'Enter');
  await expect(star).toHaveAttribute('aria-pressed', 'true');

  // A drawing alone has a name, too.
  const icons = await Gallery.open(portal, 'icon-button');
  for (const button of await icons.example('Variants').getByRole('button').all()) {
    await expect(button).toHaveAccessibleName(/\S/);
    await expect(button.locator('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(await button.getAttribute('aria-pressed')).toBeNull();
  }
  const refresh = icons.example('States').getByRole('button', { name: 'Refresh' });
  await expect(refresh).toHaveAttribute('aria-disabled', 'true');
});

test('Link: an anchor with an address, the current page is marked, what leaves says so', async ({ portal, page, context }) => {
  const gallery = await Gallery.open(portal, 'link');
  const links = page.locator('.gallery-stage').getByRole('link');
  for (const link of await links.all()) {
    expect(await link.evaluate((element) => element.tagName)).toBe('A');
    await expect(link).toHaveAttribute('href', /./);
  }
  await expect(gallery.example('Current page').getByRole('link')).toHaveAttribute('aria-current', 'page');
  for (const link of await gallery.example('External').getByRole('link').all()) {
    await expect(link).toHaveAccessibleName(/opens in a new tab/);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener/);
  }
  // An address that may do harm is no link.
  await expect(gallery.example('An address that is refused').getByRole('link')).toHaveCount(0);

  // The keys and buttons of the browser work: Ctrl and the middle button open a new tab.
  const crumb = page.getByRole('navigation', { name: /breadcrumb/i }).getByRole('link', { name: 'Gallery' });
  for (const open of [
    () => crumb.click({ modifiers: ['Control'] }),
    () => crumb.click({ button: 'middle' }),
    async () => {
      await crumb.focus();
      await press(page, 'Control+Enter');
    },
  ]) {
    const [tab] = await Promise.all([context.waitForEvent('page'), open()]);
    await expect(tab).toHaveURL(/\/gallery$/);
    await tab.close();
    await expect(page).toHaveURL(/\/gallery\/c\/link$/);
  }
  await crumb.focus();
  await press(page, 'Enter');
  await expect(page).toHaveURL(/\/gallery$/);
});

test('Menu button + Menu: opens, goes round, jumps, chooses, closes and gives the focus back', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'menu');
  const opener = gallery.example('Actions of a row').getByRole('button', { name: 'Actions for payments-ledger' });
  await expect(opener).toHaveAttribute('aria-haspopup', 'menu');
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  const menu = page.getByRole('menu', { name: 'Actions for payments-ledger' });
  const item = (name: string) => menu.getByRole('menuitem', { name });
  const [first, second, last] = [item('Copy reference'), item('Inspect descriptor…'), item('Unregister…')];

  // Enter, Space and ↓ open on the first item, ↑ on the last; Escape gives the focus back.
  for (const [key, there] of [['Enter', first], ['Space', first], ['ArrowDown', first], ['ArrowUp', last]] as const) {
    await opener.focus();
    await press(page, key);
    await expect(there, `after ${key}`).toBeFocused();
    await expect(opener).toHaveAttribute('aria-expanded', 'true');
    await press(page, 'Escape');
    await expect(menu).toBeHidden();
    await expect(opener).toBeFocused();
    await expect(opener).toHaveAttribute('aria-expanded', 'false');
  }

  // ↑ ↓ go round, Home and End go to the ends, letters jump.
  await press(page, 'ArrowDown');
  await expect(first).toBeFocused();
  await press(page, 'ArrowUp');
  await expect(last).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(first).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(second).toBeFocused();
  await press(page, 'End');
  await expect(last).toBeFocused();
  await press(page, 'Home');
  await expect(first).toBeFocused();
  await press(page, 'u');
  await expect(last).toBeFocused();
  // Tab closes.
  await press(page, 'Tab');
  await expect(menu).toBeHidden();

  // A choice closes the menu; the focus returns.
  await opener.focus();
  await press(page, 'Enter');
  await expect(first).toBeFocused();
  await press(page, 'Enter');
  await expect(menu).toBeHidden();
  await expect(opener).toBeFocused();

  // Groups have names; checks stay open, of several radios one is chosen.
  const view = gallery.example('Settings and choices').getByRole('button', { name: 'View' });
  await view.focus();
  await press(page, 'Enter');
  const choices = page.getByRole('menu', { name: 'View' });
  await expect(choices.getByRole('group', { name: 'Columns' })).toBeVisible();
  await expect(choices.getByRole('group', { name: 'Density' })).toBeVisible();
  const owner = choices.getByRole('menuitemcheckbox', { name: 'Owner' });
  await expect(owner).toBeFocused();
  await expect(owner).toHaveAttribute('aria-checked', 'true');
  await press(page, 'Space');
  await expect(owner).toHaveAttribute('aria-checked', 'false');
  await expect(owner).toBeFocused();
  const compact = choices.getByRole('menuitemradio', { name: 'Compact' });
  await press(page, 'c');
  await expect(compact).toBeFocused();
  await expect(compact).toHaveAttribute('aria-checked', 'false');
  await press(page, 'Enter');
  await expect(choices).toBeHidden();
  await expect(view).toBeFocused();
  await press(page, 'ArrowUp');
  await expect(compact).toBeFocused();
  await expect(compact).toHaveAttribute('aria-checked', 'true');
  await expect(choices.getByRole('menuitemradio', { name: 'Default' })).toHaveAttribute('aria-checked', 'false');
  await press(page, 'Escape');

  // A menu inside: → opens it, ← and Escape close it, letters jump in it.
  const outer = gallery.example('A menu inside').getByRole('button', { name: 'payments-ledger' });
  await outer.focus();
  await press(page, 'Enter', 'm');
  const move = page.getByRole('menuitem', { name: 'Move to' });
  await expect(move).toBeFocused();
  await expect(move).toHaveAttribute('aria-haspopup', 'menu');
  await expect(move).toHaveAttribute('aria-expanded', 'false');
  const teams = page.getByRole('menu', { name: 'Move to' });
  const team = (name: string) => teams.getByRole('menuitem', { name });
  for (const close of ['ArrowLeft', 'Escape']) {
    await press(page, 'ArrowRight');
    await expect(team('Checkout')).toBeFocused();
    await expect(move).toHaveAttribute('aria-expanded', 'true');
    await press(page, close);
    await expect(teams).toBeHidden();
    await expect(move, `after ${close}`).toBeFocused();
  }
  await press(page, 'Enter');
  await expect(team('Checkout')).toBeFocused();
  await press(page, 'ArrowUp');
  await expect(team('Payments core')).toBeFocused();
  await press(page, 'f');
  await expect(team('Freight')).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByRole('menu', { name: 'payments-ledger' })).toBeHidden();
  await expect(outer).toBeFocused();
  await expect(gallery.example('A menu inside').getByText('Moved to Freight.')).toBeVisible();
  // With a pointer: it opens after a moment, stays on the way across other items, and goes when the
  // pointer stays elsewhere.
  await outer.click();
  await move.hover();
  await expect(teams).toBeVisible();
  await expect(move).toBeFocused();
  await page.getByRole('menuitem', { name: 'Export' }).hover();
  await team('Payments core').hover();
  await expect(team('Payments core')).toBeFocused();
  await expect(teams).toBeVisible();
  await page.getByRole('menuitem', { name: 'Copy reference' }).hover();
  await expect(teams).toBeHidden();
  const share = page.getByRole('menuitem', { name: 'Share' });
  await share.focus();
  await press(page, 'ArrowRight');
  await expect(share).toHaveAccessibleDescription('Nobody else may see it');
  await expect(share).toHaveAttribute('aria-expanded', 'false');
  await press(page, 'Tab');
  await expect(page.getByRole('menu')).toHaveCount(0);

  // What cannot be chosen now says why, and stays where it is.
  const run = gallery.example('Not available').getByRole('button', { name: 'Run 214' });
  await run.focus();
  await press(page, 'ArrowUp');
  const cancel = page.getByRole('menuitem', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await expect(cancel).toBeDisabled();
  await expect(cancel).toHaveAccessibleDescription('The run has finished');
  await press(page, 'Enter');
  await expect(cancel).toBeVisible();
  await press(page, 'Escape');

  // Only actions make a menu: links make a disclosure.
  const create = gallery.example('Links only').getByRole('button', { name: 'Create' });
  expect(await create.getAttribute('aria-haspopup')).toBeNull();
  await create.focus();
  await press(page, 'Enter');
  await expect(create).toHaveAttribute('aria-expanded', 'true');
  const links = await named(create, 'aria-controls');
  await expect(links.getByRole('link', { name: 'Register existing' })).toBeFocused();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await press(page, 'Escape');
  await expect(create).toBeFocused();
});

test('Menu: the focus is in it before the next key, also when it has only just been closed', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'menu');
  const opener = gallery.example('Settings and choices').getByRole('button', { name: 'View' });
  // Nothing of the browser's own happens between these steps, as on a machine that stands still
  // between two keys: what it says of the panel, it says after all of them.
  const focused = await opener.evaluate(async (button: HTMLElement) => {
    const settled = async () => {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    };
    const seen: (string | null | undefined)[] = [];
    const look = async () => {
      await settled();
      seen.push(document.activeElement?.textContent);
    };
    const key = (name: string) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    button.focus();
    button.click();
    await look();
    key('End');
    await look();
    (document.activeElement as HTMLElement).click();
    await look();
    key('ArrowUp');
    await look();
    seen.push(document.activeElement?.getAttribute('aria-checked'));
    return seen;
  });
  expect(focused).toEqual(['Owner', 'Compact', 'View', 'Compact', 'true']);
});

test('ShowMore: the first thing that came has the focus, and the button goes with the last', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'show-more');
  const steps = gallery.example('Step by step');
  await steps.getByRole('button', { name: 'Show 5 more', exact: true }).focus();
  await press(page, 'Enter');
  await expect(steps.getByRole('link', { name: 'Service 4', exact: true })).toBeFocused();
  await steps.getByRole('button', { name: 'Show 4 more', exact: true }).focus();
  await press(page, 'Space');
  await expect(steps.getByRole('link', { name: 'Service 9', exact: true })).toBeFocused();
  await expect(steps.getByRole('link')).toHaveCount(12);
  await expect(steps.getByRole('button')).toHaveCount(0);
  await expect(gallery.example('Nothing left').getByRole('button')).toHaveCount(0);
});
