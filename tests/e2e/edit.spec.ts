// Editing an entity in a form: the patch of its descriptor, beside the fields.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const CATALOG = `# The shop.
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: crew, title: The crew }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: others, title: The others }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: books, title: Books }
spec: { owner: crew }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger # since 2019
  annotations:
    backstage.io/managed-by-location: url:https://github.com/acme/books/blob/main/ledger/catalog-info.yaml
  tags: [rust]
spec:
  type: service
  lifecycle: production
  owner: crew # who is called at night
  dependsOn:
    - component:archive # the slow one
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: archive
  description: &words The same words.
  title: *words
spec: { type: service, lifecycle: production, owner: crew }
`;

const main = (page: Page) => page.getByRole('main');
const ADDRESS = '/catalog/default/component/ledger/edit';

async function open(portal: Portal, page: Page, path = ADDRESS): Promise<void> {
  await page.route('**/demo/catalog/all.yaml', (route) => route.fulfill({ body: CATALOG, contentType: 'text/yaml' }));
  await portal.open(path, { plugins: ['catalog'] });
}

test('what is typed is a patch that touches nothing else', async ({ portal, page }) => {
  await open(portal, page, '/catalog/default/component/ledger');
  await main(page).getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page).toHaveURL(/\/component\/ledger\/edit$/);
  await expect(portal.heading()).toHaveText('Edit ledger');
  await expect(main(page).getByText('Nothing is changed yet')).toBeVisible();

  await main(page).getByRole('textbox', { name: /^Title/ }).first().fill('The ledger');
  await main(page).getByRole('textbox', { name: /^Description/ }).fill('Keeps the books: all of them.');
  const owner = main(page).getByRole('combobox', { name: /^Owner/ });
  await expect(owner).toHaveValue('The crew');
  await owner.fill('others');
  await page.getByRole('option', { name: /The others/ }).click();
  await expect(main(page).getByText('+++ b/ledger/catalog-info.yaml')).toBeVisible();
  for (const line of ['+ title: The ledger', '- owner: crew # who is called at night', '+ owner: others # who is called at night']) {
    await expect(main(page).getByText(line)).toBeVisible();
  }
  await expect(main(page).getByText('- name: ledger')).toHaveCount(0);
  await expect(main(page).getByRole('link', { name: /Edit in the repository/ })).toHaveAttribute(
    'href',
    'https://github.com/acme/books/edit/main/ledger/catalog-info.yaml',
  );

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    main(page).getByRole('button', { name: 'Download the file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('catalog-info.yaml');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    main(page).getByRole('button', { name: 'Download the patch' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('ledger.patch');
  await expect(main(page).getByRole('button', { name: 'Copy the patch' })).toBeVisible();
  await expectAccessible(page, 'the form with a patch');
});

test('what is wrong stands on its field, and lists are changed item by item', async ({ portal, page }) => {
  await open(portal, page);
  const tags = main(page).getByRole('textbox', { name: /^Tags/ });
  await tags.fill('Not A Tag');
  await tags.press('Enter');
  await expect(main(page).getByText('1 field needs a look')).toBeVisible();
  const depends = main(page).getByRole('combobox', { name: /^Depends on/ });
  await depends.fill('books');
  await page.getByRole('option', { name: /Books/ }).click();
  await expect(main(page).getByText('+ - system:books')).toBeVisible();
  await main(page).getByRole('button', { name: 'Add a label', exact: true }).click();
  await main(page).getByRole('textbox', { name: 'Name of label 1' }).fill('tier');
  await main(page).getByRole('textbox', { name: 'Value of label 1' }).fill('1');
  await expect(main(page).getByText('+ tier: "1"')).toBeVisible();
});

test('a draft survives the way to another page, and is thrown away when asked', async ({ portal, page }) => {
  await open(portal, page);
  const title = main(page).getByRole('textbox', { name: /^Title/ }).first();
  await title.fill('Kept');
  await main(page).getByRole('link', { name: 'Back to its page' }).click();
  await expect(portal.heading()).toHaveText('ledger');
  await main(page).getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(title).toHaveValue('Kept');
  const banner = main(page).getByText('Your draft is back');
  await expect(banner).toBeVisible();
  await main(page).getByRole('button', { name: 'Discard changes' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(title).toHaveValue('');
  await expect(banner).toHaveCount(0);
});

test('what cannot be patched says where and why', async ({ portal, page }) => {
  await open(portal, page, '/catalog/default/component/archive/edit');
  await main(page).getByRole('textbox', { name: /^Title/ }).first().fill('Another');
  await expect(main(page).getByText('This cannot be written by a patch')).toBeVisible();
  await expect(main(page).getByText(/metadata\.title: It is an alias/)).toBeVisible();
});

test('a descriptor that cannot be read says so, with a retry', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await open(portal, page, '/catalog/default/component/ledger');
  await page.unroute('**/demo/catalog/all.yaml');
  await page.route('**/demo/catalog/all.yaml', (route) => route.fulfill({ status: 404, body: '' }));
  await main(page).getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(main(page).getByText('The descriptor could not be loaded')).toBeVisible();
  await expect(main(page).getByRole('button', { name: 'Retry' })).toBeVisible();
});

test('it works with the keyboard, on a phone', async ({ portal, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(portal, page);
  await main(page).getByRole('textbox', { name: /^Title/ }).first().focus();
  await page.keyboard.type('By keys');
  await page.keyboard.press('Tab');
  await expect(main(page).getByRole('textbox', { name: /^Description/ })).toBeFocused();
  const owner = main(page).getByRole('combobox', { name: /^Owner/ });
  await owner.focus();
  await owner.fill('the others');
  await expect(page.getByRole('option', { name: /The others/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(owner).toHaveValue('The others');
  await expect(main(page).getByText('+ title: By keys')).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page, 'the form at 360 px');
});
