// Reading documentation: sites that MkDocs wrote, pages in Markdown, and what may go wrong.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { badLinks, go, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, stock, test } from './lib/portal';
import { build, escaped, filed, hasMkdocs, page as html, put } from './lib/sites';

const ledger = '/docs/default/component/payments-ledger';
const demo = () => ({ origins: { ...stock().origins } });

const tree = (page: Page) => page.getByRole('tree', { name: 'Pages' });
const toc = (page: Page) => page.getByRole('navigation', { name: 'On this page' });

test('a newcomer reads: from the list to a page, its parts, the next page and the search', async ({ portal, page }) => {
  await portal.open('/docs', demo());
  await page.getByRole('link', { name: 'Payments ledger' }).click();
  await expect(portal.heading()).toHaveText(/^Payments ledger/);
  await expect(page.getByRole('table')).toContainText('Nothing is lost');
  await expect(page.getByRole('img', { name: 'Services around the ledger' })).toHaveJSProperty('complete', true);
  await expect(page.getByRole('checkbox', { name: 'To do' })).toHaveCount(1);

  await page.getByRole('main').getByRole('link', { name: 'Idempotency keys' }).click();
  await expect(page).toHaveURL(/\/concepts\/idempotency$/);
  await expect(portal.heading()).toHaveText(/^Idempotency and retries/);
  await expect(tree(page).getByRole('treeitem', { name: 'Idempotency and retries' })).toHaveAttribute('aria-current', 'page');

  await toc(page).getByRole('link', { name: 'Back off the right way' }).click();
  await expect(page).toHaveURL(/#back-off-the-right-way$/);
  await expect(page.getByRole('heading', { name: /^Back off the right way/ })).toBeInViewport();
  await expect(page.getByRole('link', { name: /^Edit this page/ })).toHaveAttribute('href', /github\.example.*edit\/main/);
  await expect(page.getByRole('link', { name: /^Report an issue/ })).toHaveAttribute('href', /issues\/new\?title=Docs/);

  await page.getByRole('navigation', { name: 'Pages before and after' }).getByRole('link', { name: /Settlement windows/ }).click();
  await expect(portal.heading()).toHaveText(/^Settlement windows/);

  await page.keyboard.press('/');
  await page.keyboard.type('jitter');
  await page.getByRole('list', { name: 'Places found' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/concepts\/idempotency/);
});

test('tabs and code by keyboard, settings are kept, and pages in another case are found', async ({ portal, page, guard, context }) => {
  guard.expect(FAILED_REQUESTS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await portal.open(`${ledger}/Quick-Start/`, demo());
  await expect(page).toHaveURL(/\/payments-ledger\/quick-start$/);
  const kotlin = page.getByRole('tab', { name: 'Kotlin' });
  await kotlin.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'TypeScript' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'TypeScript' })).toContainText('await connect');
  await expect(page.getByRole('tabpanel', { name: 'Kotlin' })).toBeHidden();
  await page.getByRole('button', { name: 'Copy code' }).first().click();
  await expect(page.getByRole('button', { name: 'Copy code' }).first()).toHaveText('Copied');
  // The portal may not read what was copied; the browser's own key may.
  await page.keyboard.press('Control+k');
  await expect(portal.palette()).toBeFocused();
  await page.keyboard.press('Control+v');
  await expect(portal.palette()).toHaveValue(/halyard login --env sandbox/);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByText('Large', { exact: true }).click();
  await page.reload();
  await expect(page.locator('[data-size="large"]')).toBeVisible();
});

test('Markdown from a folder: front matter, sections, links between pages', async ({ portal, page }) => {
  await portal.open('/docs/default/component/rollout', demo());
  await expect(portal.heading()).toHaveText('Rollout');
  await page.getByRole('main').getByRole('link', { name: 'decision 1' }).click();
  await expect(portal.heading()).toHaveText('1. Go back first, ask later');
  await expect(page.getByText('accepted')).toBeVisible();
  await expect(toc(page).getByRole('link', { name: 'Consequences' })).toBeVisible();
  await expect(page.getByText('Updated')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`accessible and not wider than the page: ${theme}, ${width} px`, async ({ portal, page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await portal.open(`${ledger}/quick-start`, demo());
      await expectAccessible(page, 'a page of documentation');
      await expectNoOverflow(page, 'a page of documentation');
      if (width === 360) {
        await page.getByRole('button', { name: 'Contents' }).click();
        await page.getByRole('dialog').getByRole('treeitem', { name: 'Error codes' }).click();
        await expect(portal.heading()).toHaveText(/^Error codes/);
        await expect(page.getByRole('dialog')).toBeHidden();
        await page.locator('summary', { hasText: 'On this page' }).click();
        await expect(page.getByRole('link', { name: 'amount_scale', exact: true })).toBeVisible();
      }
      await page.goto(`${portal.apis.at.portal}/docs`);
      await portal.settled();
      await expectAccessible(page, 'the list of documentation');
      await expectNoOverflow(page, 'the list of documentation');
    });
  }
}

test('what fails says so and comes back; what is missing leads on', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  put(`${portal.files}/docs/default/component/a/index.html`, html('<h1>First</h1><p>Words.</p>'));
  await portal.apis.fault('ci', '/files/docs/default/component/a/index.html', 'status.500');
  await portal.open('/docs/default/component/a', filed(portal, ['a', 'b']));
  await expect(page.getByText('The page could not be loaded')).toBeVisible();
  await portal.apis.heal();
  await page.getByRole('button', { name: /again|Retry/ }).click();
  await expect(portal.heading()).toHaveText('First');

  await go(page, '/docs/default/component/b');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await go(page, '/docs/default/component/nobody');
  await expect(page.getByText('There is no such entity')).toBeVisible();
  await go(page, '/docs?show=starred');
  await expect(page.getByText('Nothing starred has documentation')).toBeVisible();
});

