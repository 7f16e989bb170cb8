// What is deployed where: environments, why an application is not well, history, objects, events.

import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

const checkout = '/catalog/default/component/checkout-gateway';
const ledger = '/catalog/default/component/payments-ledger';
const PRODUCTION = '**/demo/deploys/production/**';

/** A part of the tab. */
const part = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('region', { name });
const staging = (page: Page) => part(page, /^Argo CD, staging/);
const production = (page: Page) => part(page, /^Argo CD, production/);
const environments = (page: Page) => page.getByRole('main').getByRole('table', { name: 'Environments' });

test('a stuck service: from the card to the reason, the history, the objects and the events', async ({ portal, page }) => {
  await portal.open(checkout);
  const card = part(page, 'Deploys');
  await expect(card.getByText('Degraded', { exact: true })).toBeVisible();
  await expect(card.getByText(/exceeded its progress deadline/)).toBeVisible();
  await expect(card.getByText(/2 revisions behind since/)).toBeVisible();
  await card.getByRole('link', { name: 'All deploys' }).click();
  await expect(page).toHaveURL(/checkout-gateway\/deploys$/);

  const rows = environments(page).getByRole('row');
  await expect(rows.filter({ hasText: 'Staging' })).toContainText('4.18.1');
  await expect(rows.filter({ hasText: 'Staging' })).toContainText('Up to date');
  await expect(rows.filter({ hasText: '4.17.3, 4.18.0' })).toContainText('1 revision since');
  await expect(rows.filter({ hasText: 'Out of sync' })).toContainText('2 revisions since');

  // What is worst is open.
  const west = production(page).getByRole('button', { name: /^checkout-gateway-eu-west/ });
  await expect(west).toHaveAttribute('aria-expanded', 'true');
  await expect(production(page).getByText(/Cache risk answers within a session.*\(Tomás Ferreira\)/).first()).toBeVisible();
  await expect(production(page).getByText(/it ran out of memory/)).toBeVisible();
  const history = production(page).getByRole('list', { name: 'Deploys of checkout-gateway-eu-west' });
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await production(page).getByRole('tab', { name: 'Objects' }).click();
  await expect(production(page).getByRole('table', { name: 'Objects of checkout-gateway-eu-west' })).toContainText('ReplicaSet');
  await production(page).getByRole('tab', { name: 'Events' }).click();
  await expect(production(page).getByText(/Progressing -> Degraded/)).toBeVisible();

  // The address keeps what is open.
  await staging(page).getByRole('button', { name: /^checkout-gateway-staging/ }).click();
  await expect(page).toHaveURL(/open=staging/);
  await page.reload();
  await expect(west).toHaveAttribute('aria-expanded', 'true');
  await expect(staging(page).getByRole('button', { name: /^checkout-gateway-staging/ })).toHaveAttribute('aria-expanded', 'true');
});

test('one Argo CD fails while the other shows, and is asked again by hand', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let broken = true;
  await page.route(PRODUCTION, (route) => (broken ? route.fulfill({ status: 403, json: { message: 'permission denied', code: 7 } }) : route.continue()));
  await portal.open(`${ledger}/deploys`);
  await expect(staging(page).getByRole('button', { name: /^payments-ledger-staging/ })).toBeVisible();
  await expect(environments(page)).toContainText('7.31.3');
  await expect(production(page).getByText(/could not be loaded/).first()).toBeVisible();
  broken = false;
  await production(page).getByRole('button', { name: /try again|retry/i }).click();
  await expect(production(page).getByRole('button', { name: /^payments-ledger-eu-west/ })).toBeVisible();
  await expect(environments(page)).toContainText('1 revision since');

  // What was read stays, with its age.
  broken = true;
  await production(page).getByRole('button', { name: 'Reload Argo CD, production' }).click();
  await expect(production(page).getByText('This is not up to date')).toBeVisible();
  await expect(production(page).getByRole('button', { name: /^payments-ledger-eu-west/ })).toBeVisible();
});

