// The frame and the parts of a page, by keyboard: what the acceptance table asks of them.

import { expect, test } from '../lib/portal';
import { Gallery, expectOneStop, named, press } from '../lib/gallery';

test('Disclosure / Accordion: buttons in headings; what is closed stays in the page and can be found', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'accordion');
  const stage = gallery.example('All closed');
  const headers = stage.getByRole('heading').getByRole('button');
  await expect(headers).toHaveCount(3);
  const first = headers.first();
  const panel = await named(first, 'aria-controls');
  await expect(first).toHaveAttribute('aria-expanded', 'false');
  await expect(panel).toHaveAttribute('hidden', 'until-found');
  await expect(panel, 'in the page').not.toBeEmpty();
  await first.focus();
  await press(page, 'Enter');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await expect(panel).toBeVisible();
  await expect(panel).toHaveAccessibleName((await first.innerText()).trim());
  // Right behind its header, in the order of the page.
  const behind = await first.evaluate((button, panel) => {
    const part = button.closest('h1, h2, h3, h4, h5, h6')!;
    return part.nextElementSibling === panel;
  }, await panel.elementHandle());
  expect(behind).toBe(true);
  await press(page, 'Space');
  await expect(first).toHaveAttribute('aria-expanded', 'false');
  await expect(first).toBeFocused();
  await press(page, 'Tab');
  await expect(headers.nth(1), 'every header is a stop').toBeFocused();

  // The browser's search opens what it finds.
  await panel.dispatchEvent('beforematch');
  await expect(first).toHaveAttribute('aria-expanded', 'true');

  // One at a time.
  const single = gallery.example('One at a time').getByRole('heading').getByRole('button');
  await single.nth(0).focus();
  await press(page, 'Enter', 'Tab', 'Enter');
  await expect(single.nth(1)).toHaveAttribute('aria-expanded', 'true');
  await expect(single.nth(0)).toHaveAttribute('aria-expanded', 'false');
  // Not available: reachable, says why.
  const logs = gallery.example('Not available, with a reason').getByRole('button', { name: 'Logs of the last run' });
  await logs.focus();
  await press(page, 'Enter');
  await expect(logs).toHaveAttribute('aria-expanded', 'false');
  await expect(logs).toHaveAccessibleDescription('The run has not started yet');
});

test('Tabs (in page): one stop, arrows and ends choose at once, the panel can have the focus', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'tabs');
  const stage = gallery.example('Three views');
  const list = stage.getByRole('tablist', { name: 'Example call' });
  const tabs = list.getByRole('tab');
  const [first, second, last] = [tabs.nth(0), tabs.nth(1), tabs.nth(2)];
  const panel = stage.getByRole('tabpanel');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(second).toHaveAttribute('aria-selected', 'false');
  await expect(await named(first, 'aria-controls')).toHaveRole('tabpanel');
  await expect(await named(panel, 'aria-labelledby')).toHaveText('curl');
  await expectOneStop(tabs, first);
  await first.focus();
  await press(page, 'ArrowRight');
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(panel).toHaveText('ledger.entries().list()');
  await expectOneStop(tabs, second);
  await press(page, 'ArrowLeft', 'ArrowLeft');
  await expect(last, 'round to the last').toBeFocused();
  await press(page, 'ArrowRight');
  await expect(first, 'round to the first').toBeFocused();
  await press(page, 'End');
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await press(page, 'Home');
  await expect(first).toBeFocused();
  await press(page, 'ArrowRight', 'Tab');
  await expect(panel).toBeFocused();
  await press(page, 'Shift+Tab');
  await expect(second, 'the place is kept').toBeFocused();

  // From right to left the arrows are mirrored.
  const rtl = gallery.example('Right to left').getByRole('tab');
  await rtl.nth(0).focus();
  await press(page, 'ArrowLeft');
  await expect(rtl.nth(1)).toBeFocused();
});

test('RoutedTabs: a navigation of links, the rest behind a button that says how many', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'routed-tabs');
  const stage = gallery.example('An entity.s page');
  const nav = stage.getByRole('navigation', { name: /^Parts of payments-ledger/ });
  await expect(page.locator('.gallery-stage').getByRole('tablist')).toHaveCount(0);
  const links = nav.getByRole('link');
  await expect(links.first()).toHaveAttribute('aria-current', 'page');
  await expect(nav.locator('[aria-current]')).toHaveCount(1);
  await links.first().focus();
  await press(page, 'ArrowRight');
  await expect(links.first(), 'no arrows').toBeFocused();
  for (let at = 1; at < (await links.count()); at += 1) {
    await press(page, 'Tab');
    await expect(links.nth(at)).toBeFocused();
  }

  // What does not fit is behind "More", which is a disclosure of links.
  const narrow = gallery.example('Too many for the room').getByRole('navigation');
  const more = narrow.getByRole('button', { name: /^More, 4 (tabs|parts)$/ });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await narrow.getByRole('link').last().focus();
  await press(page, 'Tab');
  await expect(more).toBeFocused();
  await press(page, 'Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  const rest = await named(more, 'aria-controls');
  await expect(rest.getByRole('link')).toHaveText([/Relations/, /Scorecards/, /Kubernetes/, /Logs/]);
  await press(page, 'Escape');
  await expect(more).toBeFocused();
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  // The current one always stays in sight.
  await expect(gallery.example('The last one is current').getByRole('link', { name: 'Logs' })).toHaveAttribute('aria-current', 'page');
});

