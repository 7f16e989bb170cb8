// Fields and choices, by keyboard: what the acceptance table asks of them.

import type { Locator } from '@playwright/test';
import { expect, test } from '../lib/portal';
import { Gallery, named, press } from '../lib/gallery';

/** Where the caret of a text field is. */
const caret = (field: Locator) =>
  field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]);

/** The option that the field's `aria-activedescendant` names. */
async function marked(field: Locator): Promise<Locator> {
  const option = await named(field, 'aria-activedescendant');
  await expect(option).toHaveRole('option');
  return option;
}

test('Select of thousands: found by typing, keeps a choice, and what is off cannot be taken', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'select');
  const field = gallery.example('10,000 options').getByRole('combobox', { name: 'Version' });
  await expect(field).toHaveValue('Version 9999');

  await field.fill('4321');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Version 4321');

  // One has to be chosen: clearing the text takes nothing away.
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('Version 4321');

  await field.fill('Version 13');
  const off = page.getByRole('option', { name: /^Version 13 / });
  await expect(off).toHaveAttribute('aria-disabled', 'true');
  await expect(off).toContainText('Withdrawn, because it lost data');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(off).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('Version 4321');
});

test('Combobox: filters, moves a mark, takes, closes then clears, and says the count', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'combobox');
  const field = gallery.example('At rest').getByRole('combobox', { name: 'System' });
  expect(await field.evaluate((element) => element.tagName)).toBe('INPUT');
  await expect(field).toHaveAttribute('aria-autocomplete', 'list');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expect(field).toHaveAccessibleDescription('The system that the component is part of.');
  const list = page.getByRole('listbox', { name: 'System' });

  // ↓ opens on the first, ↑ on the last; in the list they go round.
  await field.focus();
  await press(page, 'ArrowDown');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(list).toBeVisible();
  await expect(await named(field, 'aria-controls')).toHaveRole('listbox');
  const options = list.getByRole('option');
  await expect(options).toHaveCount(12);
  await expect(await marked(field)).toHaveText(/^settlement/);
  await press(page, 'ArrowDown');
  await expect(await marked(field)).toHaveText(/^checkout/);
  await press(page, 'ArrowUp', 'ArrowUp');
  await expect(await marked(field)).toHaveText(/^warehouse/);
  await expect(await marked(field)).toBeInViewport();
  await press(page, 'ArrowDown');
  await expect(await marked(field)).toHaveText(/^settlement/);
  await expect(field, 'the focus stays in the field').toBeFocused();
  await press(page, 'Escape');
  await expect(list).toBeHidden();
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  // Opened again, the mark is where it was.
  await press(page, 'ArrowUp');
  await expect(await marked(field)).toHaveText(/^settlement/);
  await press(page, 'Escape');
  const other = gallery.example('States').getByRole('combobox', { name: 'System' }).nth(1);
  await other.focus();
  await press(page, 'ArrowUp');
  await expect(await marked(other)).toHaveText(/^warehouse/);
  await press(page, 'Escape');
  await field.focus();

  // Alt with ↓ and ↑ opens and closes.
  await press(page, 'Alt+ArrowDown');
  await expect(list).toBeVisible();
  await press(page, 'Alt+ArrowUp');
  await expect(list).toBeHidden();

  // Typing filters; the count is said once the typing rests, and "no matches" is text.
  await page.keyboard.type('ch');
  await expect(options).toHaveCount(3);
  await gallery.expectSaid('3 matches');
  await page.keyboard.type('zz');
  await expect(options).toHaveCount(0);
  await expect(page.getByText('No matches', { exact: true }).first()).toBeVisible();
  await gallery.expectSaid('No matches');
  await press(page, 'Backspace', 'Backspace');

  // Home and End belong to the text.
  await press(page, 'Home');
  expect(await caret(field)).toEqual([0, 0]);
  await press(page, 'End');
  expect(await caret(field)).toEqual([2, 2]);

  // Enter takes.
  await expect(options).toHaveCount(3);
  await press(page, 'ArrowDown', 'Enter');
  await expect(field).toHaveValue('checkout');
  await expect(list).toBeHidden();
  await expect(field).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveText(/^checkout/);

  // Escape closes, then clears.
  await press(page, 'Escape');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expect(field).toHaveValue('checkout');
  await press(page, 'Escape');
  await expect(field).toHaveValue('');

  const wrong = gallery.example('States').getByRole('combobox', { name: 'System' }).nth(1);
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(wrong).toHaveAccessibleDescription('Choose a system.');
});

