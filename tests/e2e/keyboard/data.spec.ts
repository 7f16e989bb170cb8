// Tables, trees, charts, logs and texts, by keyboard: what the acceptance table asks of them.

import type { Locator } from '@playwright/test';
import { expectFocusSeen } from '../lib/layout';
import { expect, test } from '../lib/portal';
import { Gallery, expectOneStop, forget, press } from '../lib/gallery';

const tag = (element: Locator) => element.evaluate(({ tagName }) => tagName);

test('DataTable: a native table, sorted by buttons in its headers; changes are said, the focus stays in sight', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'data-table');
  const stage = gallery.example('Sortable, with j and k');
  const table = stage.getByRole('table', { name: 'Components' });
  expect(await tag(table)).toBe('TABLE');
  await expect(table.locator('caption')).toHaveText('Components');
  for (const header of await table.getByRole('columnheader').all()) {
    await expect(header).toHaveAttribute('scope', 'col');
  }
  await expect(table.getByRole('rowheader').first()).toHaveAttribute('scope', 'row');

  // Sorting: a button inside the header; the state is on the header and is said.
  const header = (name: string) => table.getByRole('columnheader', { name });
  await expect(header('Name')).toHaveAttribute('aria-sort', 'ascending');
  await expect(table.locator('[aria-sort]:not([aria-sort="none"])')).toHaveCount(1);
  const owner = header('Owner').getByRole('button', { name: 'Owner' });
  await owner.focus();
  await press(page, 'Enter');
  await expect(header('Owner')).toHaveAttribute('aria-sort', 'ascending');
  await expect(owner).toBeFocused();
  await gallery.expectSaid('12 rows, sorted by Owner, ascending');
  await press(page, 'Space');
  await expect(header('Owner')).toHaveAttribute('aria-sort', 'descending');
  await gallery.expectSaid('12 rows, sorted by Owner, descending');
  await expect(header('Health').getByRole('button'), 'not sortable').toHaveCount(0);

  // No grid keys: the arrows do not move the focus, Tab goes through the controls.
  await press(page, 'ArrowDown', 'ArrowRight');
  await expect(owner).toBeFocused();
  await press(page, 'Tab');
  const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader') });
  const link = rows.first().getByRole('rowheader').getByRole('link');
  await expect(link).toBeFocused();
  await press(page, 'j');
  await expect.poll(() => rows.nth(1).evaluate((row) => row.contains(document.activeElement))).toBe(true);
  await press(page, 'k');
  await expect.poll(() => rows.first().evaluate((row) => row.contains(document.activeElement))).toBe(true);

  // The actions stand in the last cell and are named with the row.
  for (const row of (await rows.all()).slice(0, 4)) {
    const name = (await row.getByRole('rowheader').innerText()).trim();
    const last = row.getByRole('cell').last();
    await expect(last.getByRole('button')).toHaveAccessibleName(`Actions for ${name}`);
  }

  // 25,000 rows: the header sticks to its region and never covers the focus, in both directions.
  const many = gallery.example('25,000 rows, sortable');
  await expect(many.getByRole('table')).toHaveAttribute('aria-rowcount', '25001');
  await many.getByRole('rowheader').first().getByRole('link').focus();
  for (const key of [...Array(45).fill('Tab'), ...Array(45).fill('Shift+Tab')]) {
    await press(page, key);
    await expectFocusSeen(page);
  }
  for (const key of [...Array(15).fill('j'), ...Array(15).fill('k')]) {
    if (key === 'j' || key === 'k') await press(page, key);
    await expectFocusSeen(page);
  }

  // Where it scrolls sideways, the keyboard can do so, too.
  const region = gallery.example('Scrolls sideways when even the rest does not fit').locator('[tabindex="0"]', { has: page.getByRole('table') });
  await expect(region).toHaveAccessibleName('Components, table');
  await region.focus();
  await press(page, 'ArrowRight');
  await expect.poll(() => region.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);

  // In the portal: a filter changes the number of rows, and that is said.
  await portal.open('/catalog');
  await forget(page);
  await portal.filter().focus();
  await page.keyboard.type('ledger');
  await expect.poll(() => gallery.said()).toContainEqual(expect.stringMatching(/^2 of \d+ entities/));
  // Once: the words of the filter bar are only seen.
  const counts = (await gallery.said()).filter((text) => /^2 (of|rows)/.test(text));
  expect(counts).toHaveLength(1);
});