test('Sidebar: a named navigation of lists; its names stay when it is a rail', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'nav-list');
  for (const title of ['Open', 'Rail']) {
    const nav = gallery.example(title).getByRole('navigation', { name: /^Main/ });
    for (const name of ['Home', 'Catalog', 'Incidents 2 open', 'payments-ledger']) {
      await expect(nav.getByRole('listitem').getByRole('link', { name, exact: true }), title).toHaveCount(1);
    }
    await expect(nav.locator('[aria-current="page"]')).toHaveCount(1);
    await expect(nav.getByRole('heading')).toHaveText(['Operate', 'Starred']);
    const links = nav.getByRole('link');
    await links.first().focus();
    await press(page, 'Tab');
    await expect(links.nth(1)).toBeFocused();
  }
  // As a rail, the name is also seen, as a tooltip.
  const rail = gallery.example('Rail').getByRole('link', { name: 'Catalog', exact: true });
  await rail.focus();
  await expect(page.getByRole('tooltip')).toHaveText('Catalog');

  // The portal's own: the button that collapses it says what it is.
  await portal.open('/catalog');
  const nav = page.getByRole('navigation', { name: 'Main' });
  await expect(nav.locator('[aria-current="page"]')).toHaveCount(1);
  const collapse = page.getByRole('button', { name: /side ?bar/i });
  await expect(collapse).toHaveAttribute('aria-expanded', 'true');
  const names = await nav.getByRole('link').evaluateAll((links) => links.map((link) => link.textContent));
  await collapse.focus();
  await press(page, 'Enter');
  await expect(collapse).toHaveAttribute('aria-expanded', 'false');
  await expect(collapse).toBeFocused();
  for (const [at, name] of names.entries()) {
    await expect(nav.getByRole('link').nth(at)).toHaveText(name!);
  }
  await press(page, 'Space');
  await expect(collapse).toHaveAttribute('aria-expanded', 'true');
});

test('SplitPane: a separator with a value, moved by arrows, hidden with Enter, and buttons for those who cannot drag', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'split-pane');
  const stage = gallery.example('Width kept outside');
  const edge = stage.getByRole('separator', { name: 'Width of Builds' });
  const pane = await named(edge, 'aria-controls');
  const width = async () => (await pane.boundingBox())?.width ?? 0;
  await expect(edge).toHaveAttribute('aria-valuenow', /^\d+$/);
  await expect(edge).toHaveAttribute('aria-orientation', 'vertical');
  await expect(edge).toHaveJSProperty('tabIndex', 0);
  await expect.poll(width).toBe(200);
  await edge.focus();
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await press(page, 'ArrowRight');
  await expect.poll(width).toBe(216);
  await expect(edge).toHaveAttribute('aria-valuetext', '216 pixels');
  expect(Number(await edge.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
  await press(page, 'ArrowLeft', 'ArrowLeft');
  await expect.poll(width).toBe(184);
  await press(page, 'Home');
  await expect(edge).toHaveAttribute('aria-valuenow', '0');
  const least = await width();
  await press(page, 'End');
  await expect(edge).toHaveAttribute('aria-valuenow', '100');
  expect(await width()).toBeGreaterThan(least);
  await press(page, 'Enter');
  await expect(pane).toBeHidden();
  await expect(edge).toBeFocused();
  await expect(edge).toHaveAttribute('aria-valuetext', 'Hidden');
  await press(page, 'Enter');
  await expect(pane).toBeVisible();

  // The same with single presses.
  await press(page, 'Home');
  const wider = stage.getByRole('button', { name: 'Wider: Builds' });
  const narrower = stage.getByRole('button', { name: 'Narrower: Builds' });
  await expect(narrower).toBeDisabled();
  await wider.click();
  await expect.poll(width).toBe(least + 16);
  await narrower.focus();
  await press(page, 'Enter');
  await expect.poll(width).toBe(least);
  await expect(narrower, 'at the end, it keeps the focus').toBeFocused();
  const hide = stage.getByRole('button', { name: 'Hide Builds' });
  await hide.click();
  await expect(pane).toBeHidden();
  await expect(hide).toHaveAttribute('aria-pressed', 'true');
  await hide.click();
  await expect(pane).toBeVisible();

  // From right to left the arrows are mirrored.
  const rtl = gallery.example('Right to left').getByRole('separator');
  const words = (await rtl.getAttribute('aria-valuetext'))!;
  await rtl.focus();
  await press(page, 'ArrowLeft');
  await expect(rtl).toHaveAttribute('aria-valuetext', `${Number.parseInt(words, 10) + 16} pixels`);
});
