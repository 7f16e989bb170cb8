// What people do in forms with the keyboard: wizard, error summary, calendar, groups.

import type { Locator, Page } from '@playwright/test';
import { go } from './lib/hostile';
import { expect, test } from './lib/portal';

/** Components that somebody types in. */
const FIELDS = ['combobox', 'date-picker', 'number-field', 'password-field', 'search-field', 'tag-input', 'text-area', 'text-field'];

/** An example of a component in the gallery. */
function example(page: Page, component: string, id: string): Locator {
  return page.locator(`#${component}-${id}`);
}

test('a wizard says what is missing, and goes on when it is there', async ({ portal, page }) => {
  await portal.open('/gallery/c/wizard');
  const wizard = example(page, 'wizard', 'create');
  await expect(wizard.getByRole('button', { name: /Name/ })).toHaveCount(0);
  await wizard.getByRole('button', { name: 'Next' }).click();

  const summary = wizard.getByRole('alert');
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: 'Choose how others call it.' }).click();
  await expect(wizard.getByRole('radio', { name: 'gRPC' })).toBeFocused();
  await page.keyboard.press('Space');
  await wizard.getByRole('button', { name: 'Next' }).click();

  await expect(wizard.getByRole('heading', { name: 'Name' })).toBeFocused();
  await expect(summary).toHaveCount(0);
  await expect(wizard.locator('[aria-current="step"]')).toContainText('Name');
  await wizard.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(summary).toBeFocused();
  await wizard.getByRole('textbox', { name: 'Name' }).fill('refunds');
  await page.keyboard.press('Enter');
  await expect(wizard.getByRole('heading', { name: 'Description' })).toBeFocused();

  await wizard.getByRole('button', { name: 'Back' }).click();
  await expect(wizard.getByRole('textbox', { name: 'Name' })).toHaveValue('refunds');
  // Steps that were reached can be gone to.
  await wizard.getByRole('button', { name: /Description/ }).click();
  await expect(wizard.getByRole('heading', { name: 'Description' })).toBeFocused();
});

test('a summary of errors leads to the fields', async ({ portal, page }) => {
  await portal.open('/gallery/c/error-summary');
  const form = example(page, 'error-summary', 'form');
  await form.getByRole('button', { name: 'Create' }).click();
  const summary = form.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('heading')).toHaveText('There are 2 things to change');
  const address = page.url();
  await summary.getByRole('link', { name: 'Say which team owns it.' }).press('Enter');
  await expect(form.getByRole('textbox', { name: 'Owner' })).toBeFocused();
  expect(page.url()).toBe(address);
});

