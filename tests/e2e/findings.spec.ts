// What scanners found: figures, table, filters in the address, trend, and places that fail.

import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

const checkout = '/catalog/default/component/checkout-gateway';
const ledger = '/catalog/default/component/payments-ledger';
const REPORTS = '**/demo/security/**';

/** A part of the page. */
const part = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('region', { name });
const table = (page: Page) => page.getByRole('main').getByRole('table', { name: 'Findings' });
const rows = (page: Page) => table(page).locator('tbody').getByRole('row');

test('from the card to the table, and a filter that the address keeps', async ({ portal, page }) => {
  await portal.open(checkout);
  const card = part(page, 'Security');
  await expect(card.getByText('1 critical')).toBeVisible();
  await expect(card.getByText(/^\d+ of 11$/)).toBeVisible();
  await card.getByRole('link', { name: 'All findings' }).click();
  await expect(page).toHaveURL(/checkout-gateway\/security$/);

  // The worst is first, and what two scanners tell is there once.
  await expect(rows(page).first()).toContainText('Session ids can be guessed');
  const forgery = rows(page).filter({ hasText: 'gateway/acquirer/callback.go:142' });
  await expect(forgery).toHaveCount(1);
  await expect(rows(page).filter({ hasText: 'Update golang.org/x/net to 0.48.2' })).toHaveCount(1);
  await expect(page.getByText('11 findings', { exact: true }).first()).toBeVisible();
  const link = rows(page).filter({ hasText: 'Unbounded memory use' }).getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://github.example/halyard/checkout/security/dependabot/44');

  await page.getByRole('button', { name: /^Severity/ }).first().click();
  await page.getByRole('option', { name: /^Critical/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/severity=critical/);
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.goto(`${portal.apis.at.portal}${checkout}/security?q=zlib`);
  await expect(rows(page)).toHaveCount(1);
  await page.goto(`${portal.apis.at.portal}${checkout}/security?q=nothing-like-that`);
  await expect(page.getByText('No finding is left')).toBeVisible();

  await expect(part(page, 'Trend of the reports')).toContainText(/findings, .* on 2026-09-04/);
  await expect(part(page, 'Where they are from')).toContainText('Dependabot');
});

test('one place fails while the others show, and is asked again by hand', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let broken = true;
  await page.route('**/demo/security/checkout-gateway/index.json', (route) => (broken ? route.fulfill({ status: 500, body: '' }) : route.continue()));
  await portal.open(`${checkout}/security`);
  await expect(page.getByText('Reports could not be loaded')).toBeVisible();
  await expect(rows(page).filter({ hasText: 'Session ids can be guessed' })).toHaveCount(1);
  broken = false;
  await page.getByRole('button', { name: 'Reload Reports' }).click();
  await expect(rows(page).filter({ hasText: 'The image runs as root' })).toHaveCount(1);
});

test('a report that makes no sense is named and hides nothing', async ({ portal, page }) => {
  await page.route('**/2026-11-20/semgrep.sarif', (route) => route.fulfill({ body: '<xml/>', contentType: 'application/octet-stream' }));
  await portal.open(`${checkout}/security`);
  await expect(page.getByText('1 report could not be read')).toBeVisible();
  await expect(rows(page).filter({ hasText: 'The image runs as root' })).toHaveCount(1);
});

test('what is missing is named: the annotation, the places, what is switched off, nothing open', async ({ portal, page }) => {
  const main = page.getByRole('main');
  await portal.open('/catalog/default/component/engineering-handbook/security');
  await expect(main.getByText('github.com/project-slug').first()).toBeVisible();
  await portal.open(`${ledger}/security`, { plugins: ['catalog', 'security'] });
  await expect(main.getByText('The portal does not know where findings are')).toBeVisible();
  await page.route('**/dependabot/alerts*', (route) => route.fulfill({ json: [] }));
  await portal.open(`${ledger}/security`);
  await expect(main.getByText('No open findings')).toBeVisible();
});

test('a repository where nothing is switched on says so', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await page.route('**/alerts.json', (route) => route.fulfill({ status: 404, json: { message: 'no analysis found' } }));
  await portal.open(`${ledger}/security`);
  await expect(page.getByText(/are not switched on for this repository/)).toBeVisible();
});

test('hostile titles, places and addresses are text', async ({ portal, page }) => {
  await watch(page);
  const texts = vectors.map(({ value }) => value);
  await page.route(REPORTS, (route) => {
    if (route.request().url().endsWith('index.json')) {
      return route.fulfill({ json: { snapshots: [{ at: '2026-11-20T02:10:00Z', files: ['a.json'] }] } });
    }
    const Vulnerabilities = texts.slice(0, 60).map((text) => ({
      VulnerabilityID: text, PkgName: text, Title: text, PrimaryURL: text, FixedVersion: text, Severity: 'CRITICAL',
    }));
    return route.fulfill({ json: { SchemaVersion: 2, Results: [{ Target: texts[0], Vulnerabilities }] } });
  });
  await portal.open(`${checkout}/security`);
  await expect(rows(page).first()).toBeVisible();
  await expectNoOverflow(page, 'hostile findings');
  expect(await badLinks(page)).toEqual([]);
  expect(await hits(page)).toEqual([]);
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open(`${checkout}/security`);
  await expect(part(page, 'Trend of the reports')).toBeVisible();
  await expectAllLooks(page, 'findings', { each: (where) => expectOutline(page, where) });
});