test('Select: the list of the browser, with its keys', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'select');
  const select = gallery.example('At rest').getByRole('combobox', { name: 'Database' });
  // The same element for every pointer, a coarse one too: the browser knows best.
  expect(await select.evaluate((element) => element.tagName)).toBe('SELECT');
  await expect(select).toHaveAccessibleDescription('Managed, eu-west-1, two zones.');
  await select.focus();
  await press(page, 'ArrowDown');
  await expect(select).toHaveValue('pg15');
  await press(page, 'End');
  await expect(select).toHaveValue('none');
  await press(page, 'ArrowUp');
  await expect(select).toHaveValue('pg15');
  await press(page, 'Home');
  await expect(select).toHaveValue('pg16');
  await page.keyboard.type('non');
  await expect(select).toHaveValue('none');
  // Enter opens, Escape leaves what was chosen.
  const isOpen = () => select.evaluate((element) => element.matches(':open'));
  await press(page, 'Enter');
  await expect.poll(isOpen).toBe(true);
  await press(page, 'ArrowUp', 'Escape');
  await expect.poll(isOpen).toBe(false);
  await expect(select).toBeFocused();
  const wrong = gallery.example('States').getByRole('combobox', { name: 'System' });
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(wrong).toHaveAccessibleDescription('Choose a system.');
});

test('MultiSelect: several of a list, all with Ctrl+A, each with a button that removes it', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'select-panel');
  const opener = gallery.example('A few options').getByRole('button', { name: 'Type 2 selected' });
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.focus();
  await press(page, 'Enter');
  const list = page.getByRole('listbox', { name: 'Type' });
  await expect(list).toBeFocused();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(list).toHaveAttribute('aria-multiselectable', 'true');
  const option = (name: string) => list.getByRole('option', { name });
  await expect(option('service')).toHaveAttribute('aria-selected', 'true');
  await expect(option('library')).toHaveAttribute('aria-selected', 'false');

  await expect(await marked(list)).toHaveText(/^service/);
  await press(page, 'Space');
  await expect(option('service')).toHaveAttribute('aria-selected', 'false');
  await press(page, 'ArrowDown');
  await expect(await marked(list)).toHaveText(/^worker/);
  await press(page, 'End');
  await expect(await marked(list)).toHaveText(/^library/);
  await press(page, 'ArrowDown');
  await expect(await marked(list), 'it goes round').toHaveText(/^service/);
  await press(page, 'l');
  await expect(await marked(list)).toHaveText(/^library/);
  await press(page, 'Home');
  await expect(await marked(list)).toHaveText(/^service/);
  await press(page, 'Control+a');
  await expect(list.getByRole('option', { selected: true })).toHaveCount(3);
  await press(page, 'Control+a');
  await expect(list.getByRole('option', { selected: true })).toHaveCount(0);
  await press(page, 'Space');
  await expect(list.getByRole('option', { selected: true })).toHaveCount(1);
  await press(page, 'Escape');
  await expect(list).toBeHidden();
  await expect(gallery.example('A few options').getByRole('button', { name: 'Type 1 selected' })).toBeFocused();

  // Many options have a field to find them; what comes of it is text.
  const many = gallery.example('Many options').getByRole('button', { name: 'System', exact: true });
  await many.focus();
  await press(page, 'Space');
  const search = page.getByRole('searchbox', { name: 'Find a system' });
  await expect(search).toBeFocused();
  await page.keyboard.type('che');
  const systems = page.getByRole('listbox', { name: 'System' });
  await expect(systems.getByRole('option')).toHaveCount(1);
  await press(page, 'ArrowDown');
  await expect(systems).toBeFocused();
  await press(page, 'Space');
  await expect(systems.getByRole('option', { name: 'checkout' })).toHaveAttribute('aria-selected', 'true');
  await press(page, 'ArrowUp');
  await expect(search).toBeFocused();
  await page.keyboard.type('zzz');
  await gallery.expectSaid('No matches');
  await press(page, 'Escape');
  // The first one may have cleared the text.
  if (await search.isVisible()) await press(page, 'Escape');
  await expect(systems).toBeHidden();
  await expect(gallery.example('Many options').getByRole('button', { name: 'System 1 selected' })).toBeFocused();

  // What is chosen stands behind the buttons that choose, with buttons that remove it.
  const bar = (await Gallery.open(portal, 'filter-bar')).example('Of the catalog');
  const facets = bar.getByRole('button', { name: 'Type 2 selected' });
  const remove = bar.getByRole('button', { name: /^Remove Type/ });
  await expect(remove).toBeVisible();
  const behind = await remove.evaluate(
    (chip, facet) => !!(facet!.compareDocumentPosition(chip) & Node.DOCUMENT_POSITION_FOLLOWING),
    await facets.elementHandle(),
  );
  expect(behind).toBe(true);
  await remove.focus();
  await press(page, 'Enter');
  await expect(remove).toHaveCount(0);
  await expect(bar.getByRole('button', { name: 'Type', exact: true })).toBeVisible();
  const lost = () => page.evaluate(() => document.activeElement === document.body);
  await expect.poll(lost, 'the focus is lost').toBe(false);
});

