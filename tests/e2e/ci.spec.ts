// Builds: how branches stand, the list and its filters, one build with jobs and logs, starting it again.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { badLinks, hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { root } from './lib/places';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, type Settings, expect, test } from './lib/portal';
import { entity, put } from './lib/sites';

const ledger = '/catalog/default/component/payments-ledger';
const checkout = '/catalog/default/component/checkout-gateway';
const RUNS = '/repos/halyard/payments-ledger/actions/runs*';
const FAILED_RUN = '19461640469';

const part = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('region', { name });
const table = (page: Page) => page.getByRole('main').getByRole('table', { name: 'Builds' });
const contract = (name: string): string => readFileSync(`${root}/tests/contract/ci/${name}`, 'utf8');

test('from the card to the list, its filters, a failed job and its log', async ({ portal, page }) => {
  await portal.open(checkout);
  const card = part(page, 'Latest builds');
  const main = card.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'main', exact: true }) });
  await expect(main).toContainText('Failed');
  await expect(main).toContainText('Retry the frictionless flow once before the challenge (#3081) · CI · #4170');
  await expect(card.getByText(/of \d+ passed$/)).toBeVisible();
  await card.getByRole('link', { name: 'All builds' }).click();

  const figures = part(page, 'How they did');
  await expect(figures.getByRole('figure', { name: /^Results by day/ })).toBeVisible();
  await expect(figures.getByRole('figure', { name: /^Success rate by day/ })).toBeVisible();
  await expect(figures.getByRole('figure', { name: /^Duration of CI where it passed/ })).toBeVisible();
  await figures.getByRole('button', { name: /table/i }).first().click();
  await expect(figures.getByRole('table').first()).toContainText('20 Nov');

  await portal.facet('Result').click();
  await page.getByRole('option', { name: /^Failed/ }).click();
  await page.keyboard.press('Escape');
  await portal.facet('Workflow').click();
  await page.getByRole('option', { name: /^CI/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/status=failed/);
  await expect(table(page).getByText('Passed', { exact: true })).toHaveCount(0);
  await page.reload();
  await expect(table(page).getByText('Failed', { exact: true }).first()).toBeVisible();
  await expect(table(page).getByText('Passed', { exact: true })).toHaveCount(0);

  await table(page).getByRole('link', { name: /^Retry the frictionless flow/ }).click();
  await expect(page).toHaveURL(new RegExp(`run=${FAILED_RUN}`));
  await expect(part(page, 'Build #4170')).toContainText('tferreira');
  const jobs = part(page, 'Jobs');
  // What failed is open.
  const failed = jobs.getByRole('button', { expanded: true });
  await expect(failed).toHaveCount(1);
  await expect(jobs.getByRole('listitem').filter({ hasText: 'Failed' }).first()).toBeVisible();
  await jobs.getByRole('link', { name: /^Log of/ }).click();
  const log = part(page, /^Log$/);
  await expect(log.getByText(/Cleaning up orphan processes/)).toBeVisible();
  await expect(log.getByText(/##\[|2026-11-20T/)).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Build #4170' }).click();
  await expect(jobs).toBeVisible();
  // The filters are still there.
  await page.getByRole('main').getByRole('link', { name: 'All builds' }).click();
  await expect(page).toHaveURL(/status=failed/);
});

test('no builds, a bad build, a slow answer, no annotation, a wrong one', async ({ portal, page }) => {
  const main = page.getByRole('main');
  await portal.apis.fault('ci', RUNS, 'no-items');
  await portal.open(`${ledger}/builds`);
  await expect(main.getByText(/no builds yet/i).first()).toBeVisible();

  await portal.apis.reset();
  await portal.apis.fault('ci', RUNS, 'bad-item');
  await portal.open(`${ledger}/builds`);
  await expect(main.getByText('1 build could not be read')).toBeVisible();
  await expect(table(page).getByText('Passed').first()).toBeVisible();

  // Slow after a second and a half, given up after five: between them there is time to look.
  await portal.apis.reset();
  await portal.apis.fault('ci', RUNS, 'latency.4000');
  await portal.apis.configure(portal.settings({ net: { timeScale: 0.5 } }));
  await page.goto(`${portal.apis.at.portal}${ledger}/builds`);
  await expect(page.getByText(/is slow/i).first()).toBeVisible();
  await expect(table(page).getByText('Passed').first()).toBeVisible();
  await expect(page.getByText(/is slow/i)).toHaveCount(0);

  await portal.apis.reset();
  await portal.open('/catalog/default/component/engineering-handbook/builds');
  await expect(main.getByText('github.com/project-slug').first()).toBeVisible();
  expect(await portal.apis.log('ci')).toEqual([]);

  await portal.open('/catalog/default/component/wrong/builds', other(portal, { 'github.com/project-slug': 'a/b/c' }));
  await expect(main.getByText('The repository is not clear')).toBeVisible();
  await portal.open('/catalog/default/component/wrong/builds', other(portal, { 'jenkins.io/job-full-name': 'pay/ledger' }, []));
  await expect(main.getByText('No Jenkins is known to the portal')).toBeVisible();
});

test('each failure has its words and a way out; a used-up quota says until when', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const main = page.getByRole('main');
  const headers = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };
  let answer: object = {};
  await page.route('**/actions/runs?*', (route) => route.fulfill({ headers, ...answer }));
  const reset = Math.floor(Date.now() / 1000) + 900;
  for (const [said, words] of [
    [{ status: 401, json: { message: 'Bad credentials' } }, /wants to know who asks/],
    [{ status: 403, json: { message: 'Forbidden' } }, /does not allow it/],
    [{ status: 403, json: {}, headers: { ...headers, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) } }, /Try again in 1[45] min/],
    [{ status: 404, json: { message: 'Not Found' } }, /does not have this/],
    [{ status: 500, json: {} }, /failed \(500\)/],
    [{ json: { workflow_runs: 7 } }, /not as expected at workflow_runs/],
  ] as const) {
    answer = said;
    await portal.open(`${checkout}/builds`);
    await expect(main.getByText(words).first()).toBeVisible();
  }
  await page.unroute('**/actions/runs?*');
  await main.getByRole('button', { name: /try again|retry/i }).first().click();
  await expect(table(page).getByText('Passed').first()).toBeVisible();

  // Jobs and logs fail by themselves.
  await page.route('**/jobs?*', (route) => route.fulfill({ status: 500, headers, json: {} }));
  await portal.open(`${checkout}/builds?run=${FAILED_RUN}`);
  await expect(part(page, 'Jobs').getByText(/The jobs could not be loaded/)).toBeVisible();
  await expect(part(page, 'Build #4170')).toBeVisible();
  await portal.open(`${checkout}/builds?run=${FAILED_RUN}&log=1`);
  await expect(page.getByText(/GitHub deletes logs after some time/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /Open in GitHub Actions/ })).toBeVisible();
});

