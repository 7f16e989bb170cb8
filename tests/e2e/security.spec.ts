// Hostile data on every page, and where credentials go.

import { writeFileSync } from 'node:fs';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { badLinks, corpus, go, hits, vectors, watch } from './lib/hostile';
import { FAILED_REQUESTS, type Portal, expect, stock, test } from './lib/portal';

/** One entity with this text in every field that takes text. */
function entity({ id, value }: { id: string; value: string }, kind = 'Component'): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: id,
      title: value,
      description: value,
      labels: { 'hostile.example/label': value },
      annotations: {
        'hostile.example/text': value,
        'backstage.io/source-location': value,
        'backstage.io/view-url': value,
        'github.com/project-slug': value,
      },
      tags: [value],
      links: [{ url: value, title: value, icon: value, type: value }],
    },
    spec: {
      type: value,
      lifecycle: value,
      owner: value,
      system: value,
      definition: value,
      dependsOn: [value],
      providesApis: [value],
      profile: { displayName: value, email: value, picture: value },
    },
  };
}

/** The same text where references stand, and as a name: most of these are refused. */
function named({ id, value }: { id: string; value: string }): object {
  const entity = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component' };
  const spec = { type: 'service', lifecycle: 'production', owner: id };
  return { ...entity, metadata: { name: value, namespace: value }, spec };
}

async function openHostile(portal: Portal, list: object[]): Promise<void> {
  // Several documents in one file: JSON is YAML.
  const documents = list.map((item) => JSON.stringify(item)).join('\n---\n');
  writeFileSync(`${portal.files}/hostile.yaml`, `---\n${documents}\n`);
  await watch(portal.page);
  await portal.open('/catalog', {
    sources: [{ id: 'hostile', type: 'files', url: `${portal.apis.at.ci}/files/`, index: ['hostile.yaml'] }],
  });
}

test('the strings bite where nothing protects', async ({ page, guard }) => {
  guard.expect(/./);
  await watch(page);
  await page.goto('about:blank');
  await page.evaluate((values) => {
    for (const value of values) {
      const box = document.createElement('div');
      document.body.append(box);
      // Without the navigations, which would end the run.
      if (!/refresh/i.test(value)) box.innerHTML = value;
    }
  }, vectors.filter(({ class: kind }) => kind !== 'url').map(({ value }) => value));
  await expect.poll(async () => new Set(await hits(page)).size).toBeGreaterThanOrEqual(15);
});

test('hostile strings in every field run nowhere, lead nowhere, and are shown as text', async ({ portal, page, guard }) => {
  test.setTimeout(600_000);
  guard.expect(FAILED_REQUESTS);
  const origin = portal.apis.at.portal;
  await openHostile(portal, vectors.map((vector) => entity(vector)));
  await expect(portal.heading()).toHaveText('Components');

  const pages = (id: string) =>
    ['', '/relations', '/descriptor', '/builds'].map((tab) => `/catalog/default/component/${id}${tab}`);
  for (const vector of vectors) {
    for (const path of pages(vector.id)) {
      await go(page, path);
      await expect(page).toHaveURL(origin + path);
      const heading = portal.heading();
      await expect.soft(heading, `${vector.id} on ${path}`).toBeVisible({ timeout: 5000 });
      // Control characters are drawn as marks, so only plain texts are compared to the letter.
      if (/^[\x20-\x7e]+$/.test(vector.value) && vector.value.trim() !== '') {
        const words = (text: string) => text.replace(/\s+/g, ' ').trim();
        await expect
          .poll(async () => words((await heading.textContent()) ?? ''), { message: vector.id })
          .toBe(words(vector.value));
      }
      expect.soft(await hits(page), `${vector.id} on ${path}`).toEqual([]);
      expect.soft(await badLinks(page), `${vector.id} on ${path}`).toEqual([]);
    }
  }
  await go(page, '/catalog');
  await expect(portal.heading()).toHaveText('Components');
  expect(await hits(page)).toEqual([]);
  await expectAccessible(page, 'a list of hostile titles');
  await expectNoOverflow(page, 'a list of hostile titles');
  expect((await portal.apis.log('foreign')).length).toBe(0);
});

test('links of hostile entities can be clicked without harm', async ({ portal, page, guard, context }) => {
  guard.expect(FAILED_REQUESTS, /^undeclared origin/);
  const urls = vectors.filter(({ class: kind }) => kind === 'url');
  await openHostile(portal, urls.map((vector) => entity(vector)));
  const origin = portal.apis.at.portal;
  for (const { id } of urls) {
    await go(page, `/catalog/default/component/${id}`);
    await expect(portal.heading()).toBeVisible();
    for (const target of await page.getByRole('main').locator('a[target="_blank"]').all()) {
      const rel = (await target.getAttribute('rel')) ?? '';
      expect(rel, id).toContain('noopener');
    }
    expect(page.url().startsWith(origin), id).toBe(true);
  }
  expect(await hits(page)).toEqual([]);
  expect(context.pages()).toHaveLength(1);
});