test('Checkbox / tri-state: native, mixed, the label is a part of it', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'checkbox');
  const one = gallery.example('States').getByRole('checkbox', { name: 'Send me a summary' });
  expect(await one.evaluate((element) => `${element.tagName} ${(element as HTMLInputElement).type}`)).toBe('INPUT checkbox');
  await expect(one).toBeChecked();
  await one.focus();
  await press(page, 'Space');
  await expect(one).not.toBeChecked();
  await page.getByText('Send me a summary', { exact: true }).click();
  await expect(one).toBeChecked();

  const fixed = gallery.example('States').getByRole('checkbox', { name: 'Production' });
  await fixed.focus();
  await expect(fixed).toBeFocused();
  await press(page, 'Space');
  await expect(fixed).toBeChecked();
  await expect(fixed).toHaveAccessibleDescription('Only release managers may change this');

  // Box and label together are large enough to hit.
  for (const checkbox of await page.locator('.gallery-stage').getByRole('checkbox').all()) {
    const hit = await checkbox.evaluate((input: HTMLInputElement) => {
      const { width, height } = input.closest('label')!.getBoundingClientRect();
      return Math.min(width, height);
    });
    expect(hit).toBeGreaterThanOrEqual(24);
  }

  const group = (await Gallery.open(portal, 'checkbox-group')).example('A box for all');
  const box = (name: string) => group.getByRole('checkbox', { name });
  await expect(box('All environments')).toBeChecked({ indeterminate: true });
  await box('All environments').focus();
  await press(page, 'Space');
  await expect(box('All environments')).toBeChecked();
  await expect(box('Production')).toBeChecked();
  await press(page, 'Tab');
  await expect(box('Development')).toBeFocused();
  await press(page, 'Space');
  await expect(box('All environments')).toBeChecked({ indeterminate: true });
});

test('Radio group: one stop, the arrows move and choose', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'choice-cards');
  const stage = gallery.example('At rest');
  await expect(stage.getByRole('radiogroup', { name: 'Where the data lives' })).toBeVisible();
  const radio = (name: RegExp) => stage.getByRole('radio', { name });
  expect(await radio(/^PostgreSQL/).evaluate((element) => (element as HTMLInputElement).type)).toBe('radio');

  // Into the group with one Tab, out with another; the chosen one is the stop.
  await stage.getByRole('radio').last().focus();
  await press(page, 'Tab');
  expect(await stage.evaluate((group) => group.contains(document.activeElement))).toBe(false);
  await press(page, 'Shift+Tab');
  await expect(radio(/^PostgreSQL/)).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(radio(/^Redis/)).toBeFocused();
  await expect(radio(/^Redis/)).toBeChecked();
  await press(page, 'ArrowRight');
  await expect(radio(/^No store/)).toBeChecked();
  await press(page, 'ArrowDown');
  await expect(radio(/^PostgreSQL/), 'it goes round').toBeChecked();
  await press(page, 'ArrowUp');
  await expect(radio(/^No store/)).toBeChecked();
  await press(page, 'ArrowLeft');
  await expect(radio(/^Redis/)).toBeChecked();
  await press(page, 'Tab');
  await press(page, 'Shift+Tab');
  await expect(radio(/^Redis/), 'the chosen one is the stop').toBeFocused();

  const wrong = (await Gallery.open(portal, 'radio-group')).example('With an error');
  await expect(wrong.getByRole('radiogroup', { name: 'API style' })).toHaveAccessibleDescription(
    'Choose how others call it.',
  );
});

