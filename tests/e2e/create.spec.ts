// Templates: the gallery, and runs from their first event to what they made.

import type { Page, Route } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { badLinks, go, hits, vectors, watch } from './lib/hostile';
import { expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const TASKS = '/api/scaffolder/v2/tasks';
const main = (page: Page) => page.getByRole('main');
const state = (page: Page, word: string) => main(page).getByText(word, { exact: true }).first();

/** Starts a run on the scaffolder of the demo and gives its id. */
async function start(portal: Portal, template: string, values: object): Promise<string> {
  const answer = await fetch(portal.apis.at.portal + TASKS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ templateRef: `template:default/${template}`, values, secrets: {} }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()).id;
}

const SERVICE = {
  name: 'parcel-weigher',
  description: 'Weighs parcels.',
  owner: 'group:default/payments-core',
  system: 'system:default/payments',
  interface: 'http',
  tier: 3,
  regions: ['eu-west'],
  database: false,
};

/** A scaffolder that answers as we say. */
const STEPS = [
  { id: 'one', name: 'First step', action: 'debug:log' },
  { id: 'two', name: 'Second step', action: 'debug:log' },
];
const made = (id: string, status: string, more: object = {}) => ({
  id,
  status,
  createdAt: '2026-11-20T09:00:00.000Z',
  createdBy: 'user:default/ines.calloway',
  spec: { steps: STEPS, parameters: { name: 'parcel-weigher' }, templateInfo: { entityRef: 'template:default/rust-service' } },
  ...more,
});
const event = (id: number, body: object, type = 'log') =>
  `event: ${type}\ndata: ${JSON.stringify({ id, taskId: 't', type, createdAt: '2026-11-20T09:00:01.000Z', body })}\n\n`;
const ENDED = event(99, { message: 'Run completed with status: completed', output: {} }, 'completion');
const stream = (route: Route, text: string) =>
  route.fulfill({ status: 200, headers: { 'content-type': 'text/event-stream' }, body: text });

test('the gallery: search, filters, a star, and what a template will do', async ({ portal, page }) => {
  await portal.open('/create');
  await expect(portal.heading()).toHaveText('Templates');
  await expect(main(page).getByText(/^\d+ templates from \d+ teams\.$/)).toBeVisible();
  const cards = main(page).getByRole('list', { name: 'Templates', exact: true });
  const all = await cards.getByRole('article').count();
  expect(all).toBeGreaterThan(5);
  await expect(cards.getByRole('article').filter({ hasText: 'Rust service' })).toContainText(/Saves 6\sh/);
  await portal.filter().fill('rust');
  await expect.poll(() => cards.getByRole('article').count()).toBeLessThan(all);
  await expect(page).toHaveURL(/q=rust/);
  await cards.getByRole('button', { name: /Rust service/ }).click();
  await portal.filter().fill('nothing like this');
  await expect(main(page).getByRole('heading', { name: 'No template matches' })).toBeVisible();
  await main(page).getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/create$/);
  await main(page).getByRole('button', { name: 'Starred' }).click();
  await expect(cards.getByRole('article')).toHaveCount(1);

  await portal.open('/catalog/default/template/rust-service');
  const card = main(page).getByRole('region', { name: 'What it does' });
  await expect(card.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toContainText('Fill in the skeleton');
  await expect(card.getByRole('list', { name: 'Permissions' })).toBeVisible();

  // The search leads to the form as well.
  await portal.open('/search?query=rust%20service');
  await main(page).getByRole('link', { name: /^Use this template ?: Rust service$/ }).click();
  await expect(portal.heading()).toHaveText('Rust service');
  await expect(page).toHaveURL(/\/create\/templates\/default\/rust-service$/);
});

test('a run of the demo: from its first step to a build that passed and an entry in the catalog', async ({ portal, page, guard }) => {
  test.slow();
  // No scanner of the demo knows what was made just now.
  guard.expect(FAILED_REQUESTS);
  await portal.open('/create');
  const id = await start(portal, 'rust-service', SERVICE);
  await page.goto(`${portal.apis.at.portal}/create/tasks/${id}`);
  await expect(portal.heading()).toHaveText('parcel-weigher');
  await expect(state(page, 'Succeeded')).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveTitle(/parcel-weigher, succeeded/);
  // What it was started with, in the words of the form.
  const answers = main(page).getByRole('region', { name: 'Run with' });
  await expect(answers.getByText('HTTP and JSON')).toBeVisible();
  await expect(answers.getByRole('link', { name: 'Payments core' })).toBeVisible();
  const steps = main(page).getByRole('region', { name: 'Steps' }).getByRole('listitem');
  await expect(steps.filter({ hasText: 'Create the repository' })).toContainText('done');
  await expect(steps.filter({ hasText: 'Add a database' })).toContainText('left out');
  const gave = main(page).getByRole('list', { name: 'What was made' });
  await expect(gave.getByRole('link', { name: /Repository/ })).toBeVisible();
  await expect(gave.getByText(/^Passed/)).toBeVisible({ timeout: 30_000 });
  await expect(main(page).getByRole('link', { name: 'Open in the catalog' }).first()).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'a run that went well');
  await expectOutline(page, 'a run that went well');
  // The entry is there without a reload.
  await main(page).getByRole('link', { name: 'Open in the catalog' }).first().click();
  await expect(portal.heading()).toHaveText(/parcel.weigher/i);
});

