// Hygiene: what is not as it should be in the catalog, and the patch for it.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { type Portal, expect, test } from './lib/portal';

/** A catalog in which one thing of each sort is wrong. */
const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: crew, title: The crew }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: books, description: All of it. }
spec: { owner: crew }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  annotations:
    backstage.io/managed-by-location: url:https://github.com/acme/books/blob/main/ledger/catalog-info.yaml
spec:
  type: service # the only one
  lifecycle: production
  system: books
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: archive }
spec:
  type: service
  lifecycle: production
  owner: crwe
  system: books
  dependsOn:
    - component:ledgr
    - component:reports
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: reports, annotations: { example.com/tier: '1' } }
spec: { type: service, lifecycle: production, owner: crew, system: books, dependsOn: ['component:archive'] }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: stray, annotations: { example.com/tier: '1' } }
spec: { type: service, lifecycle: production, owner: crew }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: stray }
spec: { type: service, lifecycle: production, owner: crew }
`;

const main = (page: Page) => page.getByRole('main');
const row = (page: Page, name: RegExp) => main(page).getByRole('row', { name });

async function open(portal: Portal, page: Page, query = ''): Promise<void> {
  await page.route('**/demo/catalog/all.yaml', (route) => route.fulfill({ body: CATALOG, contentType: 'text/yaml' }));
  const annotations = [{ key: 'example.com/tier', kinds: ['component'], example: '2' }];
  await portal.open(`/hygiene${query}`, { plugins: [{ id: 'catalog', config: { annotations } }] });
}

test('every sort of finding is counted, filtered by the address, and has its patch', async ({ portal, page }) => {
  await open(portal, page);
  const counts = { 'No owner': 1, 'Owner gone': 1, Dangling: 1, Circle: 1, 'Described twice': 1, Orphaned: 1, 'Annotation missing': 2 };
  for (const [finding, count] of Object.entries(counts)) {
    const term = main(page).getByRole('term').filter({ hasText: new RegExp(`^${finding}$`) });
    await expect(term.locator('xpath=following-sibling::dd[1]'), finding).toHaveText(`${count}`);
  }
  await expect(main(page).getByText('in 6 entities')).toBeVisible();

  // A number of the header leads to its findings; Back leads to all of them.
  await main(page).locator('dl').getByRole('link', { name: '2' }).click();
  await expect(page).toHaveURL(/\?finding=annotation$/);
  await expect(row(page, /Annotation missing/)).toHaveCount(2);
  await expect(row(page, /Dangling/)).toHaveCount(0);
  await page.goBack();

  await row(page, /ledger No owner/).getByRole('button', { name: 'Fix ledger' }).click();
  const sheet = page.getByRole('dialog', { name: 'ledger' });
  await expect(sheet.getByRole('combobox', { name: 'Owner' })).toHaveValue('The crew');
  await expect(sheet.getByText('+++ b/ledger/catalog-info.yaml')).toBeVisible();
  await expect(sheet.getByText('+ owner: crew')).toBeVisible();
  await expect(sheet.getByRole('link', { name: 'Edit in the repository' })).toHaveAttribute(
    'href',
    'https://github.com/acme/books/edit/main/ledger/catalog-info.yaml',
  );
  const saved = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Download the patch' }).click();
  const patch = readFileSync(await (await saved).path(), 'utf8');
  expect(patch).toContain('   type: service # the only one\n   lifecycle: production\n+  owner: crew\n   system: books\n');

  // The address opens the same finding.
  await page.reload();
  await portal.settled();
  await expect(sheet.getByText('+ owner: crew')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/\/hygiene$/);
});

test('the patch follows what is chosen', async ({ portal, page }) => {
  await open(portal, page, '?finding=dangling&finding=cyclic&finding=annotation&finding=duplicate');
  const fix = async (name: RegExp) => {
    await row(page, name).getByRole('button', { name: /^Fix/ }).click();
    return page.getByRole('dialog');
  };
  let sheet = await fix(/archive Dangling/);
  await expect(sheet.getByText('- - component:ledgr', { exact: false })).toBeVisible();
  await sheet.getByRole('combobox', { name: 'What is to be written' }).selectOption('Name ledger instead');
  await expect(sheet.getByText('+ - component:default/ledger', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');

  sheet = await fix(/Circle/);
  await expect(sheet.getByText(/archive → reports → archive/)).toBeVisible();
  await page.keyboard.press('Escape');

  sheet = await fix(/archive Annotation missing/);
  await sheet.getByRole('textbox', { name: 'Value' }).fill('3');
  await expect(sheet.getByText('example.com/tier: "3"')).toBeVisible();
  await page.keyboard.press('Escape');

  sheet = await fix(/Described twice/);
  await expect(sheet.getByText('-metadata: { name: stray }')).toBeVisible();
});

test('teams are listed by how complete they are', async ({ portal, page }) => {
  await open(portal, page, '?view=teams');
  await expect(main(page).getByText('Owned by somebody who exists')).toBeVisible();
  await row(page, /The crew/).getByRole('link').last().click();
  await expect(page).toHaveURL(/owner=group(:|%3A)default/);
  await expect(row(page, /stray Orphaned/)).toBeVisible();
  await expect(row(page, /ledger/)).toHaveCount(0);
});

test('the page is accessible and fits on a phone', async ({ portal, page }) => {
  await open(portal, page);
  await expectAccessible(page, '/hygiene');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, '/hygiene');
  await open(portal, page, '?view=teams');
  await expectNoOverflow(page, '/hygiene?view=teams');
  await expectAccessible(page, '/hygiene?view=teams');
});
