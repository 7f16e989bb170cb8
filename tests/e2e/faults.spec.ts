// What the portal does when the servers behind it fail.

import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parts } from './lib/places';
import { FAILED_REQUESTS, type Portal, expect, stock, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';
const runs = '/repos/halyard/payments-ledger/actions/runs*';

/** A second source with one entity, on the `ci` origin. */
function second(portal: Portal, change: object = {}) {
  writeFileSync(
    `${portal.files}/second.yaml`,
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: from-the-second }\n' +
      'spec: { type: service, lifecycle: production, owner: payments-core }\n',
  );
  return {
    id: 'second',
    title: 'Second catalog',
    type: 'files' as const,
    url: `${portal.apis.at.ci}/files/`,
    index: ['second.yaml'],
    ...change,
  };
}

const link = (page: Page, name: string) =>
  page.getByRole('main').getByRole('link', { name, exact: true });

test.describe('sources', () => {
  // A banner above the list moves its rows down, and those far below the edge are not drawn.
  test.use({ viewport: { width: 1280, height: 1100 } });

  test('two sources make one catalog', async ({ portal, page }) => {
    await portal.open('/catalog', { sources: [...stock().sources, second(portal)] });
    await expect(link(page, 'from-the-second')).toBeVisible();
    await expect(link(page, 'Payments ledger')).toBeVisible();
  });

  for (const [what, fault] of [
    ['is not there', 'refused'],
    ['fails', 'status.500'],
    ['hangs', 'hang'],
    ['sends a web page', 'html'],
  ] as const) {
    test(`a source that ${what} is named, and the rest is shown`, async ({ portal, page, guard }) => {
      guard.expect(FAILED_REQUESTS);
      const broken =
        fault === 'refused'
          ? second(portal, { url: `${portal.apis.at.refused}/` })
          : second(portal, { url: `${portal.apis.at.ci}/__f/${fault}/files/` });
      await portal.open('/catalog', { sources: [...stock().sources, broken] });
      await expect(link(page, 'Payments ledger')).toBeVisible();
      const banner = page.getByRole('main').getByText(/Second catalog/).first();
      await expect(banner).toBeVisible();
      await expect(link(page, 'from-the-second')).toBeHidden();
      // The settings say more: which host, and why.
      await page.goto(`${portal.apis.at.portal}/settings`);
      await expect(page.getByText('Second catalog').first()).toBeVisible();
      await expect(page.getByText(/127\.0\.0\.1/).first()).toBeVisible();
    });
  }

  test('a slow source delays nothing but itself', async ({ portal, page }) => {
    const slow = second(portal, { url: `${portal.apis.at.ci}/__f/latency.700/files/` });
    await portal.open('/catalog', { sources: [...stock().sources, slow] });
    await expect(link(page, 'Payments ledger')).toBeVisible();
    await expect(link(page, 'from-the-second')).toBeVisible();
    await expect(page.getByRole('main').getByText(/Second catalog/)).toHaveCount(0);
  });

  test('a source that dies keeps what it had, with its age, while the others are read anew', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    const sources = [...stock().sources, second(portal)];
    await portal.open('/catalog', { sources });
    await expect(link(page, 'from-the-second')).toBeVisible();

    await portal.apis.fault('ci', '/files/*', 'status.503');
    await page.reload();
    const banner = page.getByRole('main').getByText(/What is shown of it was read/);
    await expect(banner).toContainText(/ago|just now/);
    await expect(link(page, 'from-the-second')).toBeVisible();
    await expect(link(page, 'Payments ledger')).toBeVisible();
    await link(page, 'from-the-second').click();
    await expect(page.getByRole('heading', { level: 1, name: 'from-the-second' })).toBeVisible();

    await portal.apis.heal();
    await page.goto(`${portal.apis.at.portal}/catalog`);
    await expect(link(page, 'from-the-second')).toBeVisible();
    await expect(banner).toHaveCount(0);
  });

  test('when every source is dead, the last good catalog is shown with its age', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    const sources = [second(portal)];
    await portal.open('/catalog', { sources });
    await expect(link(page, 'from-the-second')).toBeVisible();

    await portal.apis.fault('ci', '/files/*', 'status.503');
    await page.reload();
    await expect(link(page, 'from-the-second')).toBeVisible();
    await expect(page.getByRole('main').getByText(/ago|just now|old/i).first()).toBeVisible();
    await expect(page.getByRole('main').getByText(/Second catalog/).first()).toBeVisible();

    await portal.apis.heal();
    await page.reload();
    await expect(link(page, 'from-the-second')).toBeVisible();
    await expect(page.getByRole('main').getByText(/Second catalog/)).toHaveCount(0);
  });

  test('without any catalog the page says why, and tries again when asked', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    await portal.apis.fault('ci', '/files/*', 'status.503');
    await portal.apis.configure(portal.settings({ sources: [second(portal)] }));
    await page.goto(`${portal.apis.at.portal}/catalog`);
    const retry = page.getByRole('button', { name: /retry|try again/i }).first();
    await expect(retry).toBeVisible();
    await portal.apis.heal();
    await retry.click();
    await expect(link(page, 'from-the-second')).toBeVisible();
  });

  test('no more than four requests at a time go to one origin', async ({ portal, page }) => {
    const files = Array.from({ length: 40 }, (_, index) => `part-${index}.yaml`);
    for (const file of files) {
      writeFileSync(
        `${portal.files}/${file}`,
        `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${file.split('.')[0]} }\n` +
          'spec: { type: service, lifecycle: production, owner: payments-core }\n',
      );
    }
    await portal.apis.fault('ci', '/files/*', 'latency.50');
    await portal.open('/catalog', { sources: [second(portal, { index: files })] });
    await expect(link(page, 'part-7')).toBeVisible();
    const log = await portal.apis.log('ci');
    expect(log.length).toBe(files.length);
    // Two more are kept free for what the reader waits for.
    expect(Math.max(...log.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(6);
  });
});