async function openHostile(portal: Portal): Promise<void> {
  const folder = `${portal.files}/docs/default/component`;
  for (const { id, value } of vectors) {
    const article = `<h1>${escaped(value)}</h1><p>Before ${id}.</p><pre><code>${escaped(value)}</code></pre>
<p><a href="${escaped(value)}">Link</a> <img src="${escaped(value)}" alt="Picture"></p>${value}<p>After</p>`;
    put(`${folder}/hostile/${id}/index.html`, html(article, [[escaped(value), escaped(value)]]));
    put(`${folder}/notes/${id}.md`, `---\ntitle: Note ${id}\n---\n\nBefore ${id}.\n\n${value}\n\n[Link](${value})\n`);
  }
  await watch(portal.page);
  const folders = { 'component:default/notes': { path: 'default/component/notes', pages: vectors.map(({ id }) => `${id}.md`) } };
  put(`${folder}/hostile/index.html`, html('<h1>Start</h1>'));
  await portal.open('/docs/default/component/hostile', filed(portal, ['hostile', 'notes'], { folders }));
}

test('hostile documents run nowhere, lead nowhere, and their text is shown', async ({ portal, page, guard }) => {
  test.setTimeout(180_000);
  guard.expect(FAILED_REQUESTS);
  await openHostile(portal);
  const origin = portal.apis.at.portal;
  for (const { id, value } of vectors) {
    for (const path of [`/docs/default/component/hostile/${id}`, `/docs/default/component/notes/${id}.md`]) {
      await go(page, path);
      await expect.soft(page.getByText(`Before ${id}.`, { exact: true }), path).toBeVisible();
      if (path.endsWith(id) && /^[\x20-\x7e]+$/.test(value)) {
        expect.soft(await page.locator('.docs-article pre').first().textContent(), id).toBe(value);
      }
      expect.soft(await hits(page), path).toEqual([]);
      expect.soft(await badLinks(page), path).toEqual([]);
      expect.soft(await page.locator('.docs-article :is(script, style, iframe, form, object, embed, [style], [onerror], [onload], [onclick])').count(), path).toBe(0);
      await expect(page).toHaveURL(origin + path);
    }
  }
  expect((await portal.apis.log('foreign')).length).toBe(0);
});

test('where the browser cannot clean HTML, the same documents are as harmless', async ({ portal, page, guard }) => {
  test.setTimeout(180_000);
  guard.expect(FAILED_REQUESTS);
  await page.addInitScript(() => {
    delete (Element.prototype as unknown as { setHTML?: unknown }).setHTML;
  });
  await openHostile(portal);
  for (const { id } of vectors) {
    const path = `/docs/default/component/hostile/${id}`;
    await go(page, path);
    await expect.soft(page.getByText(`Before ${id}.`, { exact: true }), path).toBeVisible();
    expect.soft(await hits(page), path).toEqual([]);
    expect.soft(await badLinks(page), path).toEqual([]);
  }
  expect((await portal.apis.log('foreign')).length).toBe(0);
});

test('a site of 300 pages as MkDocs builds it', async ({ portal, page }) => {
  test.skip(!hasMkdocs, 'MkDocs is not installed: `cargo xtask setup` does that where there is Python 3');
  test.setTimeout(240_000);
  build(`${portal.files}/docs/default/component/large`, 300);
  await portal.open('/docs/default/component/large', filed(portal, ['large']));
  await page.getByRole('main').getByRole('link', { name: 'page 7' }).click();
  await expect(portal.heading()).toHaveText(/^Page 7/);
  await expect(page.getByRole('heading', { name: /^How it works/ })).toBeInViewport();
  await expect(page.getByText('Mind the gap')).toBeVisible();
  await expect(page.getByRole('table').filter({ hasText: 'Meaning' })).toBeVisible();
  await expect(tree(page).getByRole('treeitem', { name: 'Page 7', exact: true })).toBeVisible();
  await go(page, '/docs/default/component/large/part-11/page-298');
  await expect(portal.heading()).toHaveText(/^Page 298/);
  await expectAccessible(page, 'a page of a large site');
});