test('a date is typed, or found in the calendar by keyboard', async ({ portal, page }) => {
  await portal.open('/gallery/c/date-picker');
  const picker = example(page, 'date-picker', 'limits');
  const text = picker.getByRole('textbox', { name: 'Day of the release' });
  await text.fill('2026-12-1');
  await text.press('Enter');
  await expect(text).toHaveValue('2026-12-01');

  const button = picker.getByRole('button', { name: 'Calendar: Day of the release' });
  await button.press('Enter');
  const calendar = picker.getByRole('dialog');
  const day = (name: string) => calendar.getByRole('gridcell', { name, exact: true });
  await expect(day('Tuesday, 1 December 2026')).toBeFocused();
  await expect(day('Tuesday, 1 December 2026')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(day('Monday, 30 November 2026')).toBeFocused();
  await expect(calendar.getByRole('heading')).toHaveText('November 2026');
  await page.keyboard.press('End');
  await expect(day('Sunday, 6 December 2026')).toBeFocused();
  await expect(day('Sunday, 6 December 2026')).toHaveAttribute('aria-disabled', 'true');
  // A weekend cannot be picked.
  await page.keyboard.press('Enter');
  await expect(calendar).toBeVisible();
  // Nor can anything beyond the last day be reached.
  await page.keyboard.press('Shift+PageDown');
  await expect(day('Friday, 18 December 2026')).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(day('Wednesday, 18 November 2026')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(calendar).toBeHidden();
  await expect(text).toHaveValue('2026-11-11');
  await expect(button).toBeFocused();

  await button.press('Enter');
  await page.keyboard.press('Escape');
  await expect(calendar).toBeHidden();
  await expect(button).toBeFocused();
});

test('what is no date is said when the field is left', async ({ portal, page }) => {
  await portal.open('/gallery/c/date-picker');
  const text = example(page, 'date-picker', 'rest').getByRole('textbox', { name: 'Next review' });
  await text.fill('tomorrow');
  await expect(text).not.toHaveAttribute('aria-invalid');
  await text.press('Tab');
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(text).toHaveAccessibleDescription(/such as 2026-11-21/);
  await expect(text).toHaveValue('tomorrow');
});

test('a range has names for the usual ones', async ({ portal, page }) => {
  await portal.open('/gallery/c/date-range');
  const range = example(page, 'date-range', 'rest').getByRole('group', { name: 'Deployments' });
  const preset = (name: string) => range.getByRole('button', { name });
  await expect(preset('Last 7 days')).toHaveAttribute('aria-pressed', 'true');
  await preset('Last 30 days').click();
  await expect(preset('Last 30 days')).toHaveAttribute('aria-pressed', 'true');
  await expect(preset('Last 7 days')).toHaveAttribute('aria-pressed', 'false');
  const from = range.getByRole('textbox', { name: 'From' });
  await from.fill('9999-01-01');
  await from.press('Tab');
  await expect(range.getByText('The last day is before the first')).toBeVisible();
});

test('one box stands for all of a group', async ({ portal, page }) => {
  await portal.open('/gallery/c/checkbox-group');
  const group = example(page, 'checkbox-group', 'all').getByRole('group', { name: 'Deploy to' });
  const all = group.getByRole('checkbox', { name: 'All environments' });
  expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
  await all.press('Space');
  for (const name of ['All environments', 'Development', 'Staging', 'Production']) {
    await expect(group.getByRole('checkbox', { name })).toBeChecked();
  }
  await group.getByRole('checkbox', { name: 'Staging' }).press('Space');
  expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
});

test('a card that is not available is not chosen', async ({ portal, page }) => {
  await portal.open('/gallery/c/choice-cards');
  const cards = example(page, 'choice-cards', 'disabled').getByRole('radiogroup', { name: 'Region' });
  const europe = cards.getByRole('radio', { name: 'Europe' });
  const states = cards.getByRole('radio', { name: 'United States' });
  await expect(states).toHaveAccessibleDescription(/Personal data of this system stays in Europe/);
  await states.click({ force: true });
  await expect(europe).toBeChecked();
  await europe.press('ArrowDown');
  await expect(europe).toBeChecked();
});

test('a password is shown and hidden', async ({ portal, page }) => {
  await portal.open('/gallery/c/password-field');
  const field = example(page, 'password-field', 'rest');
  const text = field.getByLabel(/^Password/);
  await expect(text).toHaveAttribute('type', 'password');
  await expect(text).toHaveAttribute('autocomplete', 'current-password');
  const show = field.getByRole('button', { name: /^Show the text/, pressed: false });
  await show.press('Enter');
  await expect(text).toHaveAttribute('type', 'text');
  await field.getByRole('button', { name: /^Show the text/, pressed: true }).press('Enter');
  await expect(text).toHaveAttribute('type', 'password');
});

test('the people of a group can be reached', async ({ portal, page }) => {
  await portal.open('/gallery/c/avatar-group');
  const group = example(page, 'avatar-group', 'many').getByRole('button', { name: /^Reviewers: Amara Osei.*\+3 more$/ });
  await group.press('Enter');
  const list = page.getByRole('dialog');
  await expect(list.getByRole('link')).toHaveCount(7);
  await expect(list.getByRole('link', { name: 'Amara Osei' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(group).toBeFocused();
});

test('a row scrolls by its buttons and by keyboard', async ({ portal, page }) => {
  await portal.open('/gallery/c/scroll-row');
  const row = example(page, 'scroll-row', 'many');
  const list = row.getByRole('list', { name: 'Recently used' });
  const last = list.getByRole('listitem').last();
  await expect(last).not.toBeInViewport();
  const next = row.getByRole('button', { name: 'Next' });
  await expect(row.getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true');
  await expect(async () => {
    await next.click();
    await expect(next).toHaveAttribute('aria-disabled', 'true', { timeout: 1000 });
  }).toPass();
  await expect(last).toBeInViewport();
  await list.press('Home');
  await expect(list.getByRole('listitem').first()).toBeInViewport();
  // What fits needs no buttons.
  await expect(example(page, 'scroll-row', 'few').getByRole('button', { name: 'Next' })).toHaveCount(0);
});

test('a form from a schema says what is missing', async ({ portal, page }) => {
  await portal.open('/gallery/c/schema-form');
  const form = example(page, 'schema-form', 'all');
  await form.getByRole('textbox', { name: 'Name' }).fill('ab');
  await form.getByRole('button', { name: 'Create repository' }).click();
  const summary = form.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(['Name needs 3 characters at least.', 'Team has to be chosen.']);
  await summary.getByRole('link', { name: /^Team/ }).press('Enter');
  const team = form.getByRole('combobox', { name: 'Team' });
  await expect(team).toBeFocused();
  await team.selectOption('Tax');
  await expect(team).not.toHaveAttribute('aria-invalid');
  await form.getByRole('textbox', { name: 'Name' }).fill('abc');
  await form.getByRole('button', { name: 'Create repository' }).click();
  await expect(summary).toHaveCount(0);
});

test('a page may go while somebody types in any of its fields', async ({ portal, page }) => {
  await portal.open('/gallery');
  for (const field of FIELDS) {
    await go(page, `/gallery/c/${field}`);
    const entry = page.locator('.gallery-stage').locator('input[type="text"], input[type="search"], input[type="password"], input:not([type]), textarea, [contenteditable="true"]').first();
    await entry.focus();
    await page.keyboard.type('a');
    // As Alt and ← do: no press on something else takes the focus first. That nothing dies of it
    // is what every test looks at in its end.
    await go(page, '/gallery');
    await expect(page.getByRole('heading', { level: 1, name: 'Gallery' })).toBeVisible();
  }
});