test.describe('one API fails', () => {
  // What breaks, and what the card says about it.
  const faults: [fault: string, title: RegExp, most: number][] = [
    ['hang', /did not answer in time/, 3],
    ['hang-body', /did not answer in time/, 3],
    ['drip.1', /did not answer in time/, 3],
    ['reset', /could not reach/i, 3],
    ['reset-body', /was cut off|could not reach/i, 3],
    ['short', /was cut off|could not reach/i, 3],
    ['status.400', /refused the request \(400\)/, 1],
    ['status.403', /no access/i, 1],
    ['status.429', /asks for a pause/, 3],
    ['status.500', /failed \(500\)/, 3],
    ['status.502.html', /failed \(502\)/, 3],
    ['status.503', /failed \(503\)/, 3],
    ['html', /web page instead of data/, 1],
    ['invalid-json', /could not be read/, 1],
    ['truncated', /could not be read|was cut off/, 1],
    ['empty', /could not be read/, 1],
    ['null', /could not be read/, 1],
    ['string', /could not be read/, 1],
    ['octet-stream', /could not be read|instead of data/, 1],
    ['big.50', /too large/, 1],
    // The browser follows twenty before it gives up.
    ['redirect-loop', /could not reach/i, 63],
    ['no-cors', /could not reach/i, 3],
  ];
  for (const [fault, title, most] of faults) {
    test(`${fault}: the card says so, the others work, one click heals`, async ({ portal, page, guard }) => {
      guard.expect(FAILED_REQUESTS);
      await portal.apis.fault('ci', runs, fault);
      // Twenty redirects take their time, too; and what does not wait for a deadline has more of it.
      const timeScale = fault === 'redirect-loop' ? 1 : /hang|drip/.test(fault) ? 0.1 : 0.3;
      await portal.open(ledger, { net: { timeScale } });
      const main = page.getByRole('main');
      await expect(main.getByText(title).first()).toBeVisible({ timeout: 30_000 });
      await expect(main.getByText(/127\.0\.0\.1/).first()).toBeVisible();
      await expect(main.getByRole('heading', { name: 'About' })).toBeVisible();
      await expect(main.getByRole('heading', { name: /^Relations/ })).toBeVisible();
      const asked = (await portal.apis.log('ci')).filter(({ method }) => method === 'GET');
      expect(asked.length, 'requests for one card').toBeLessThanOrEqual(most);

      await portal.apis.heal();
      await main.getByRole('button', { name: /retry|try again/i }).first().click();
      await expect(main.getByText(title)).toHaveCount(0);
      await expect(main.getByText(/Passed|Failed|Running/).first()).toBeVisible();
    });
  }

  for (const fault of ['text-plain', 'latency.500', 'redirect-same']) {
    test(`${fault}: is no failure`, async ({ portal, page }) => {
      await portal.apis.fault('ci', runs, fault, fault === 'redirect-same' ? 1 : undefined);
      await portal.open(ledger);
      await expect(page.getByRole('main').getByText(/Passed|Failed|Running/).first()).toBeVisible();
    });
  }

  test('a passing fault heals by itself', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    await portal.apis.fault('ci', runs, 'status.503', 2);
    await portal.open(ledger);
    await expect(page.getByRole('main').getByText(/Passed|Failed|Running/).first()).toBeVisible();
    expect((await portal.apis.log('ci')).length).toBe(3);
  });

  test('leaving a page gives up its requests', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    await portal.apis.fault('ci', runs, 'hang');
    await portal.apis.configure(portal.settings({ net: { timeScale: 1 } }));
    await page.goto(portal.apis.at.portal + ledger);
    await expect(portal.heading()).toHaveText('Payments ledger');
    const gone = page.waitForEvent('requestfailed', (request) => request.url().includes('/actions/runs'));
    await page.getByRole('navigation', { name: /breadcrumb/i }).getByRole('link').first().click();
    await expect(portal.heading()).toHaveText('Components');
    expect((await gone).failure()?.errorText).toContain('ERR_ABORTED');
  });

  test('four dead requests do not hold up the rest of the page', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS);
    await portal.apis.fault('ci', runs, 'hang');
    await portal.apis.configure(portal.settings({ net: { timeScale: 1 } }));
    await page.goto(portal.apis.at.portal + ledger);
    await expect(page.getByRole('main').getByRole('heading', { name: 'About' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('heading', { name: /^Ownership/ })).toBeVisible();
    await expect(page.getByText(/is slow/i).first()).toBeVisible();
  });
});