test('a build is started again with a token, after a question; who may not is told', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const origins = { ci: { title: 'CI', url: portal.apis.at.ci }, 'ci-write': { title: 'CI, to start builds', url: portal.apis.at.ci, auth: 'session' } };
  const plugins = ['catalog', { id: 'ci', config: { servers: [{ origin: 'ci', rerun: 'ci-write' }] } }];
  await portal.open(`${checkout}/builds?run=${FAILED_RUN}`, { origins, plugins });
  const head = part(page, 'Build #4170');
  await expect(head.getByText(/^To run it again, type a token of your own/)).toBeVisible();
  await head.getByRole('link', { name: 'settings' }).click();
  await page.getByLabel('Token for CI, to start builds', { exact: true }).fill('a-token-of-mine');
  await page.getByRole('button', { name: 'Use for this session' }).click();
  await expect(page.getByText('Signed in').first()).toBeVisible();
  await page.goBack();

  await head.getByRole('button', { name: 'Run failed jobs again…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Run the failed jobs again?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await head.getByRole('button', { name: 'Run failed jobs again…' }).click();
  await question.getByRole('button', { name: 'Run failed jobs again' }).click();
  await expect(page.getByText('GitHub Actions was asked for it.')).toBeVisible();
  const posts = (await portal.apis.log('ci')).filter(({ method }) => method === 'POST');
  expect(posts.map(({ path }) => path)).toEqual([`/repos/halyard/checkout/actions/runs/${FAILED_RUN}/rerun-failed-jobs`]);
  expect(posts[0]!.headers.authorization).toBe('Bearer a-token-of-mine');

  await page.route('**/rerun', (route) => (route.request().method() === 'POST'
    ? route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' }, json: { message: 'Resource not accessible by personal access token' } })
    : route.continue()));
  await head.getByRole('button', { name: 'Run again…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run again' }).click();
  await expect(head.getByRole('alert')).toContainText('The token needs the right to start builds');
  await expect(head.getByRole('alert')).toContainText('Resource not accessible');
});

/** A component with these annotations, and the systems that build it, answered from the recordings. */
function other(portal: Portal, annotations: Record<string, string>, kinds = ['gitlab', 'jenkins', 'buildbot']): Partial<Settings> {
  put(`${portal.files}/other.yaml`, JSON.stringify(entity('wrong', annotations)));
  const at = (kind: string) => [`ci-${kind}`, { title: kind, url: `${portal.apis.at.ci}/files/${kind}` }];
  const servers = [{ kind: 'github', origin: 'ci' }, ...kinds.map((kind) => ({ kind, origin: `ci-${kind}`, web: `https://${kind}.halyard.example` }))];
  return {
    sources: [{ id: 'other', type: 'files', url: `${portal.apis.at.ci}/files/`, index: ['other.yaml'] }],
    origins: { ci: { title: 'CI', url: portal.apis.at.ci }, ...Object.fromEntries(kinds.map(at)) },
    plugins: ['catalog', { id: 'ci', config: { servers } }],
  };
}

test('GitLab, Jenkins and Buildbot build the same component: one choice, the same words', async ({ portal, page }) => {
  const headers = { 'access-control-allow-origin': '*' };
  const json = (url: string | RegExp, name: string) =>
    page.route(url, (route) => route.fulfill({ headers, contentType: 'application/json', body: contract(name) }));
  const text = (url: string | RegExp, body: string) => page.route(url, (route) => route.fulfill({ headers, contentType: 'text/plain', body }));
  await json(/\/gitlab\/projects\/pay%2Fledger\/pipelines\?/, 'gitlab/pipelines.json');
  await json(/\/gitlab\/projects\/pay%2Fledger\/pipelines\/2872$/, 'gitlab/pipeline.json');
  await json(/\/gitlab\/projects\/pay%2Fledger\/pipelines\/2872\/jobs/, 'gitlab/jobs.json');
  await text(/\/gitlab\/projects\/pay%2Fledger\/jobs\/8002\/trace$/, contract('gitlab/trace.txt'));
  await json(/\/jenkins\/job\/pay\/job\/ledger\/api\/json\?/, 'jenkins/job.json');
  await json('**/jenkins/job/pay/job/ledger/417/wfapi/describe', 'jenkins/wfapi-describe.json');
  await json(/\/buildbot\/builders\/ledger\/builds\?/, 'buildbot/builds-of-builder.json');
  await json('**/buildbot/builds/1/steps', 'buildbot/steps.json');
  await json('**/buildbot/steps/10/logs', 'buildbot/step-logs.json');
  await json(/\/buildbot\/logs\/6\/contents\?offset=0&limit=5000/, 'buildbot/log-contents.json');
  const annotations = {
    'gitlab.com/project-slug': 'pay/ledger',
    'jenkins.io/job-full-name': 'pay/ledger',
    'buildbot.net/builder': 'ledger',
  };
  await portal.open('/catalog/default/component/wrong/builds', other(portal, annotations));
  const main = page.getByRole('main');
  await expect(table(page).getByText('!12')).toBeVisible();
  await portal.open('/catalog/default/component/wrong/builds?run=2872', other(portal, annotations));
  await expect(part(page, 'Build #146')).toContainText('jdoe');
  await part(page, 'Jobs').getByRole('link', { name: /^Log of/ }).first().click();
  await expect(main.getByText(/ERROR: Job failed: exit code 101/)).toBeVisible();
  await expect(main.getByText(/section_start/)).toHaveCount(0);
  await main.getByRole('link', { name: 'All builds' }).click();

  await main.getByText('Jenkins', { exact: true }).click();
  await table(page).getByRole('link', { name: 'Round refunds half to even' }).click();
  await expect(part(page, 'Build #417')).toContainText('Mira Okafor');
  await expect(part(page, 'Jobs').getByRole('listitem').filter({ hasText: 'Publish' })).toContainText('Skipped');
  await main.getByRole('link', { name: 'All builds' }).click();

  await main.getByText('Buildbot', { exact: true }).click();
  await table(page).getByRole('link', { name: 'portal button' }).click();
  await expect(part(page, 'Build #1').getByRole('link', { name: /Open in Buildbot/ }))
    .toHaveAttribute('href', 'https://buildbot.halyard.example/#/builders/2/builds/1');
  await part(page, 'Jobs').getByRole('link', { name: 'test', exact: true }).click();
  await expect(main.getByText('assertion failed', { exact: true })).toBeVisible();
});

// TODO The viewer is told to follow the end and does not scroll there when it is first drawn.
test('of a long log the last lines come first', async ({ portal, page }) => {
  const lines = Array.from({ length: 12_000 }, (_, at) => `2026-11-20T15:12:48.1234567Z line ${at + 1}`);
  await page.route('**/jobs/1/logs', (route) =>
    route.fulfill({ headers: { 'access-control-allow-origin': '*' }, contentType: 'text/plain', body: lines.join('\n') }));
  await portal.open(`${checkout}/builds?run=${FAILED_RUN}&log=1`);
  const log = part(page, /^Log$/);
  await expect(log.getByText('line 12000', { exact: true })).toBeVisible();
  await expect(log.getByText(/The last 5,000 of 12,000 lines/)).toBeVisible();
  await expect(log.getByText(/Lines [\d,]+–5,000 of 5,000/)).toBeVisible();
  await log.getByRole('button', { name: 'Show all of it' }).click();
  await expect(log.getByText(/Lines [\d,]+–12,000 of 12,000/)).toBeVisible();
});

test('hostile titles, branches, names and addresses are text', async ({ portal, page }) => {
  await watch(page);
  const texts = vectors.map(({ value }) => value);
  const at = '2026-11-20T15:12:48Z';
  const runs = texts.slice(0, 60).map((text, id) => ({
    id: id + 1, display_title: text, name: text, head_branch: text, head_sha: text, html_url: text, actor: { login: text },
    status: 'completed', conclusion: text, created_at: at, run_started_at: at, updated_at: at, run_number: id,
  }));
  const jobs = texts.slice(0, 30).map((text, id) => ({
    id, name: text, html_url: text, status: 'completed', conclusion: 'failure', steps: [{ name: text, status: 'completed', conclusion: 'success' }],
  }));
  const headers = { 'access-control-allow-origin': '*' };
  await page.route('**/actions/runs?*', (route) => route.fulfill({ headers, json: { total_count: 60, workflow_runs: runs } }));
  await page.route('**/jobs?*', (route) => route.fulfill({ headers, json: { total_count: 30, jobs } }));
  await page.route('**/jobs/*/logs', (route) => route.fulfill({ headers, contentType: 'text/plain', body: texts.join('\n') }));
  for (const place of ['', '/builds', '/builds?run=3', '/builds?run=3&log=1']) {
    await portal.open(`${checkout}${place}`);
    await expectNoOverflow(page, `hostile builds ${place}`);
    expect(await badLinks(page), place).toEqual([]);
  }
  expect(await hits(page)).toEqual([]);
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const place of ['', `?run=${FAILED_RUN}`, `?run=${FAILED_RUN}&log=38924280955`]) {
    await portal.open(`${checkout}/builds${place}`);
    await expectAllLooks(page, `builds ${place}`, { each: (where) => expectOutline(page, where) });
  }
});
