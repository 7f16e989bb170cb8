// Reading documentation: sites that MkDocs wrote, pages in Markdown, and what may go wrong.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { badLinks, go, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, stock, test } from './lib/portal';
import { build, entity, escaped, filed, hasMkdocs, page as html, put } from './lib/sites';

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

test('tabs and code by keyboard, settings are kept, and pages in another case are found', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open('/docs/Default/Component/Payments-Ledger/Quick-Start/', demo());
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
  await expect(page.getByRole('link', { name: /^Edit this page/ })).toHaveAttribute('href', 'https://github.example/halyard/rollout/edit/main/decisions/0001-go-back-first.md');
  await expect(toc(page).getByRole('link', { name: 'Consequences' })).toBeVisible();
  await expect(page.getByText('Updated')).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('by itself');
  await page.getByRole('list', { name: 'Places found' }).getByRole('link', { name: 'When it stops by itself' }).click();
  await expect(page).toHaveURL(/\/rollout#when-it-stops-by-itself$/);
  await expect(portal.heading()).toHaveText('Rollout');
});

test('Markdown has colours for its code, pictures, diagrams as source, and links to other documentation', async ({ portal, page }) => {
  await portal.open('/docs/default/component/route-optimiser/how-it-plans.md', demo());
  await expect(page.getByText('May be out of date').first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'A plan, a part of it torn down, and built up again' })).toHaveJSProperty('complete', true);
  const code = page.getByRole('group', { name: 'Code, cpp' });
  await expect(code.locator('[data-token="keyword"]').first()).toHaveText('const');
  await expect(code.locator('[data-token="comment"]')).toHaveText('// infinite if there is only one');
  expect((await code.textContent())!.trim()).toContain('return second.cost - best.cost;   // infinite if there is only one\n}');

  await go(page, '/docs/default/component/checkout-gateway');
  await expect(page.getByRole('group', { name: 'Source of a diagram (Mermaid)' })).toContainText('Merchant->>Gateway: POST /sessions');
  await page.getByRole('main').getByRole('link', { name: 'Decline', exact: true }).click();
  await expect(portal.heading()).toHaveText('7. Decline when in doubt');
  await page.getByRole('main').getByRole('link', { name: 'corrections', exact: true }).click();
  await expect(page).toHaveURL(/\/payments-ledger\/guides\/corrections$/);
  await expect(portal.heading()).toHaveText(/^Correct/);
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

test('a page that does not come is said to be slow, and is shown when it comes', async ({ portal, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route('**/payments-ledger/errors/index.html', async (route) => { await held; await route.continue(); });
  // Slow after a second and a half, given up after five: between them there is time to look.
  await portal.apis.configure(portal.settings({ ...demo(), net: { timeScale: 0.5 } }));
  await page.goto(`${portal.apis.at.portal}${ledger}/errors`);
  await expect(page.getByText('The documentation is slow to answer…')).toBeVisible();
  release();
  await expect(portal.heading()).toHaveText(/^Error codes/);
});

test('where there is no documentation, it says how to get some', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open('/docs', filed(portal, [entity('alone', {})]));
  await expect(page.getByText('No documentation yet')).toBeVisible();
  await expect(page.getByText('backstage.io/techdocs-ref').first()).toBeVisible();
  await go(page, '/docs/default/component/alone');
  await expect(page.getByText('Docs: not configured')).toBeVisible();
  await portal.open('/catalog/default/component/promised/docs', filed(portal, ['promised']));
  await expect(page.getByText('Not published yet')).toBeVisible();
});