test('what is missing is named: the annotation, Argo CD, the application, an instance', async ({ portal, page }) => {
  const main = page.getByRole('main');
  await portal.open('/catalog/default/component/engineering-handbook/deploys');
  await expect(main.getByText('argocd/app-name').first()).toBeVisible();
  await portal.open(`${ledger}/deploys`, { plugins: ['catalog', 'deploys'] });
  await expect(main.getByText('No Argo CD is known to the portal')).toBeVisible();
  // A service that only one of them has.
  await portal.open('/catalog/default/component/parcel-tracking-stream/deploys');
  await expect(production(page).getByRole('button', { name: /^parcel-tracking/ })).toBeVisible();
  await expect(staging(page).getByText(/no application called parcel-tracking/)).toBeVisible();
  // The other one is not asked.
  await portal.open('/catalog/default/component/rollout/deploys');
  await expect(production(page).getByRole('button', { name: /^rollout/ })).toBeVisible();
  await expect(staging(page)).toHaveCount(0);
});

test('an application that makes no sense hides nothing, and a failed sync says why', async ({ portal, page }) => {
  await page.route('**/demo/deploys/staging/api/v1/applications.json', async (route) => {
    const answer = await (await route.fetch()).json();
    answer.items.push({ metadata: { name: 7 } });
    await route.fulfill({ json: answer });
  });
  await portal.open('/catalog/default/component/merchant-onboarding-bff/deploys');
  await expect(staging(page).getByText('1 application could not be read')).toBeVisible();
  await expect(staging(page).getByText('Sync failed', { exact: true })).toBeVisible();
  await expect(staging(page).getByText(/runAsNonRoot has to be true/).first()).toBeVisible();
});

test('an API is asked for what is meant, and what it says is of now', async ({ portal, page }) => {
  const origins = { 'argocd-main': { title: 'Argo CD', url: `${portal.apis.at.ci}/argocd/production` } };
  const instances = [{ name: 'production', title: 'Argo CD, production', origin: 'argocd-main', web: 'https://argocd.halyard.example' }];
  const plugins = ['catalog', { id: 'deploys', config: { instances } }];
  await portal.open(`${checkout}/deploys`, { origins, plugins });
  await expect(environments(page).getByText(/min ago/).first()).toBeVisible();
  await expect(production(page).getByRole('link', { name: /Open in Argo CD/ })).toHaveAttribute('href', 'https://argocd.halyard.example/applications/argocd/checkout-gateway-eu-west');
  const log = (await portal.apis.log('ci')).filter(({ method }) => method === 'GET');
  const asked = log.map(({ path }) => decodeURIComponent(path));
  expect(asked).toContain('/argocd/production/api/v1/applications?selector=app.kubernetes.io/part-of=checkout');
});

test('hostile names, messages and addresses are text', async ({ portal, page }) => {
  await watch(page);
  const texts = vectors.map(({ value }) => value);
  await page.route('**/demo/deploys/production/api/v1/applications.json', async (route) => {
    const answer = await (await route.fetch()).json();
    const one = answer.items.find(({ metadata }: { metadata: { name: string } }) => metadata.name === 'checkout-gateway-eu-west');
    one.status.summary.externalURLs = texts;
    one.status.conditions = texts.slice(0, 30).map((text) => ({ type: text, message: text }));
    one.spec.source.repoURL = texts[0];
    await route.fulfill({ json: answer });
  });
  await page.route('**/revisions/*/metadata.json', (route) => route.fulfill({ json: { author: texts[1], message: texts[2] } }));
  await portal.open(`${checkout}/deploys`);
  await expect(production(page).getByText('Serves', { exact: true })).toBeVisible();
  await expectNoOverflow(page, 'hostile applications');
  expect(await badLinks(page)).toEqual([]);
  expect(await hits(page)).toEqual([]);
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open(`${checkout}/deploys`);
  await expect(production(page).getByText(/it ran out of memory/)).toBeVisible();
  await expectAllLooks(page, 'deploys', { each: (where) => expectOutline(page, where) });
});
