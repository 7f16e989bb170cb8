// A Backstage backend as the source of the catalog, replayed from recordings of a real one.

import { readFileSync, readdirSync } from 'node:fs';
import { recordings } from './lib/places';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

interface Entity {
  apiVersion: string;
  kind: string;
  metadata: { name: string; title?: string; namespace?: string; uid?: string };
}

/** Every whole entity in the recordings, by its reference. */
function recorded(): Map<string, Entity> {
  const found = new Map<string, Entity>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value && typeof value === 'object') {
      const entity = value as Entity;
      if (entity.apiVersion && entity.kind && entity.metadata?.uid) {
        const { namespace = 'default', name } = entity.metadata;
        found.set(`${entity.kind}:${namespace}/${name}`.toLowerCase(), entity);
      } else Object.values(value).forEach(collect);
    }
  };
  for (const file of readdirSync(recordings).filter((name) => name.endsWith('.json'))) {
    const { response } = JSON.parse(readFileSync(`${recordings}/${file}`, 'utf8'));
    if (response?.status === 200) collect(response.body);
  }
  return found;
}

const only = (portal: Portal) => ({
  sources: [
    {
      id: 'backstage',
      title: 'Our Backstage',
      type: 'backstage' as const,
      url: portal.apis.at.backstage,
      auth: 'guest',
    },
  ],
});

const byQuery = '/api/catalog/entities/by-query';

test('all recorded entities are in the catalog', async ({ portal, page }) => {
  const entities = [...recorded().values()];
  await portal.open('/catalog?kind=all', only(portal));
  await expect(page.getByText(new RegExp(`\\b${entities.length}\\b`)).first()).toBeVisible();
  const components = entities.filter(({ kind }) => kind === 'Component');
  await page.goto(`${portal.apis.at.portal}/catalog`);
  await portal.settled();
  await expect(page.getByText(new RegExp(`\\b${components.length}\\b`)).first()).toBeVisible();
  for (const { metadata } of components.slice(0, 5)) {
    const filter = page.getByRole('main').getByRole('searchbox');
    await filter.fill(metadata.name);
    await expect(page.getByRole('link', { name: metadata.title ?? metadata.name, exact: true })).toBeVisible();
  }
});

test('an entity has the relations that the backend computed', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/example-website', only(portal));
  await expect(portal.heading()).toHaveText('example-website');
  await expect(page.getByRole('main').getByText('guests').first()).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: /^examples/ }).first().click();
  await expect(portal.heading()).toHaveText('examples');
});

test('it signs in once, and asks for every page with the token', async ({ portal }) => {
  await portal.open('/catalog', only(portal));
  const log = (await portal.apis.log('backstage')).filter(({ method }) => method !== 'OPTIONS');
  const refreshes = log.filter(({ path }) => path.startsWith('/api/auth/guest/refresh'));
  expect(refreshes.length).toBe(1);
  const queries = log.filter(({ path }) => path.startsWith(byQuery));
  expect(queries.length).toBeGreaterThan(0);
  for (const { headers } of queries) expect(headers.authorization).toMatch(/^Bearer guest-\d+\./);
  expect(new Set(queries.map(({ headers }) => headers.authorization)).size).toBe(1);
});

test('a token that is refused once is renewed without a word', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.apis.fault('backstage', byQuery, 'status.401', 1);
  await portal.open('/catalog?q=example', only(portal));
  await expect(portal.entry('example-website')).toBeVisible();
  await expect(page.getByText(/Our Backstage/)).toHaveCount(0);
  const log = (await portal.apis.log('backstage')).filter(({ method }) => method !== 'OPTIONS');
  expect(log.filter(({ path }) => path.startsWith('/api/auth')).length).toBe(2);
});

test('a token that grew old is renewed before the next request', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.apis.tokenLife(1);
  await portal.open('/settings', only(portal));
  await portal.apis.revokeTokens();
  await page.getByRole('button', { name: /read them again/i }).click();
  await expect
    .poll(async () =>
      (await portal.apis.log('backstage')).filter(
        ({ method, path }) => method !== 'OPTIONS' && path.startsWith('/api/auth'),
      ).length,
    )
    .toBeGreaterThanOrEqual(2);
  await page.goto(`${portal.apis.at.portal}/catalog?q=example`);
  await expect(portal.entry('example-website')).toBeVisible();
});

test('a backend that refuses guests is named, with what to do', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.apis.fault('backstage', '/api/*', 'status.401');
  await portal.apis.configure(portal.settings(only(portal)));
  await page.goto(`${portal.apis.at.portal}/catalog`);
  await expect(page.getByText(/sign in to Our Backstage/i).first()).toBeVisible();
  const asked = (await portal.apis.log('backstage')).filter(({ method }) => method !== 'OPTIONS');
  expect(asked.length, 'no storm of sign-ins').toBeLessThanOrEqual(6);
});

test('one bad entity of a page is an error, the others are there', async ({ portal, page }) => {
  await portal.apis.fault('backstage', byQuery, 'bad-item');
  await portal.open('/catalog?kind=all', only(portal));
  await expect(page.getByRole('row').nth(5)).toBeVisible();
});