test('hostile names and addresses end in errors and in “not found”, not in scripts', async ({ portal, page, guard }) => {
  test.setTimeout(360_000);
  guard.expect(FAILED_REQUESTS);
  await openHostile(portal, [entity({ id: 'good', value: 'good' }), ...vectors.map(named)]);
  await expectAccessible(page, 'a list of hostile names');
  await go(page, '/catalog?q=good');
  await expect(portal.entry('good')).toBeVisible();
  expect(await hits(page)).toEqual([]);
  for (const { id, value } of vectors) {
    await go(page, `/catalog/default/component/${encodeURIComponent(value)}`);
    await expect(portal.heading()).toBeVisible();
    await go(page, `/catalog?q=${encodeURIComponent(value)}&owner=${encodeURIComponent(value)}`);
    await expect(portal.heading()).toBeVisible();
    await go(page, `/search?query=${encodeURIComponent(value)}`);
    await expect(portal.heading()).toBeVisible();
    expect.soft(await hits(page), id).toEqual([]);
    expect.soft(await badLinks(page), id).toEqual([]);
  }
});

test('documents that attack the parser are refused, and the good ones beside them are shown', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  writeFileSync(`${portal.files}/good.json`, JSON.stringify(entity({ id: 'good', value: 'good' })));
  const index = ['good.json'];
  for (const { id, class: kind, value } of corpus.documents) {
    if (typeof value !== 'string') continue;
    const name = `${id}.${kind.startsWith('json') ? 'json' : 'yaml'}`;
    writeFileSync(`${portal.files}/${name}`, value);
    index.push(name);
  }
  expect(index.length).toBeGreaterThan(10);
  await watch(page);
  await portal.open('/catalog?kind=all', {
    sources: [{ id: 'hostile', type: 'files', url: `${portal.apis.at.ci}/files/`, index }],
  });
  await expect(portal.entry('good').first()).toBeVisible();
  expect(await hits(page)).toEqual([]);
});

test.describe('credentials', () => {
  const backstage = (portal: Portal) => ({
    id: 'backstage',
    type: 'backstage' as const,
    url: portal.apis.at.backstage,
    auth: 'guest',
  });
  const secrets = ['authorization', 'cookie', 'x-api-key'];

  async function expectNoLeak(portal: Portal): Promise<void> {
    for (const { origin, path, headers } of await portal.apis.log()) {
      const carried = secrets.filter((name) => name in headers);
      if (origin !== 'backstage') expect(carried, `${origin} ${path}`).toEqual([]);
      expect(path, 'a token in an address').not.toMatch(/guest-\d/);
      expect(headers.referer ?? '', 'an address in a referrer').not.toContain('/catalog');
    }
  }

  test('a token goes to the origin it belongs to and to no other', async ({ portal, page }) => {
    await portal.open('/catalog?q=example', { sources: [...stock().sources, backstage(portal)] });
    await expect(portal.entry('example-website')).toBeVisible();
    await page.goto(`${portal.apis.at.portal}/catalog/default/component/payments-ledger`);
    await expect(page.getByRole('main').getByText(/Passed|Failed|Running/).first()).toBeVisible();

    const log = await portal.apis.log();
    const withToken = log.filter(({ headers }) => 'authorization' in headers);
    expect(withToken.length).toBeGreaterThan(0);
    expect(new Set(withToken.map(({ origin }) => origin))).toEqual(new Set(['backstage']));
    await expectNoLeak(portal);
    // And it is kept nowhere.
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toMatch(/guest-\d/);
  });

  for (const who of ['backstage', 'ci'] as const) {
    test(`a redirect of ${who} to another origin carries no credential there`, async ({ portal, page, guard }) => {
      guard.expect(FAILED_REQUESTS, /^undeclared origin/);
      // The policy allows the foreign origin, so that it is not the policy that protects.
      await portal.apis.connect(['ci', 'backstage', 'foreign']);
      const path = who === 'backstage' ? '/api/catalog/*' : '/repos/*';
      await portal.apis.fault(who, path, 'redirect-foreign');
      await portal.open('/catalog/default/component/payments-ledger', {
        sources: [...stock().sources, backstage(portal)],
      });
      await expect(page.getByRole('main').getByRole('heading', { name: 'About' })).toBeVisible();
      const foreign = await portal.apis.log('foreign');
      if (who === 'backstage') expect(foreign, 'requests that left with a token').toEqual([]);
      await expectNoLeak(portal);
    });
  }
});

test('the policy is in force', async ({ portal, page, guard }) => {
  guard.expect(/./);
  await portal.open('/catalog');
  const outcome = await page.evaluate(async (foreign) => {
    // In a task of the page's own: what the debugger runs is exempt from a part of the policy.
    const refused = (work: () => unknown) =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            work();
            resolve(false);
          } catch {
            resolve(true);
          }
        });
      });
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
    });
    image.src = `${foreign}/image.png`;
    return {
      eval: await refused(() => new Function('return 1')()),
      html: await refused(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      }),
      policy: await refused(() => {
        (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } })
          .trustedTypes.createPolicy('another', {});
      }),
      call: await fetch(foreign).then(() => false, () => true),
      image: !(await loaded),
    };
  }, portal.apis.at.foreign);
  expect(outcome).toEqual({ eval: true, html: true, policy: true, call: true, image: true });
  expect(await portal.apis.log('foreign')).toEqual([]);
});

test('nothing is asked of anybody else', async ({ portal }) => {
  // The guard of every test watches for it; here the pages are opened for that alone.
  for (const path of ['/catalog', '/catalog/default/component/payments-ledger', '/settings', '/gallery']) {
    await portal.open(path);
  }
  expect(await portal.apis.log('foreign')).toEqual([]);
});