test('failed and cancelled as the scaffolder says it, and all of them in a list', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open('/create');
  const failing = await start(portal, 'failing', { name: 'broken-thing' });
  await page.goto(`${portal.apis.at.portal}/create/tasks/${failing}`);
  await expect(main(page).getByRole('heading', { name: /^It failed in the step/ })).toBeVisible();
  await main(page).getByRole('button', { name: 'Retry' }).click();
  await expect(main(page).getByRole('heading', { name: /^It failed in the step/ })).toBeVisible();

  const slow = await start(portal, 'slow', { name: 'slow-thing' });
  await page.goto(`${portal.apis.at.portal}/create/tasks/${slow}`);
  await main(page).getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel run' }).click();
  await expect(main(page).getByText('This run was cancelled')).toBeVisible();

  await page.goto(`${portal.apis.at.portal}/create/tasks`);
  const runs = main(page).getByRole('list', { name: 'Runs', exact: true });
  await expect(runs.getByRole('link', { name: 'broken-thing' })).toBeVisible();
  await main(page).getByText('Failed', { exact: true }).first().click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(runs.getByRole('listitem').filter({ hasText: 'broken-thing' })).toContainText('Failed');
});

test('a stream that is cut ten times, an event that makes no sense, and a run that is not there', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  let opened = 0;
  const asked: string[] = [];
  await page.route(`**${TASKS}/**`, (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.endsWith('/nope')) {
      return route.fulfill({ status: 404, json: { error: { name: 'NotFoundError', message: 'No task with id nope found' } } });
    }
    if (!url.pathname.endsWith('/eventstream')) return route.fulfill({ json: made('t', 'processing') });
    asked.push(url.searchParams.get('after') ?? '');
    opened += 1;
    const line = event(opened, { message: `line ${opened}`, stepId: 'one', status: opened === 1 ? 'processing' : undefined });
    return stream(route, opened <= 10 ? line : `: beat\n\ndata: {broken\n\n${line}${ENDED}`);
  });
  await portal.open('/create/tasks/t');
  await expect(state(page, 'Succeeded')).toBeVisible({ timeout: 20_000 });
  expect(asked).toEqual(['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  await expect(main(page).getByText('1 event could not be read')).toBeVisible();
  const log = main(page).getByRole('region', { name: 'Log of parcel-weigher' });
  await expect(log).toContainText('line 11');

  await portal.open('/create/tasks/nope');
  await expect(main(page).getByRole('heading', { name: 'The run could not be loaded' })).toBeVisible();
});

test('a sign-in that ends in the middle, a proxy without streams, and a scaffolder that is down', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const token = (route: Route) => route.request().headers().authorization;
  await page.route(`**${TASKS}/**`, (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.endsWith('/events')) return route.fulfill({ json: [JSON.parse(ENDED.split('data: ')[1] ?? '')] });
    if (!url.pathname.endsWith('/eventstream')) {
      return route.fulfill({ json: made(url.pathname.includes('/p') ? 'p' : 't', 'processing') });
    }
    if (url.pathname.includes('/p/')) return route.fulfill({ contentType: 'text/html', body: '<p>Proxy</p>' });
    return token(route) === 'Bearer second'
      ? stream(route, ENDED)
      : route.fulfill({ status: 401, json: { error: { name: 'AuthenticationError', message: 'Expired' } } });
  });
  const scaffolder = { url: portal.apis.at.portal, title: 'Scaffolder', auth: 'session' };
  const settings = portal.settings();
  const plugins = settings.plugins?.map((one) =>
    typeof one === 'object' && 'id' in one && one.id === 'create' ? { id: 'create', config: { scaffolder: 'scaffolder' } } : one,
  );
  await portal.open('/settings', { origins: { ...settings.origins, scaffolder }, plugins });
  await page.getByRole('textbox', { name: 'Token for Scaffolder' }).fill('first');
  await page.getByRole('button', { name: 'Use for this session' }).click();
  await go(page, '/create/tasks/t');
  await expect(main(page).getByText('Your sign-in has ended, and the run goes on')).toBeVisible();
  await page.getByRole('textbox', { name: 'Token for Scaffolder' }).fill('second');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(state(page, 'Succeeded')).toBeVisible();

  await portal.open('/create/tasks/p');
  await expect(state(page, 'Succeeded')).toBeVisible();

  await page.route(`**${TASKS}?**`, (route) => route.fulfill({ status: 503, json: {} }));
  await portal.open('/create/tasks');
  await expect(main(page).getByRole('heading', { name: 'The runs could not be loaded' })).toBeVisible();
});

test('hostile texts are texts, in both themes and at both widths', async ({ portal, page }) => {
  const bad = vectors.slice(0, 40).map((vector) => vector.value).join('\n');
  const short = vectors[0]?.value ?? '<b>';
  await watch(page);
  await page.route(`**${TASKS}/**`, (route) => {
    if (!new URL(route.request().url()).pathname.endsWith('/eventstream')) {
      const spec = { steps: [{ id: 'one', name: short }, { id: 7 }, null], parameters: { name: short, nested: { a: bad } } };
      return route.fulfill({ json: made('t', 'processing', { spec, createdBy: short }) });
    }
    const output = {
      links: [{ title: short, url: 'javascript:alert(1)' }, { title: short, entityRef: bad }, 7],
      text: [{ title: short, content: bad }],
    };
    const end = event(9, { message: bad, output }, 'completion');
    return stream(route, event(1, { message: bad, stepId: 'one', status: 'processing' }) + end);
  });
  await portal.open('/create/tasks/t');
  await expect(state(page, 'Succeeded')).toBeVisible();
  await expectAllLooks(page, 'a run');
  await portal.open('/create');
  await expectAllLooks(page, 'templates');
  expect(await hits(page)).toEqual([]);
  expect(await badLinks(page)).toEqual([]);
});
