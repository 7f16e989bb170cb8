// The connection doctor: each kind of failure is told from the others, with the setting to change.

import type { Page } from '@playwright/test';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const path = '/repos/halyard/payments-ledger/actions/runs';
const token = { header: 'X-Api-Key' };

/** What breaks, how it is configured, what the page calls it, and a word of the way out. */
const kinds: [name: string, url: (portal: Portal) => string, auth: object | string, word: string, way: RegExp][] = [
  ['works', ({ apis }) => `${apis.at.ci}${path}`, 'none', 'Works', /as it should be/],
  ['gone', ({ apis }) => apis.at.refused, 'none', 'Unreachable', /in a new tab/],
  ['forbidden-by-us', ({ apis }) => apis.at.foreign, 'none', 'Not in the policy', /cargo xtask csp/],
  ['no-cors', ({ apis }) => `${apis.at.ci}/__f/no-cors${path}`, 'none', 'No CORS', /curl -si/],
  ['cors-other', ({ apis }) => `${apis.at.ci}/__f/cors-other${path}`, 'none', 'No CORS', /curl -si/],
  ['cors-star', ({ apis }) => `${apis.at.ci}/__f/cors-star${path}`, 'cookie', 'Cookies refused', /allow credentials/],
  ['preflight', ({ apis }) => `${apis.at.ci}/__f/preflight.403${path}`, token, 'Preflight refused', /OPTIONS/],
  ['header', ({ apis }) => `${apis.at.ci}/__f/plain-headers${path}`, token, 'Header refused', /Access-Control-Allow-Headers/],
  ['sign-on', ({ apis }) => `${apis.at.ci}/__f/redirect-foreign${path}`, 'none', 'Redirects', /sign-on proxy/],
  ['page', ({ apis }) => `${apis.at.ci}/__f/html${path}`, 'none', 'Web page', /must be the API/],
  ['unknown', ({ apis }) => `${apis.at.ci}/guarded${path}`, 'none', 'Not accepted', /an `auth` in portal.json/],
  ['stranger', ({ apis }) => `${apis.at.ci}/guarded${path}`, 'session', 'Not signed in', /under Settings/],
  ['no-access', ({ apis }) => `${apis.at.ci}/__f/status.403${path}`, 'none', 'No access', /read access/],
  ['nowhere', ({ apis }) => `${apis.at.ci}/nothing/here`, 'none', 'Not found', /Look at the path/],
  ['busy', ({ apis }) => `${apis.at.ci}/__f/status.429.retry-9${path}`, 'none', 'Rate limited', /Wait some minutes/],
  ['broken', ({ apis }) => `${apis.at.ci}/__f/status.503${path}`, 'none', 'Failing', /Tell the team/],
  ['hangs', ({ apis }) => `${apis.at.ci}/__f/hang${path}`, 'none', 'No answer', /timeoutSeconds/],
  ['picture', ({ apis }) => `${apis.at.ci}/__f/octet-stream${path}`, 'none', 'Wrong type', /application\/json/],
];

/** The header that opens what was found about an origin. */
const found = (page: Page, title: string) =>
  page.getByRole('main').getByRole('button', { name: new RegExp(`^${title}\\b`) });

test('each kind of failure has its name, its way out and its place in the report', async ({ portal, page, guard }) => {
  guard.expect(/^console: /, /^policy: connect-src/, /^undeclared origin: GET .*/);
  const origins = Object.fromEntries(
    kinds.map(([name, url, auth]) => [name, { title: `api ${name}`, url: url(portal), auth, timeoutSeconds: name === 'hangs' ? 5 : 100 }]),
  );
  await portal.open('/settings/connections', { origins });
  const main = page.getByRole('main');
  await expect(main.getByRole('status')).toHaveText(/need attention/);
  for (const [name, , , word, way] of kinds) {
    const header = found(page, `api ${name}`);
    await expect.soft(header, name).toContainText(word);
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    const body = page.locator(`[id="${await header.getAttribute('aria-controls')}"]`);
    await expect.soft(body.getByText(way).first(), name).toBeVisible();
    await header.click();
  }
  const report = main.getByRole('region', { name: 'Report' });
  await expect(report).toContainText('| api no-cors | 127.0.0.1');
  await expect(report).toContainText('## api header: header refused');
  await expect(report).not.toContainText('portico-connection-check');

  // What was sent: reading requests, no token to whom it does not belong.
  const log = await portal.apis.log();
  expect(log.filter(({ method, origin }) => !/^(GET|OPTIONS)$/.test(method) && origin !== 'portal')).toEqual([]);
  expect(log.filter(({ origin }) => origin === 'foreign').map(({ path: asked }) => asked)).toEqual([]);
});

test('no network, a new check by hand, recipes by product, in both themes and widths', async ({ portal, page, guard }) => {
  guard.expect(/^console: /);
  const origins = {
    metrics: { title: 'Prometheus', url: `${portal.apis.at.ci}/__f/no-cors/prometheus` },
    'argocd-production': { title: 'Argo CD', url: `${portal.apis.at.ci}/__f/no-cors/argocd/production` },
    files: { title: 'Files of the demo', url: 'demo/ci', static: true },
  };
  await portal.open('/settings', { origins });
  await page.getByRole('navigation', { name: 'Parts of Settings' }).getByRole('link', { name: 'Connections' }).click();
  await expect(page).toHaveURL(/\/settings\/connections$/);
  const status = page.getByRole('main').getByRole('status');
  await expect(status).toHaveText('2 of 4 need attention.');
  await expect(found(page, 'Files of the demo')).toContainText('Works');
  const settings = (product: string) => page.getByRole('main').getByRole('tab', { name: product });
  await settings('Prometheus').click();
  await expect(page.getByText(/--web\.cors\.origin=/)).toBeVisible();
  await settings('Argo CD').click();
  await expect(page.getByText(/no setting for CORS/)).toBeVisible();

  await expectAllLooks(page, 'connections');
  await expectOutline(page, 'connections');
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoOverflow(page, 'connections');

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(status).toHaveText('4 of 4 need attention.');
  await expect(found(page, 'Prometheus')).toContainText('Offline');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(status).toHaveText('2 of 4 need attention.');
});