test('the tab of an entity lists its pages, and a shared site is read under the name of each', async ({ portal, page }) => {
  const folder = `${portal.files}/docs/default/component/a`;
  put(`${folder}/index.html`, html('<h1>First</h1><p>Words.</p>', [['First', './'], ['Guide', 'guide/']]));
  put(`${folder}/guide/index.html`, html('<h1>Guide</h1><p><a href="../">Back</a></p>', [['First', '../'], ['Guide', './']]));
  put(`${folder}/techdocs_metadata.json`, JSON.stringify({ site_name: 'A', build_timestamp: Date.now() - 3_600_000 }));
  const shared = { 'backstage.io/techdocs-entity': 'component:default/a', 'backstage.io/techdocs-entity-path': '/guide' };
  await portal.open('/catalog/default/component/b/docs', filed(portal, ['a', entity('b', shared)]));
  await expect(page.getByText(/^Built/)).toBeVisible();
  await tree(page).getByRole('treeitem', { name: 'Guide' }).click();
  await expect(page).toHaveURL(/\/docs\/default\/component\/b\/guide$/);
  await expect(portal.heading()).toHaveText('Guide');

  await go(page, '/docs/default/component/b');
  await expect(portal.heading()).toHaveText('Guide');
  await page.getByRole('main').getByRole('link', { name: 'Back', exact: true }).click();
  await expect(page).toHaveURL(/\/component\/b\/index\.html$/);
  await expect(portal.heading()).toHaveText('First');
});

test('a report quotes what was selected on the page, and only on that one', async ({ portal, page }) => {
  await portal.open(`${ledger}/errors`, demo());
  await page.locator('.docs-article p').first().selectText();
  await page.keyboard.press('Shift');
  await expect(page.getByText('with the words you selected')).toBeVisible();
  const report = page.getByRole('link', { name: /^Report an issue/ });
  const words = (await page.locator('.docs-article p').first().innerText()).split(/\s/)[0]!;
  const body = new URL((await report.getAttribute('href'))!).searchParams.get('body')!;
  expect(body).toContain(`> ${words}`);
  expect(body).toContain(`Page: ${page.url()}`);
  await go(page, `${ledger}/quick-start`);
  await expect(portal.heading()).toHaveText(/^Quick start/i);
  await expect(page.getByText('with the words you selected')).toHaveCount(0);
});

test('code of a site has colours in both themes, diagrams are source to copy, and paper shows everything', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const code = '<div class="highlight"><pre><span></span><code><a id="__codelineno-0-1" href="#__codelineno-0-1"></a><span class="k">def</span> <span class="nf">f</span><span class="p">():</span> <span class="s2">"a"</span> <span class="c1"># why</span> <span class="mi">1</span> plain</code></pre></div>';
  const tabs = '<div class="tabbed-set tabbed-alternate"><div class="tabbed-labels"><label>One</label><label>Two</label></div><div class="tabbed-content"><div class="tabbed-block"><p>First way.</p></div><div class="tabbed-block"><p>Second way.</p></div></div></div>';
  put(`${portal.files}/docs/default/component/a/index.html`, html(`<h1>Things</h1>${code}<pre class="mermaid"><code>graph LR; a --&gt; b</code></pre>${tabs}`));
  await page.emulateMedia({ colorScheme: 'light' });
  await portal.open('/docs/default/component/a', filed(portal, ['a']));
  const colours = () =>
    page.locator('.docs-article').evaluate((article) =>
      ['code', '.k', '.nf', '.s2', '.c1', '.mi'].map((one) => getComputedStyle(article.querySelector(`pre ${one}`) ?? article.querySelector('pre')!).color),
    );
  const light = await colours();
  expect(new Set(light).size).toBe(6);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(async () => (await colours()).filter((colour, at) => colour === light[at]).length).toBe(0);
  expect(new Set(await colours()).size).toBe(6);
  await expect(page.locator('.docs-article pre a')).toHaveCount(0);

  const diagram = page.getByRole('group', { name: 'Source of a diagram (Mermaid)' });
  await expect(diagram).toHaveText('graph LR; a --> b');
  await page.getByRole('button', { name: 'Copy code' }).nth(1).click();
  // The portal may not read what was copied; the browser's own key may.
  await expect(page.getByRole('button', { name: 'Copy code' }).nth(1)).toHaveText('Copied');
  await page.keyboard.press('Control+k');
  await expect(portal.palette()).toBeFocused();
  await page.keyboard.press('Control+v');
  await expect(portal.palette()).toHaveValue('graph LR; a --> b');
  await page.keyboard.press('Escape');

  await expect(page.getByText('Second way.')).toBeHidden();
  // What the browser says when its own search finds words in a block that is not shown.
  await page.getByText('Second way.').dispatchEvent('beforematch');
  await expect(page.getByRole('tab', { name: 'Two' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Second way.')).toBeVisible();
  await expect(page.getByText('First way.')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('First way.')).toBeVisible();
  await expect(tree(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Copy code' }).first()).toBeHidden();
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? '');
  const before = await theme();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await theme()).toBe('light');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await theme()).toBe(before);
});

test('a long page comes in pieces: its parts are listed, reached and printed', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const count = 120;
  const words = `<p>${'Words that say <em>something</em> about it. '.repeat(100)}</p>`;
  const parts = Array.from({ length: count }, (_, at) => `<h2 id="s${at}">Section ${at}</h2><p>Needle${at}.</p>${words}`);
  put(`${portal.files}/docs/default/component/a/index.html`, html(`<h1>Long</h1><div class="doc">${parts.join('')}</div>`));
  await portal.open('/docs/default/component/a#s90', filed(portal, ['a']));
  await expect(page.getByRole('heading', { name: /^Section 90/ })).toBeInViewport();
  await expect(toc(page).getByRole('link', { name: 'Section 90', exact: true })).toHaveAttribute('aria-current', 'true');
  await expect(toc(page).getByRole('link')).toHaveCount(count);
  await toc(page).getByRole('link', { name: 'Section 40', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Section 40/ })).toBeInViewport();
  const sections = page.locator('.docs-article h2');
  await expect(sections).toHaveCount(count);
  await expect(page.locator('.docs-article')).toContainText(`Needle${count - 1}.`);

  await page.goto('about:blank');
  await page.goto(`${portal.apis.at.portal}/docs/default/component/a`);
  await expect(portal.heading()).toBeVisible();
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    return document.querySelectorAll('.docs-article h2').length;
  });
  expect(printed).toBe(count);
  await expect(sections).toHaveCount(count);
});