test.describe('a part of the portal does not arrive', () => {
  test.skip(parts.length === 0, 'a debug build is one piece');
  const gallery = '/pkg-*/split_gallery*.wasm';

  for (const fault of ['status.404', 'html', 'truncated', 'reset']) {
    test(`${fault}: an error in its place, the portal lives on, retry heals`, async ({ portal, page, guard }) => {
      guard.expect(FAILED_REQUESTS, /^console: .*(wasm|split_)/is);
      await portal.apis.fault('portal', gallery, fault);
      await portal.open('/catalog');
      await page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).first().click();
      const main = page.getByRole('main');
      await expect(main.getByText('Gallery could not be loaded')).toBeVisible();

      // Everything else works, in step with what is clicked.
      await page.getByRole('navigation').getByRole('link', { name: 'Catalog' }).first().click();
      await expect(portal.heading()).toHaveText('Components');
      await page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).first().click();
      await expect(main.getByText('Gallery could not be loaded')).toBeVisible();

      await portal.apis.heal();
      await main.getByRole('button', { name: /retry|try again/i }).click();
      await expect(portal.heading()).toHaveText(/gallery|components/i);
      await expect(main.getByText('Gallery could not be loaded')).toHaveCount(0);
    });
  }

  test('a chunk that fails once is asked for again', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS, /^console: .*(wasm|split_)/is);
    await portal.open('/catalog');
    await portal.apis.fault('portal', gallery, 'status.404', 1);
    await page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).first().click();
    await expect(portal.heading()).toHaveText(/gallery|components/i);
  });
});

test.describe('the portal cannot start', () => {
  for (const [file, fault] of [
    ['/pkg-*/portal_bg.wasm', 'status.404'],
    ['/pkg-*/portal_bg.wasm', 'html'],
    ['/pkg-*/portal_bg.wasm', 'truncated'],
    ['/pkg-*/portal.js', 'status.404'],
    ['/pkg-*/portal.js', 'html'],
  ] as const) {
    test(`${file} ${fault}: a page that says so, within five seconds`, async ({ portal, page, guard }) => {
      guard.expect(FAILED_REQUESTS, /^(console|error): /);
      await portal.apis.fault('portal', file, fault);
      await page.goto(`${portal.apis.at.portal}/catalog`);
      const failure = page.getByRole('alert');
      await expect(failure.getByRole('heading', { name: /could not start/i })).toBeVisible({ timeout: 5000 });
      await portal.apis.heal();
      await failure.getByRole('button', { name: 'Reload', exact: true }).click();
      await expect(portal.heading()).toHaveText('Components');
    });
  }

  for (const [what, text, says] of [
    ['is no JSON', '{ "title": ', /portal\.json/],
    ['has an unknown key', '{ "titel": "Halyard" }', /titel/],
    ['has a wrong type', '{ "sources": 7 }', /sources/],
  ] as const) {
    test(`portal.json ${what}: the page names the place`, async ({ portal, page, guard }) => {
      guard.expect(/^console: /);
      await portal.apis.configure(text);
      await page.goto(`${portal.apis.at.portal}/catalog`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText(says).first()).toBeVisible();
    });
  }

  test('a missing worker is said, not waited for', async ({ portal, page, guard }) => {
    guard.expect(FAILED_REQUESTS, /^(console|error): .*worker/i);
    await portal.apis.fault('portal', '/pkg-*/worker*', 'status.404');
    await portal.apis.configure(portal.settings());
    await page.goto(`${portal.apis.at.portal}/catalog`);
    await expect(page.getByText(/could not be read/i).first()).toBeVisible();
  });
});