test('Pagination: a navigation that keeps the focus and says the new range', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'pagination');
  const nav = gallery.example('Few pages').getByRole('navigation', { name: /^Pagination/ });
  const current = nav.locator('[aria-current="page"]');
  const go = (name: string) => nav.getByRole('button', { name, exact: true });
  await expect(current).toHaveCount(1);
  await expect(current).toHaveAccessibleName('Page 2');
  await go('Next page').focus();
  await press(page, 'Enter');
  await expect(current).toHaveAccessibleName('Page 3');
  await expect(go('Next page')).toBeFocused();
  await gallery.expectSaid(/^51 to 75 of 128 builds$/);
  await go('Page 5').focus();
  await press(page, 'Space');
  await expect(current).toHaveAccessibleName('Page 5');
  await expect(go('Page 5'), 'although the numbers are drawn anew').toBeFocused();
  await gallery.expectSaid(/^101 to 125 of 128 builds$/);
  // At the end, the button that leads nowhere keeps the focus and says why.
  await go('Next page').focus();
  await press(page, 'Enter');
  await expect(current).toHaveAccessibleName('Page 6');
  await expect(go('Next page')).toBeFocused();
  await expect(go('Next page')).toHaveAttribute('aria-disabled', 'true');
  await expect(go('Next page')).toHaveAccessibleDescription('This is the last page');
  await press(page, 'Enter');
  await expect(current).toHaveAccessibleName('Page 6');

  const cursor = gallery.example('Only forth and back').getByRole('navigation', { name: /^Pagination/ });
  const previous = cursor.getByRole('button', { name: 'Previous page' });
  await previous.focus();
  await press(page, 'Enter');
  await gallery.expectSaid('Page 1');
  await expect(previous).toBeFocused();
});

