// What a table can do beyond showing rows: selecting, resizing, exporting; and toolbars. On the
// examples of the gallery.

import { readFileSync } from 'node:fs';
import { type Locator, type Page } from '@playwright/test';
import { expectFocusSeen } from './lib/layout';
import { expect, test } from './lib/portal';

/** One example, by the anchor that its link has. */
function example(page: Page, anchor: string): Locator {
  return page.locator(`section.gallery-example#${anchor}`);
}

test.describe('selection', () => {
  test.beforeEach(async ({ portal }) => {
    await portal.open('/gallery/c/data-table');
  });

  test('a range with Shift, kept while sorting and filtering', async ({ page }) => {
    const table = example(page, 'data-table-selection');
    const all = table.getByRole('checkbox', { name: 'Select all 12 components' });
    const box = (name: string) => table.getByRole('checkbox', { name: `Select ${name}`, exact: true });
    await expect(all).not.toBeChecked();

    await box('carrier-rate-aggregator').focus();
    await page.keyboard.press('Space');
    const bar = table.getByRole('toolbar', { name: 'Actions for selected components' });
    await expect(bar).toBeVisible();
    await expect(table.getByText('1 selected').first()).toBeVisible();
    await expect(all).toHaveJSProperty('indeterminate', true);

    await box('dispute-evidence-collector').focus();
    await page.keyboard.press('Shift+Space');
    await expect(table.getByText('4 selected').first()).toBeVisible();
    await expect(box('customs-declaration-builder')).toBeChecked();
    await expect(table.getByRole('status').filter({ hasText: '4 selected' })).toHaveCount(1);

    await box('payments-ledger').click({ modifiers: ['Shift'] });
    await expect(table.getByText('6 selected').first()).toBeVisible();
    expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('');

    await table.getByRole('button', { name: 'Name' }).click();
    await table.getByRole('button', { name: 'Name' }).click();
    await expect(table.getByRole('row').nth(1)).toContainText('warehouse-slot-allocator');
    await expect(box('payments-ledger')).toBeChecked();
    await expect(box('address-normaliser')).not.toBeChecked();

    await table.getByRole('searchbox').fill('ledger');
    await expect(table.getByText('6 selected, 4 not shown').first()).toBeVisible();
    const shown = table.getByRole('checkbox', { name: /^Select all \d+ components$/ });
    await expect(shown).toBeChecked();
    await shown.click();
    await expect(table.getByText('4 selected, 4 not shown').first()).toBeVisible();
    await shown.click();
    await table.getByRole('searchbox').fill('');
    await expect(table.getByText('6 selected').first()).toBeVisible();
  });

  test('x selects the row that has the focus, except in a field', async ({ page }) => {
    const table = example(page, 'data-table-selection');
    const box = table.getByRole('checkbox', { name: 'Select address-normaliser', exact: true });
    await table.getByRole('row', { name: /address-normaliser/ }).getByRole('link').first().focus();
    await page.keyboard.press('x');
    await expect(box).toBeChecked();
    await expect(table.getByRole('row', { name: /address-normaliser/ }).getByRole('link').first()).toBeFocused();
    await box.focus();
    await page.keyboard.press('x');
    await expect(box).not.toBeChecked();
    await table.getByRole('searchbox').pressSequentially('x');
    await expect(table.getByRole('searchbox')).toHaveValue('x');
    await expect(table.getByRole('toolbar')).toHaveCount(0);
  });

  test('the bar goes and the focus stays', async ({ page }) => {
    const table = example(page, 'data-table-selection');
    const box = table.getByRole('checkbox', { name: 'Select address-normaliser', exact: true });
    await box.focus();
    await page.keyboard.press('Space');
    const bar = table.getByRole('toolbar');
    await bar.getByRole('button', { name: 'Clear selection' }).focus();
    await page.keyboard.press('Enter');
    await expect(bar).toHaveCount(0);
    await expect(box).toBeFocused();
    await expect(box).not.toBeChecked();
    await expect(table.getByRole('status').filter({ hasText: 'None selected' })).toHaveCount(1);
  });

  test('25,000 rows at once', async ({ page }) => {
    const table = example(page, 'data-table-many');
    await expect(table.getByRole('table')).toHaveAttribute('aria-rowcount', '25001');
    await table.getByRole('checkbox', { name: 'Select all 25,000 components' }).click();
    await expect(table.getByText('25,000 selected').first()).toBeVisible();
    const name = table.getByRole('button', { name: 'Name' });
    await name.click();
    await expect(table.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(table.getByRole('row').nth(1).getByRole('checkbox')).toBeChecked();
    expect(await table.getByRole('row').count()).toBeLessThan(80);

    // Back through the rows, nothing that has the focus is under the header.
    const scroller = table.getByRole('table').locator('xpath=../..');
    await scroller.evaluate((element) => element.scrollTo(0, 4_003));
    await expect(table.locator('[aria-rowindex="102"]')).toHaveCount(1);
    await table.locator('[aria-rowindex="106"]').getByRole('checkbox').focus();
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Shift+Tab');
      await expectFocusSeen(page);
    }
  });

  test('scrolled both ways, header and name stay', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    const table = example(page, 'data-table-many');
    const scroller = table.getByRole('table').locator('xpath=../..');
    await scroller.evaluate((element) => element.scrollTo(1_000, 4_003));
    await expect(table.locator('[aria-rowindex="102"]')).toHaveCount(1);
    const at = await scroller.boundingBox();
    const head = await table.getByRole('columnheader', { name: 'Name' }).boundingBox();
    const name = await table.locator('[aria-rowindex="102"]').getByRole('rowheader').boundingBox();
    expect(head?.y).toBeCloseTo(at?.y ?? 0, 0);
    expect(name?.x).toBeCloseTo(at?.x ?? 0, 0);
    expect(head?.x).toBeCloseTo(at?.x ?? 0, 0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('find in page says what it cannot find', async ({ page }) => {
    const table = example(page, 'data-table-many');
    await table.getByRole('button', { name: 'Owner' }).focus();
    await page.keyboard.press('Control+f');
    await expect(table.getByText('not all 25,000')).toBeVisible();
    await expect(example(page, 'data-table-selection').getByText('Find in page')).toHaveCount(0);
  });
});

test('columns are resized by keyboard, by pointer and by buttons', async ({ portal, page }) => {
  await portal.open('/gallery/c/data-table');
  const table = example(page, 'data-table-resize');
  await table.scrollIntoViewIfNeeded();
  const edge = (name: string) => table.getByRole('separator', { name: `Resize ${name}` });
  const width = (name: string) =>
    table.getByRole('columnheader', { name, exact: true }).evaluate((cell) => Math.round(cell.getBoundingClientRect().width));

  await edge('Owner').focus();
  expect(await width('Owner')).toBe(168);
  await page.keyboard.press('ArrowRight');
  await expect(edge('Owner')).toHaveAttribute('aria-valuenow', '184');
  expect(await width('Owner')).toBe(184);
  await page.keyboard.press('Home');
  await expect(edge('Owner')).toHaveAttribute('aria-valuenow', '64');
  await page.keyboard.press('Enter');
  await expect(edge('Owner')).toHaveAttribute('aria-valuenow', '168');
  await page.keyboard.press('End');
  await expect(edge('Owner')).toHaveAttribute('aria-valuenow', '960');
  await expect(edge('Owner')).toBeFocused();
  await expect(table.getByLabel('Components, table')).toBeVisible();
  // The edge went far to the right, and the table after it.
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');

  const at = await edge('Name').boundingBox();
  if (!at) throw new Error('the edge has no place');
  const before = await width('Name');
  const others = await width('Owner');
  await page.mouse.move(at.x + at.width - 2, at.y + 10);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width - 62, at.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(edge('Name')).toHaveAttribute('aria-valuenow', String(before - 60));
  expect(await width('Owner')).toBe(others);
  await edge('Name').dblclick();
  await expect(edge('Name')).toHaveAttribute('aria-valuenow', String(before));

  await table.getByRole('button', { name: 'Column widths' }).click();
  await page.getByRole('button', { name: 'Wider: Health' }).click();
  await expect(edge('Health')).toHaveAttribute('aria-valuenow', '132');
  await page.getByRole('button', { name: 'Reset widths' }).click();
  await expect(edge('Health')).toHaveAttribute('aria-valuenow', '116');

  const rtl = example(page, 'data-table-rtl-selection');
  const owner = rtl.getByRole('separator', { name: 'Resize Owner' });
  await owner.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(owner).toHaveAttribute('aria-valuenow', '184');
});

test('rows are saved and copied', async ({ portal, page }) => {
  await portal.open('/gallery/c/data-table');
  const table = example(page, 'data-table-export');
  const choose = async (item: string) => {
    await table.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const saved = async (item: string) => {
    const download = page.waitForEvent('download');
    await choose(item);
    const file = await download;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };

  const csv = await saved('Download CSV');
  expect(csv.name).toBe('components.csv');
  expect(csv.text.startsWith('\ufeffName,Owner\r\naddress-normaliser,Last mile\r\n')).toBe(true);
  const json = await saved('Download JSON');
  expect(json.name).toBe('components.json');
  expect(JSON.parse(json.text)).toHaveLength(6);
  expect(JSON.parse(json.text)[0]).toEqual({ Name: 'address-normaliser', Owner: 'Last mile' });

  await choose('Copy as CSV');
  await expect(page.getByText('Rows copied as CSV: 6')).toBeVisible();
  // A field of one line drops the line breaks.
  const field = example(page, 'data-table-selection').getByRole('searchbox');
  await field.focus();
  await page.keyboard.press('Control+v');
  await expect(field).toHaveValue(/^Name,Owner\s*address-normaliser,Last mile\s*carrier/);
});

test('a toolbar is one stop', async ({ portal, page }) => {
  await portal.open('/gallery/c/toolbar');
  const bar = example(page, 'toolbar-rest').getByRole('toolbar', { name: 'Log of the build' });
  const button = (name: string) => bar.getByRole('button', { name });
  await expect(bar.locator('[tabindex="0"]')).toHaveCount(1);
  await button('Follow').focus();
  await page.keyboard.press('ArrowRight');
  await expect(button('Download')).toBeFocused();
  await page.keyboard.press('End');
  await expect(button('More')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(button('Follow')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Copy reference' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Inspect descriptor…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('More')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(bar.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(button('More')).toBeFocused();

  const changing = example(page, 'toolbar-changing').getByRole('toolbar');
  await changing.getByRole('button', { name: 'Edit' }).click();
  await expect(changing.getByRole('button', { name: 'Undo' })).toHaveAttribute('tabindex', '-1');
  await expect(changing.locator('[tabindex="0"]')).toHaveCount(1);

  const rtl = example(page, 'toolbar-rtl').getByRole('toolbar');
  await rtl.getByRole('button', { name: 'تنزيل' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(rtl.getByRole('button', { name: 'نسخ' })).toBeFocused();
});
