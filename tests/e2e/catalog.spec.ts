// The list of all entities: what the address says, the list shows, and the other way round.

import type { Page } from '@playwright/test';
import { expect, test } from './lib/portal';

const names = (page: Page) =>
  page.getByRole('row').getByRole('rowheader').getByRole('link').allInnerTexts();

const settledNames = async (page: Page) => {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  return names(page);
};

test('a facet narrows the list, stands in the address, and can be taken back', async ({ portal, page }) => {
  await portal.open('/catalog');
  const all = await settledNames(page);
  expect(all).toContain('Checkout gateway');

  await portal.facet('Lifecycle').click();
  await page.getByRole('option', { name: /deprecated/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/lifecycle=deprecated/);
  await expect(portal.entry('Tariff lookup')).toBeVisible();
  expect(await settledNames(page)).not.toContain('Checkout gateway');

  await page.getByRole('button', { name: /remove .*deprecated/i }).click();
  await expect(page).not.toHaveURL(/lifecycle/);
  await expect.poll(() => names(page)).toEqual(all);
});

test('the count beside a value is the number of rows it leaves', async ({ portal, page }) => {
  await portal.open('/catalog');
  await portal.facet('Owner').click();
  const option = page.getByRole('option', { name: /Payments core/ });
  const count = Number((await option.innerText()).match(/(\d+)\s*$/)?.[1]);
  expect(count).toBeGreaterThan(0);
  await option.click();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await names(page)).length).toBe(count);
});

test('who comes back sees each row drawn once, in the columns that fit', async ({ portal, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await portal.open('/catalog?kind=all');
  const shown = await settledNames(page);
  await portal.entry(shown[0]!).click();
  await expect(portal.heading()).toHaveText(shown[0]!);
  await portal.settled();
  await page.evaluate(() => {
    const state = window as unknown as { drawn: number; gone: number };
    state.drawn = state.gone = 0;
    const rows = (nodes: NodeList) => [...nodes].filter((node) => node.nodeName === 'TR').length;
    const count = (records: MutationRecord[]) => {
      // What goes with its table is the last page.
      for (const { target, addedNodes, removedNodes } of records) {
        if (!(target as Element).matches('main tbody')) continue;
        state.drawn += rows(addedNodes);
        state.gone += rows(removedNodes);
      }
    };
    new MutationObserver(count).observe(document, { childList: true, subtree: true });
  });
  await page.goBack();
  expect(await settledNames(page)).toEqual(shown);
  const { drawn, gone } = await page.evaluate(() => {
    const { drawn, gone } = window as unknown as { drawn: number; gone: number };
    return { drawn, gone };
  });
  expect(drawn).toBeGreaterThan(0);
  expect(gone).toBe(0);
});

test('a link with filters shows the filtered list, and a reload keeps it', async ({ portal, page }) => {
  const address = '/catalog?kind=api&lifecycle=production&sort=-name';
  await portal.open(address);
  await expect(portal.heading()).toHaveText('APIs');
  const shown = await settledNames(page);
  expect(shown).toContain('Ledger API');
  expect(shown).not.toContain('FX rates (SOAP)');
  expect(shown).toEqual([...shown].sort((a, b) => b.localeCompare(a, 'en', { sensitivity: 'base' })));

  await page.reload();
  await portal.settled();
  expect(await settledNames(page)).toEqual(shown);
  expect(portal.address()).toBe(address);
});

test('the text filter finds by name, and the last word counts', async ({ portal, page }) => {
  await portal.open('/catalog');
  const filter = portal.filter();
  await filter.pressSequentially('ledger');
  await expect(page).toHaveURL(/q=ledger/);
  await expect.poll(async () => (await names(page)).every((name) => /ledger/i.test(name))).toBe(true);
  await filter.fill('');
  await expect(page).not.toHaveURL(/q=/);
  await expect(portal.entry('Checkout gateway')).toBeVisible();
});

test('a text with as many hits as the one before shows its own', async ({ portal }) => {
  await portal.open('/catalog?kind=all&q=ledger%20database');
  await expect(portal.entry('Ledger database')).toBeVisible();
  await portal.filter().fill('ledger api');
  await expect(portal.entry('Ledger API')).toBeVisible();
  await expect(portal.entry('Ledger database')).toBeHidden();
});

test('columns sort in three steps and say so', async ({ portal, page }) => {
  // Only rows on the screen exist: all of them are to be seen.
  await page.setViewportSize({ width: 1280, height: 4000 });
  await portal.open('/catalog');
  const lifecycles = async () => {
    const texts = await page.getByRole('row').getByText(/^(deprecated|experimental|production)$/).allInnerTexts();
    return texts.filter((text, index) => text !== texts[index - 1]);
  };
  const before = await settledNames(page);
  const header = page.getByRole('columnheader', { name: /^Lifecycle/ });
  const sort = header.getByRole('button');
  await sort.click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/sort=lifecycle/);
  await expect.poll(lifecycles).toEqual(['deprecated', 'experimental', 'production']);
  await sort.click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=-lifecycle/);
  await expect.poll(lifecycles).toEqual(['production', 'experimental', 'deprecated']);
  await sort.click();
  await expect(header).not.toHaveAttribute('aria-sort', /./);
  await expect(page).not.toHaveURL(/sort=/);
  await expect.poll(() => names(page)).toEqual(before);
});