test('TreeView: one stop, all keys of a tree, a level for every node', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'tree-view');
  const tree = gallery.example('Files').getByRole('tree', { name: 'Files of payments-ledger' });
  const node = (name: string) => tree.getByRole('treeitem', { name, exact: true });
  const all = tree.getByRole('treeitem');
  await expect(node('src')).toHaveAttribute('aria-expanded', 'true');
  await expect.soft(node('src')).toHaveAttribute('aria-level', '1', { timeout: 2_000 });
  await expect.soft(node('main.rs')).toHaveAttribute('aria-level', '2', { timeout: 2_000 });
  await expect(node('main.rs')).toHaveAttribute('aria-posinset', '2');
  await expect(node('main.rs')).toHaveAttribute('aria-setsize', '2');
  expect(await node('main.rs').getAttribute('aria-expanded')).toBeNull();
  await expect(tree.getByRole('group').first()).toBeVisible();
  await expectOneStop(all, node('main.rs'));
  await node('main.rs').focus();

  // Home and End, ↑ and ↓; they do not go round.
  await press(page, 'Home');
  await expect(node('src')).toBeFocused();
  await press(page, 'ArrowUp');
  await expect(node('src')).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(node('ledger')).toBeFocused();
  // → opens, then goes in.
  await expect(node('ledger')).toHaveAttribute('aria-expanded', 'false');
  await press(page, 'ArrowRight');
  await expect(node('ledger')).toHaveAttribute('aria-expanded', 'true');
  await expect(node('ledger')).toBeFocused();
  await press(page, 'ArrowRight');
  await expect(node('entry.rs')).toBeFocused();
  await expect.soft(node('entry.rs')).toHaveAttribute('aria-level', '3', { timeout: 2_000 });
  await press(page, 'ArrowRight');
  await expect(node('entry.rs')).toBeFocused();
  // ← goes out, then closes.
  await press(page, 'ArrowLeft');
  await expect(node('ledger')).toBeFocused();
  await press(page, 'ArrowLeft');
  await expect(node('ledger')).toHaveAttribute('aria-expanded', 'false');
  await press(page, 'ArrowLeft');
  await expect(node('src')).toBeFocused();
  await press(page, 'End');
  await expect(node('README.md')).toBeFocused();
  // Letters jump.
  await page.keyboard.type('ca');
  await expect(node('Cargo.toml')).toBeFocused();
  // The place is kept: away and back.
  await expectOneStop(all, node('Cargo.toml'));
  await press(page, 'Tab', 'Shift+Tab');
  await expect(node('Cargo.toml')).toBeFocused();
  // Enter chooses, and opens what can be opened.
  await press(page, 'Enter');
  await expect(node('Cargo.toml')).toHaveAttribute('aria-current', 'true');
  await press(page, 'Home', 'Enter');
  await expect(node('src')).toHaveAttribute('aria-expanded', 'false');
  // * opens all of the level.
  await press(page, '*');
  await expect(node('src')).toHaveAttribute('aria-expanded', 'true');
  await expect(node('tests')).toHaveAttribute('aria-expanded', 'true');

  // Of links, the page that is shown is marked, and Enter follows.
  const links = gallery.example('Pages, one is shown').getByRole('tree', { name: 'Pages' });
  const deploy = links.getByRole('treeitem', { name: 'Deploy to production' });
  await expect(deploy).toHaveAttribute('aria-current', 'page');
  expect(await tag(deploy)).toBe('A');
});

test('Chart: a figure with a sentence, values by arrow keys, the same values as a table', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'chart');
  const stage = gallery.example('Line');
  const figure = stage.getByRole('figure', { name: 'Builds per day' });
  await expect(figure.locator('figcaption')).toContainText('Most builds ran on Thursday');
  const drawing = figure.getByRole('img');
  await expect(drawing).toHaveAccessibleName('Builds per day');
  expect((await tag(drawing)).toLowerCase()).toBe('svg');

  // The points.
  const reader = figure.getByRole('slider', { name: 'Day' });
  await expect(reader).toHaveAttribute('aria-valuetext', /Passed \d+, Failed \d+/);
  await reader.focus();
  const days = Number(await reader.getAttribute('aria-valuemax'));
  await expect(reader).toHaveAttribute('aria-valuenow', String(days));
  await press(page, 'ArrowLeft');
  await expect(reader).toHaveAttribute('aria-valuenow', String(days - 1));
  await press(page, 'Home');
  await expect(reader).toHaveAttribute('aria-valuenow', '1');
  const first = (await reader.getAttribute('aria-valuetext'))!;
  await press(page, 'ArrowRight');
  await expect(reader).toHaveAttribute('aria-valuenow', '2');
  await press(page, 'End');
  await expect(reader).toHaveAttribute('aria-valuenow', String(days));
  await press(page, 'Escape');
  await expect(figure.locator('.pk-chart-readout')).toHaveCount(0);

  // The legend.
  const failed = figure.getByRole('button', { name: 'Failed' });
  await expect(failed).toHaveAttribute('aria-pressed', 'true');
  await failed.focus();
  await press(page, 'Enter');
  await expect(failed).toHaveAttribute('aria-pressed', 'false');
  await expect(reader).not.toHaveAttribute('aria-valuetext', /Failed/);
  await press(page, 'Space');
  await expect(failed).toHaveAttribute('aria-pressed', 'true');

  // The table has the same values.
  const toggle = figure.getByRole('button', { name: 'Table' });
  await toggle.focus();
  await press(page, 'Enter');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const table = figure.getByRole('table', { name: 'Builds per day' });
  await expect(table.getByRole('columnheader')).toHaveText(['Day', 'Passed', 'Failed']);
  await expect(table.getByRole('rowheader')).toHaveCount(days);
  const row = await table.getByRole('row').nth(1).innerText();
  const [day, passed, broken] = row.split(/\s+/);
  expect(first).toContain(day!);
  expect(first).toContain(`Passed ${passed}`);
  expect(first).toContain(`Failed ${broken}`);
  await press(page, 'Enter');
  await expect(drawing).toBeVisible();
  await expect(toggle).toBeFocused();

  // Beyond four series, lines differ in more than their colour.
  const eight = gallery.example('Eight series').locator('svg[role="img"] g[data-series] path');
  const dashes = await eight.evaluateAll((paths) => paths.map((path) => getComputedStyle(path).strokeDasharray));
  expect(dashes).toHaveLength(8);
  expect(new Set(dashes.slice(4)).size + 1, dashes.join(' | ')).toBeGreaterThan(1);
  expect(dashes.slice(4)).not.toContain('none');
});

