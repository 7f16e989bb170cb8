// The template editor: what is typed is read, tried and kept; mistakes stand at their lines.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const main = (page: Page) => page.getByRole('main');
const text = (page: Page) => main(page).getByRole('textbox', { name: 'Descriptor' });
const problems = (page: Page) => main(page).getByRole('region', { name: 'Problems' });
const view = (page: Page, name: string) => main(page).getByRole('tab', { name });

// A reload with something unsaved asks first.
test.beforeEach(({ guard }) => {
  guard.leaves = true;
});

async function open(portal: Portal, query = ''): Promise<void> {
  await portal.open(`/create/editor${query}`);
  await expect(text(portal.page)).toHaveValue(/kind: Template/);
}

test('what is typed is a form at once, and mistakes stand at their lines', async ({ portal, page }) => {
  await open(portal);
  const field = (name: string) => main(page).getByRole('textbox', { name: new RegExp(`^${name}( \\(optional\\))?$`) });
  await expect(field('Name')).toBeVisible();
  await expect(problems(page)).toContainText('Nothing is wrong with it.');
  await expectAccessible(page, 'the editor');
  await expectOutline(page, 'the editor');
  await field('Name').fill('parcel-weigher');

  const before = await text(page).inputValue();
  await text(page).fill(before.replace('          title: Name\n', '          title: Name of the thing\n'));
  await expect(field('Name of the thing')).toHaveValue('parcel-weigher');

  await text(page).fill(before.replace('parameters.name }}', 'parameters.nmae }}').replace('type: string', 'type: strng'));
  await expect(problems(page)).toContainText('The form asks for nothing called “nmae”.');
  const line = problems(page).getByRole('button', { name: /^Line \d+$/ }).last();
  const number = Number((await line.textContent())!.replace(/\D/g, ''));
  await line.click();
  const chosen = await text(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(chosen).toBe((await text(page).inputValue()).split('\n')[number - 1]);
  expect(chosen).toContain('nmae');

  await text(page).fill(`${before}\n  broken: [\n`);
  await expect(problems(page).getByRole('button', { name: /^Line/ }).first()).toBeVisible();
  await expect(main(page).getByText('this is the form of a moment ago')).toBeVisible();
});

test('a draft survives a reload, and another template can be taken back', async ({ portal, page }) => {
  await open(portal);
  const mine = (await text(page).inputValue()).replace('My template', 'Mine, and nobody else’s');
  await text(page).fill(mine);
  await expect(problems(page)).toContainText('Nothing is wrong with it.');
  await page.reload();
  await expect(text(page)).toHaveValue(mine);
  await main(page).getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Rust service' });
  await expect(text(page)).toHaveValue(/name: rust-service/);
  await main(page).getByRole('button', { name: 'Bring mine back' }).click();
  await expect(text(page)).toHaveValue(mine);
});

test('a file from the disk, and the file that goes back', async ({ portal, page }) => {
  await open(portal);
  const content = 'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: { name: from-disk }\nspec: { owner: me, type: x, steps: [] }\n';
  await main(page).locator('input[type=file]').setInputFiles({ name: 'template.yaml', mimeType: 'text/yaml', buffer: Buffer.from(content) });
  await expect(text(page)).toHaveValue(content);
  await expect(main(page).getByText('This template asks for nothing')).toBeVisible();
  const download = page.waitForEvent('download');
  await main(page).getByRole('button', { name: 'Download', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('template.yaml');
});

test('the dry run of the scaffolder: files, log, and its words when it refuses', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await open(portal, '?from=template:default/rust-library');
  await expect(text(page)).toHaveValue(/name: rust-library/);
  await view(page, 'Dry run').click();
  await expect(page).toHaveURL(/view=dry-run/);
  // Nobody has filled in the form, so the scaffolder says what is missing.
  await main(page).getByRole('button', { name: 'Dry run' }).click();
  await expect(main(page).getByText('The dry run ended with an error')).toBeVisible();

  // What was typed a moment ago is what is tried.
  await text(page).fill(EXAMPLE);
  await main(page).getByRole('button', { name: 'Dry run' }).click();
  await expect(main(page).getByText('The dry run went well')).toBeVisible();
  await expect(main(page).getByRole('region', { name: 'Log of the dry run' })).toContainText('Hello you');
});

test('fields and actions to copy from', async ({ portal, page }) => {
  await open(portal, '?view=fields');
  const which = main(page).getByRole('combobox', { name: 'Field or widget' });
  await expect(which).toBeVisible();
  await expect(main(page).getByText('ui:field: EntityPicker').first()).toBeVisible();
  await expect(main(page).getByRole('combobox', { name: /^System/ })).toBeVisible();
  await expectAccessible(page, 'the explorer of fields');

  await view(page, 'Actions').click();
  await expect(main(page).getByText(/^\d+ actions are installed\.$/)).toBeVisible();
  await main(page).getByRole('searchbox', { name: 'Find an action' }).fill('template');
  await main(page).getByRole('button', { name: /^fetch:template/ }).first().click();
  await expect(main(page).getByText('Fill in a skeleton', { exact: true }).first()).toBeVisible();
  await expect(main(page).getByText('action: fetch:template').first()).toBeVisible();
  await expectAccessible(page, 'the list of actions');

  // An action that is not installed is pointed out where it stands.
  await text(page).fill((await text(page).inputValue()).replace('debug:log', 'debug:logg'));
  await expect(problems(page)).toContainText('The scaffolder has no action “debug:logg”');
});

test('without a scaffolder everything else works, on a narrow screen, too', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await page.route('**/api/scaffolder/**', (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<html></html>' }));
  await open(portal, '?view=actions');
  await expect(main(page).getByText('There is no scaffolder that lists its actions')).toBeVisible();
  await view(page, 'Dry run').click();
  await main(page).getByRole('button', { name: 'Dry run' }).click();
  await expect(main(page).getByText('There is no scaffolder here')).toBeVisible();
  await view(page, 'Form').click();
  await expect(main(page).getByRole('textbox', { name: /^Name/ })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, 'the editor on a phone');
});

/** A template that needs no answers and no files. */
const EXAMPLE = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: hello
spec:
  owner: me
  type: service
  parameters:
    - title: Whom
      properties:
        name: { title: Name, type: string, default: you }
  steps:
    - id: hello
      action: debug:log
      input:
        message: Hello \${{ parameters.name }}
`;