test('Switch: a button with the role, named after the thing', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'switch');
  const stage = gallery.example('States');
  const card = stage.getByRole('switch', { name: 'Handles card data', exact: true });
  expect(await card.evaluate((element) => element.tagName)).toBe('BUTTON');
  await expect(card).toHaveAttribute('aria-checked', 'true');
  await expect(card).toHaveAccessibleDescription('Adds the network policy and a quarterly access review.');
  await card.focus();
  await press(page, 'Space');
  await expect(card).toHaveAttribute('aria-checked', 'false');
  await expect(card).toHaveAccessibleName('Handles card data');
  await press(page, 'Enter');
  await expect(card).toHaveAttribute('aria-checked', 'true');
  const fixed = stage.getByRole('switch', { name: 'Audit log' });
  await fixed.focus();
  await press(page, 'Enter');
  await expect(fixed).toHaveAttribute('aria-checked', 'true');
  await expect(fixed).toHaveAccessibleDescription('Required for tier 1');
});

test('NumberField: steps with ↑ and ↓, takes any text, its buttons are no stops', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'number-field');
  const stage = gallery.example('At rest');
  const field = stage.getByRole('textbox', { name: 'Replicas' });
  expect(await field.evaluate((element) => element.tagName)).toBe('INPUT');
  await field.focus();
  await press(page, 'ArrowUp');
  await expect(field).toHaveValue('4');
  await gallery.expectSaid('4');
  await press(page, 'ArrowDown', 'ArrowDown');
  await expect(field).toHaveValue('2');
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect(field, 'the least').toHaveValue('1');
  await gallery.expectSaid('1');

  // Whatever is typed stays; what does not fit is said when the field is left.
  await field.selectText();
  await page.keyboard.type('12 or so, -3');
  await expect(field).toHaveValue('12 or so, -3');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await press(page, 'Tab');
  await expect(stage.getByRole('textbox', { name: 'Budget' }), 'the buttons are no stops').toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription('Type a whole number, such as 12.');
  await field.fill('99');
  await press(page, 'Tab');
  await expect(field).toHaveAccessibleDescription('Type a number from 1 to 20.');
  await field.fill('7');
  await press(page, 'Tab');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');

  // The pointer has buttons, which leave the focus where it is.
  const increase = stage.getByRole('button', { name: 'Increase Replicas' });
  await expect(increase).toHaveJSProperty('tabIndex', -1);
  await field.focus();
  await increase.click();
  await expect(field).toHaveValue('8');
  await expect(field).toBeFocused();

  const memory = gallery.example('Range and steps').getByRole('textbox', { name: 'Memory' });
  await memory.focus();
  await press(page, 'ArrowUp');
  await expect(memory).toHaveValue('640');
});

test('TagInput: one stop, arrows between the tags, Backspace selects and then deletes, all of it is said', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'tag-input');
  const stage = gallery.example('At rest');
  const field = stage.getByRole('textbox', { name: 'Tags' });
  const remove = (name: string) => stage.getByRole('button', { name: `Remove ${name}`, exact: true });
  await expect(stage.getByRole('list', { name: 'Tags' }).getByRole('listitem')).toHaveCount(3);
  await field.focus();
  await press(page, 'Shift+Tab');
  expect(await stage.evaluate((inside) => inside.contains(document.activeElement)), 'one stop').toBe(false);
  await press(page, 'Tab');
  await expect(field).toBeFocused();

  // Backspace goes to the last one, and only then deletes it.
  await press(page, 'Backspace');
  await expect(remove('pci')).toBeFocused();
  await expect(stage.getByRole('listitem')).toHaveCount(3);
  await press(page, 'ArrowLeft');
  await expect(remove('payments')).toBeFocused();
  await press(page, 'ArrowRight');
  await expect(remove('pci')).toBeFocused();
  await press(page, 'Home');
  await expect(remove('java')).toBeFocused();
  await press(page, 'End');
  await expect(remove('pci')).toBeFocused();
  await press(page, 'Backspace');
  await expect(remove('pci')).toHaveCount(0);
  await gallery.expectSaid('Removed pci');
  await expect(remove('payments'), 'the neighbour has the focus').toBeFocused();
  await press(page, 'ArrowRight');
  await expect(field).toBeFocused();

  // Enter and commas add; a word is there once.
  await page.keyboard.type('kotlin');
  await press(page, 'Enter');
  await expect(remove('kotlin')).toBeVisible();
  await gallery.expectSaid('Added kotlin');
  await expect(field).toHaveValue('');
  await page.keyboard.type('kafka,');
  await gallery.expectSaid('Added kafka');
  await page.keyboard.type('kafka');
  await press(page, 'Enter');
  await gallery.expectSaid('Already there');
  await expect(stage.getByRole('listitem')).toHaveCount(4);
  // A removal with Delete, down to none: the focus stays in the field.
  await press(page, 'ArrowLeft');
  for (const name of ['kafka', 'kotlin', 'payments', 'java']) {
    await expect(remove(name)).toBeFocused();
    await press(page, 'Delete');
    await gallery.expectSaid(`Removed ${name}`);
  }
  await expect(field).toBeFocused();
});