test('LogViewer: a named region whose lines scroll, are searched and followed by keyboard', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'log-viewer');
  const stage = gallery.example('100,000 lines');
  // On a page with many of them, the gallery takes the landmark away and leaves the name.
  const viewer = stage.locator('section[aria-label="Log of the gateway"]');
  await expect(viewer).toBeVisible();
  const lines = viewer.getByRole('group', { name: 'Lines' });
  await expect(viewer.getByRole('log'), 'it follows only when asked to').toHaveCount(0);
  const follow = viewer.getByRole('button', { name: 'Follow the end' });
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  const item = viewer.getByRole('listitem');
  await expect(item.first()).toHaveAttribute('aria-setsize', '100000');
  await expect(item.first()).toHaveAttribute('aria-posinset', '1');
  expect(await item.count(), 'only what is in sight is drawn').toBeLessThan(200);
  await expect(viewer).toContainText('Lines 1–12 of 100,000');

  // Arrows and Page scroll.
  await lines.focus();
  const scrolled = () => lines.evaluate(({ scrollTop }) => scrollTop);
  await press(page, 'ArrowDown');
  await expect.poll(scrolled).toBeGreaterThan(0);
  const before = await scrolled();
  await press(page, 'PageDown');
  await expect.poll(scrolled).toBeGreaterThan(before + 100);
  await press(page, 'PageUp', 'ArrowUp');
  await press(page, 'Home');
  await expect.poll(scrolled).toBe(0);

  // / searches, Enter, n and N go through the hits, Escape leads to the lines.
  await press(page, '/');
  const search = viewer.getByRole('searchbox', { name: 'Search the log' });
  await expect(search).toBeFocused();
  await page.keyboard.type('took 339 ms');
  const current = viewer.locator('[aria-current="true"]');
  await gallery.expectSaid('1 of 294 lines');
  await expect(current).toContainText('request 339 took 339 ms');
  await expect(current).toBeInViewport();
  await press(page, 'Enter');
  await expect(current).toContainText('request 679 took 339 ms');
  await gallery.expectSaid('2 of 294 lines');
  await press(page, 'Shift+Enter', 'Shift+Enter');
  await expect(current, 'round to the last').toContainText('request 99959 took 339 ms');
  await expect(current).toBeInViewport();
  await viewer.getByRole('button', { name: 'Next match' }).focus();
  await press(page, 'Space');
  await expect(current, 'round to the first').toContainText('request 339 took 339 ms');
  await press(page, 'n');
  await expect(current).toContainText('request 679 took 339 ms');
  await press(page, 'N');
  await expect(current).toContainText('request 339 took 339 ms');
  // Escape clears the text, then leads to the lines.
  await press(page, '/');
  await expect(search).toBeFocused();
  await press(page, 'Escape');
  await expect(search).toHaveValue('');
  await press(page, 'Escape');
  await expect(lines).toBeFocused();
  await press(page, '/');
  await page.keyboard.type('no such words');
  await gallery.expectSaid('No matches');
  await expect(viewer.getByRole('button', { name: 'Next match' })).toHaveAccessibleDescription('Nothing found to go to.');
  await press(page, 'Escape', 'Escape');
  await expect(lines).toBeFocused();

  // f follows: only then it is a log.
  await press(page, 'f');
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await expect(viewer.getByRole('log', { name: 'Lines' })).toBeVisible();
  await gallery.expectSaid('Following the end');
  await expect(viewer).toContainText(/of 100,000/);
  await expect(item.last()).toHaveAttribute('aria-posinset', '100000');
  await press(page, 'f');
  await expect(viewer.getByRole('log')).toHaveCount(0);

  // The numbers are one stop, with ↑ and ↓ between them.
  const small = gallery.example('A build').locator('section');
  const number = (at: number) => small.getByRole('button', { name: `Copy line ${at}`, exact: true });
  await number(1).focus();
  await press(page, 'ArrowDown');
  await expect(number(2)).toBeFocused();
  await press(page, 'ArrowUp');
  await expect(number(1)).toBeFocused();
});