test('kind tabs lead to the other kinds and keep the owner', async ({ portal, page }) => {
  await portal.open('/catalog?owner=group:default/payments-core');
  await portal.tab('APIs').click();
  await expect(portal.heading()).toHaveText('APIs');
  await expect(page).toHaveURL(/kind=api/);
  await expect(page).toHaveURL(/owner=/);
  await expect(portal.entry('Ledger API')).toBeVisible();
  await page.goBack();
  await expect(portal.heading()).toHaveText('Components');
});

test('a kind tab takes the filters along that were chosen since', async ({ portal, page }) => {
  await portal.open('/catalog');
  await portal.facet('Owner').click();
  await page.getByRole('option', { name: /Payments core/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/owner=/);
  await portal.tab('APIs').click();
  await expect(portal.heading()).toHaveText('APIs');
  await expect(page).toHaveURL(/owner=/);
  expect((await settledNames(page)).sort()).toEqual(['Ledger API', 'Payment events']);
});

test('the columns menu hides a column, here and for whoever gets the link', async ({ portal, page, context }) => {
  await portal.open('/catalog');
  await expect(page.getByRole('columnheader', { name: /^Tags/ })).toBeVisible();
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Tags' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: /^Tags/ })).toBeHidden();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('columnheader', { name: /^Owner/ })).toBeVisible();
  await expect(other.getByRole('columnheader', { name: /^Tags/ })).toBeHidden();
});

test('when nothing matches, the page names the filters and offers to clear them', async ({ portal, page }) => {
  await portal.open('/catalog?lifecycle=deprecated&q=zzzz');
  const main = page.getByRole('main');
  await expect(main.getByText(/no .*match/i).first()).toBeVisible();
  await expect(main.getByText(/zzzz/).first()).toBeVisible();
  await expect(main.getByText(/deprecated/).first()).toBeVisible();
  await main.getByRole('button', { name: /^clear (\d+ )?filters?/i }).click();
  await expect(portal.entry('Checkout gateway')).toBeVisible();
  expect(portal.address()).toBe('/catalog');
});

test('a narrow screen gets a list with the same entities', async ({ portal, page }) => {
  await portal.open('/catalog?lifecycle=deprecated');
  const wide = (await settledNames(page)).sort();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.getByRole('table')).toBeHidden();
  const items = page.getByRole('main').getByRole('listitem').getByRole('heading').or(
    page.getByRole('main').getByRole('listitem').getByRole('link'),
  );
  await expect(items.first()).toBeVisible();
  const narrow = (await items.allInnerTexts()).map((text) => text.trim());
  for (const name of wide) expect(narrow).toContain(name);

  // The same filters in a sheet.
  await page.getByRole('button', { name: /^Filters/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a link from a Backstage wiki shows the same list', async ({ portal, page }) => {
  await portal.open('/catalog?filters%5Bkind%5D=api&filters%5Bowners%5D%5B0%5D=payments-core');
  await expect(portal.heading()).toHaveText('APIs');
  expect((await settledNames(page)).sort()).toEqual(['Ledger API', 'Payment events']);
});

test('a thousand rows scroll, and only those on the screen exist', async ({ portal, page }) => {
  const { writeFileSync } = await import('node:fs');
  const documents = Array.from({ length: 1000 }, (_, index) => {
    const name = `service-${String(index).padStart(4, '0')}`;
    return `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: team }\n`;
  });
  writeFileSync(`${portal.files}/thousand.yaml`, documents.join('---\n'));
  await portal.open('/catalog', {
    sources: [{ id: 'many', type: 'files', url: `${portal.apis.at.ci}/files/`, index: ['thousand.yaml'] }],
  });
  await expect(page.getByText(/1,000/).first()).toBeVisible();
  const first = portal.entry('service-0000');
  await expect(first).toBeVisible();
  expect((await names(page)).length).toBeLessThan(200);

  await page.getByRole('main').hover();
  await page.mouse.wheel(0, 1_000_000);
  await expect(portal.entry('service-0999')).toBeVisible();
  await page.mouse.wheel(0, -1_000_000);
  await expect(first).toBeVisible();
});