test('Stepper / Wizard: an ordered list, the state in words, only steps that can be reached lead somewhere', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'stepper');
  const stage = gallery.example('In a row');
  const list = stage.getByRole('list', { name: 'Create a component' });
  expect(await list.evaluate((element) => element.tagName)).toBe('OL');
  const steps = list.getByRole('listitem');
  await expect(steps).toHaveCount(4);
  const current = list.locator('[aria-current="step"]');
  await expect(current).toHaveCount(1);
  await expect(current).toHaveText(/Repository/);
  await expect(steps.nth(0)).toContainText('Done');
  await expect(steps.nth(2)).toContainText('Current');
  // The last one cannot be reached: no button, no link.
  await expect(steps.nth(3).getByRole('button').or(steps.nth(3).getByRole('link'))).toHaveCount(0);

  const details = steps.nth(1).getByRole('button', { name: /Details/ });
  await details.focus();
  await press(page, 'Enter');
  await expect(current).toHaveText(/Details/);
  await expect(details).toBeFocused();
  await press(page, 'Tab', 'Space');
  await expect(current).toHaveText(/Repository/);

  const wrong = gallery.example('With an error').getByRole('listitem').filter({ hasText: 'Details' });
  await expect(wrong).toContainText('Needs changes');
  const links = gallery.example('With addresses');
  await expect(links.getByRole('link')).toHaveCount(2);
  await expect(links.getByRole('link', { name: /Team/ })).toHaveAttribute('aria-current', 'step');
});

test('Form errors: what is wrong is tied to its field, in words that say how to mend it', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'text-field');
  const topic = gallery.example('With an error').getByRole('textbox', { name: 'Event topic' });
  await expect(topic).toHaveAttribute('aria-invalid', 'true');
  await expect(topic).toHaveAccessibleDescription(/^Topic names use lowercase letters, digits, dots and hyphens\. Created in/);
  // Mended, it is no longer wrong, and the help stays.
  await topic.fill('payments.refunds');
  await expect(topic).not.toHaveAttribute('aria-invalid', 'true');
  await expect(topic).toHaveAccessibleDescription(/^Created in the Payments cluster/);
  await press(page, 'End', 'X');
  await expect(topic).toHaveAttribute('aria-invalid', 'true');

  for (const [component, role, name] of [
    ['text-area', 'textbox', 'Descriptor'],
    ['select', 'combobox', 'System'],
    ['tag-input', 'textbox', 'Tags'],
  ] as const) {
    await Gallery.open(portal, component);
    const field = page.getByRole(role, { name }).and(page.locator('[aria-invalid="true"]'));
    await expect(field, component).toHaveCount(1);
    await expect(field, component).toHaveAccessibleDescription(/\w+ .+\./);
  }
});

test('FileField: the native control, then the button that takes the file away', async ({ portal, page }) => {
  const gallery = await Gallery.open(portal, 'file-field');
  const given = gallery.example('With a file');
  const control = given.getByLabel('Logo', { exact: true });
  await expect(control).toHaveAccessibleDescription(/logo\.svg, 15 bytes/);
  await control.focus();
  await press(page, 'Tab');
  await expect(given.getByRole('button', { name: 'Remove logo.svg' })).toBeFocused();
  await press(page, 'Enter');
  await expect(control).toBeFocused();
  await expect(control).toHaveAccessibleDescription(/No file/);
  const fixed = gallery.example('States').getByLabel('Fixed by the template');
  await expect(fixed).toHaveAttribute('aria-disabled', 'true');
  await expect(fixed).toHaveAccessibleDescription(/The template sets it\.|logo\.svg/);
  await expect(gallery.example('States').getByLabel('Certificate')).toHaveAccessibleDescription(/Choose a file\./);
});