test('CodeBlock: a named block that scrolls by keyboard and is copied with a word about it', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'code-block');
  const stage = gallery.example('Long line');
  const figure = stage.getByRole('figure');
  const code = figure.getByRole('group', { name: 'Long command' });
  expect(await tag(code)).toBe('PRE');
  await expect(code).toHaveJSProperty('tabIndex', 0);
  await code.focus();
  await press(page, 'ArrowRight');
  await expect.poll(() => code.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  const copy = figure.getByRole('button', { name: 'Copy' });
  await press(page, 'Tab');
  await expect(copy).toBeFocused();
  await press(page, 'Enter');
  await gallery.expectSaid('Copied');
  await expect(copy).toBeFocused();
  // The portal may not read what was copied; the browser's own key may.
  await press(page, 'Control+k');
  await expect(portal.palette()).toBeFocused();
  await press(page, 'Control+v');
  await expect(portal.palette()).toHaveValue(/^curl --fail .*reversals$/);
  await press(page, 'Escape');
  await expect(copy).toBeFocused();
  const wrap = figure.getByRole('button', { name: 'Wrap long lines' });
  await wrap.focus();
  await press(page, 'Space');
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
});

test('Markdown: headings below those of the page, wide tables by keyboard, nothing runs', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'markdown');
  // A heading of the first level in the text stands below the one above it.
  const note = gallery.example('A release note');
  await expect(note.getByRole('heading', { name: 'Ledger 1.8' })).toHaveRole('heading');
  expect(await tag(note.getByRole('heading', { name: 'Ledger 1.8' }))).toBe('H3');
  await expect(page.locator('.gallery-stage h1')).toHaveCount(0);
  await expect(note.getByRole('link', { name: /design note/ })).toHaveAttribute('href', 'https://ledger.example/notes/order');

  // The table stands in a box that can have the focus and scrolls.
  const stage = gallery.example('A table and code');
  const box = stage.locator('[tabindex="0"]', { has: page.getByRole('table') });
  await expect(box).toHaveAccessibleName(/\S/);
  await box.focus();
  await press(page, 'Tab');
  await expect(stage.getByRole('group', { name: 'Code, yaml' })).toBeFocused();

  // HTML is text, a harmful address no link, and what a picture says is kept.
  const hostile = gallery.example('What it does not do');
  await expect(hostile.locator('script, img, b')).toHaveCount(0);
  await expect(hostile).toContainText('<script>alert(1)</script>');
  await expect(hostile.locator('a[href^="javascript"]')).toHaveCount(0);
  await expect(hostile.getByRole('link', { name: /The diagram/ })).toHaveAttribute('href', /diagram\.png$/);
});
