// Signing in at an OpenID provider: there and back, renewal, refusal, and what is left behind.

import type { Page } from '@playwright/test';
import { hits, vectors, watch } from './lib/hostile';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';

/** The CI of the demo behind a token, and a second API that shares the sign-in. */
function guarded(portal: Portal) {
  const { ci, issuer } = portal.apis.at;
  const auth = { oidc: { issuer, clientId: 'portico', scopes: ['openid', 'offline_access'] } };
  const origins = portal.settings().origins;
  return {
    origins: {
      ...origins,
      ci: { title: 'CI', url: `${ci}/guarded`, auth },
      // No token goes here, although it is the same host.
      'alerts-production': { title: 'Alertmanager', url: `${ci}/alertmanager` },
    },
  };
}

const builds = (page: Page) => page.getByRole('main').getByText(/Passed|Failed|Running/).first();
const enter = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Sign in' }).first();

async function signIn(page: Page) {
  await enter(page).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('link', { name: 'Allow' }).click();
}

/** Everything that outlives a page. */
const left = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));

test('sign in, back to the same place, token only where it belongs, gone after a reload', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open(`${ledger}?x=1#y`, guarded(portal));
  await expect(page.getByText(/Sign in to CI/).first()).toBeVisible();
  expect((await portal.apis.log('ci')).filter(({ path }) => path.startsWith('/guarded'))).toEqual([]);

  await signIn(page);
  await expect(page).toHaveURL(`${portal.apis.at.portal}${ledger}?x=1#y`);
  await expect(builds(page)).toBeVisible();

  const log = await portal.apis.log();
  const bearer = log.filter(({ headers }) => headers['authorization']);
  expect(bearer.length).toBeGreaterThan(0);
  for (const { origin, path, headers } of bearer) {
    expect([origin, path.startsWith('/guarded/')]).toEqual(['ci', true]);
    expect(headers['authorization']).toMatch(/^Bearer access-/);
  }
  const token = log.filter(({ origin, path }) => origin === 'issuer' && path === '/token');
  expect(token.map(({ method }) => method)).toEqual(['POST']);
  expect(token[0].headers['cookie']).toBeUndefined();

  const traces = await left(page);
  for (const trace of ['access-', 'refresh-', 'code-', 'verifier', 'nonce', 'portico.sign-in', 'state=']) {
    expect(traces, trace).not.toContain(trace);
  }

  // Who goes back does not meet the address with the code.
  await page.reload();
  await expect(page.getByText(/Sign in to CI/).first()).toBeVisible();
  await expect(page.getByText(/until this page is reloaded or closed/).first()).toBeVisible();
});

test('a token is renewed once for all who need it; a refused renewal asks to sign in again; sign-out', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  // Renewed after half of its life, because it is short.
  await portal.apis.issuer({ life: 4 });
  await portal.open(`${ledger}/builds`, guarded(portal));
  await signIn(page);
  await expect(builds(page)).toBeVisible();
  const tokens = async () =>
    (await portal.apis.log('issuer')).filter(({ path }) => path === '/token').length;
  const reload = page.getByRole('main').getByRole('button', { name: /^Reload/ }).first();
  await expect
    .poll(async () => {
      await reload.click();
      return tokens();
    }, { intervals: [500] })
    .toBe(2);
  await expect(builds(page)).toBeVisible();

  await portal.apis.issuer({ refuseRefresh: true });
  await expect
    .poll(async () => {
      if (await reload.isVisible()) await reload.click();
      return enter(page).isVisible();
    }, { intervals: [500] })
    .toBe(true);
  await expect(page.getByText(/Sign in to CI/).first()).toBeVisible();

  await portal.apis.issuer({});
  await signIn(page);
  await expect(builds(page)).toBeVisible();
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
  await expect(page.getByText('Ines Calloway')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(enter(page)).toBeVisible();
  await expect
    .poll(async () => (await portal.apis.log('issuer')).filter(({ path }) => path === '/revoke').length)
    .toBe(1);
});

test('who cancels, comes uninvited or meets a liar is told so in plain words', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await watch(page);
  const hostile = `${vectors[0].value}<img src=x onerror="window.hit=1"><a href="javascript:1">x</a>`;
  await portal.apis.issuer({ description: hostile });
  await portal.open(ledger, guarded(portal));
  await enter(page).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(portal.heading()).toHaveText('The sign-in was cancelled');
  await expect(page).toHaveURL(`${portal.apis.at.portal}/signed-in`);
  await expect(page.getByRole('main').getByText(/access_denied|<img|onerror/).first()).toBeVisible();
  expect(await page.getByRole('main').locator('img, script, a[href^=javascript]').count()).toBe(0);
  expect(await hits(page)).toEqual([]);
  expect(await left(page)).not.toContain('portico.sign-in');
  await expect(page.getByRole('link', { name: 'Back to where you were' })).toHaveAttribute('href', ledger);

  // The answer of a stranger: nothing of it is repeated, and no code is used.
  await portal.apis.clearLog();
  await page.goto(`${portal.apis.at.portal}/signed-in?code=stolen&state=guess&error_description=Call+us`);
  await expect(portal.heading()).toHaveText('This sign-in did not begin here');
  await expect(page.getByText('Call us')).toHaveCount(0);
  expect(await portal.apis.log('issuer')).toEqual([]);

  // An ID token for another sign-in.
  await portal.apis.issuer({ claims: { nonce: 'other' } });
  await page.goto(portal.apis.at.portal + ledger);
  await signIn(page);
  await expect(portal.heading()).toHaveText('The sign-in could not be trusted');
  await expect(page.getByText(/belongs to another sign-in/)).toBeVisible();

  // A provider that calls itself otherwise is not even visited.
  await portal.apis.issuer({ discovery: { issuer: 'https://evil.example' } });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/calls itself otherwise/).first()).toBeVisible();
  await expect(page).toHaveURL(`${portal.apis.at.portal}/signed-in`);
});