test('a site of a Backstage backend is read as it is, with its pictures, and again when it was built anew', async ({ portal, page, guard }) => {
  // The second edition has no picture any more.
  guard.expect(FAILED_REQUESTS);
  const site = '/docs/default/component/docs-demo';
  put(`${portal.files}/techdocs/default/component/docs-demo/index.html`, html('<h1>Docs Demo, second edition</h1>'));
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route('**/api/techdocs/sync/**', async (route) => { await held; await route.continue(); });
  const backend = { url: portal.apis.at.backstage, auth: 'guest' };
  await portal.apis.configure(
    portal.settings({
      sources: [{ id: 'backstage', title: 'Our Backstage', type: 'backstage', ...backend }],
      origins: { docs: { title: 'Documentation', ...backend } },
      plugins: ['catalog', { id: 'docs', config: { kind: 'backstage' } }],
      net: { timeScale: 0.5 },
    }),
  );
  await page.goto(portal.apis.at.portal + site);
  await expect(portal.heading()).toHaveText(/^Docs Demo#?$/);
  const logo = page.getByRole('img', { name: 'Logo' });
  await logo.scrollIntoViewIfNeeded();
  await expect(logo).toHaveJSProperty('naturalWidth', 64);
  await expect(page.getByText('Bringing this documentation up to date…')).toBeVisible();
  release();
  await expect(page.getByText('A newer version was built and is shown now.')).toBeVisible();
  await expect(portal.heading()).toHaveText('Docs Demo, second edition');

  const asked = (await portal.apis.log('backstage')).filter(({ method, path }) => method === 'GET' && path.startsWith('/api/techdocs/'));
  expect(asked.length).toBeGreaterThan(3);
  for (const { headers } of asked) expect(headers.authorization).toMatch(/^Bearer guest-/);
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
  test.setTimeout(360_000);
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
  test.setTimeout(360_000);
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
  test.setTimeout(480_000);
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
