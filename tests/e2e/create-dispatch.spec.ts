// Templates that CI runs: handed over once, with a token of the reader's own, and followed to the end.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow, expectOutline } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const main = (page: Page) => page.getByRole('main');
const form = (page: Page) => main(page).locator('form').filter({ has: page.getByRole('button', { name: /^(Next|Create)$/ }) });
const create = (page: Page) => form(page).getByRole('button', { name: 'Create', exact: true });

/** Every template says another number: a portal that is opened again shows the kept one first. */
let number = 0;

/** A template with one answer that CI runs; `more` are further properties in YAML's flow style. */
const template = (dispatch: string, more = '', annotations = '') => `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: topic
  title: A topic
  description: Number ${(number += 1)} of the tests.
  annotations:
    portico.dev/dispatch: ${dispatch}
${annotations}
spec:
  owner: group:default/data-platform
  type: resource
  parameters:
    - title: Topic
      required: [name]
      properties:
        name: { title: Name, type: string }
        owner: { title: Owner, type: string, default: group:default/data-platform }
${more}
  steps:
    - { id: one, name: One, action: debug:log, input: { message: hello } }
`;

/** Opens the form of a template on a portal whose CI is the one of the demo. */
async function open(portal: Portal, text: string): Promise<void> {
  await portal.page.route('**/demo/catalog/templates/all.yaml', (route) => route.fulfill({ contentType: 'text/yaml', body: text }));
  const { origins, plugins } = portal.settings();
  const dispatch = [
    { kind: 'github', origin: 'ci-actions', title: 'GitHub' },
    { kind: 'gitlab', origin: 'ci-gitlab', title: 'GitLab' },
  ];
  await portal.open('/create/templates/default/topic', {
    origins: {
      ...origins,
      'ci-actions': { title: 'GitHub', url: `${portal.apis.at.ci}/demo/actions`, auth: 'session' },
      'ci-gitlab': { title: 'GitLab', url: `${portal.apis.at.ci}/demo/gitlab`, auth: 'session' },
    },
    plugins: plugins!.map((plugin) => (typeof plugin === 'object' && 'id' in plugin && plugin.id === 'create' ? { id: 'create', config: { dispatch } } : plugin)),
  });
  const said = /Number \d+ of the tests/.exec(text);
  if (said) await expect(main(portal.page).getByText(said[0])).toBeVisible();
}

/** Types a token; where it goes is for the requests to show. */
async function token(page: Page, text: string, of = 'GitHub', button = 'Use for this session'): Promise<void> {
  await main(page).getByLabel(`Token for ${of}`, { exact: true }).fill(text);
  await main(page).getByRole('button', { name: button }).click();
}

async function fill(page: Page, name = 'parcels.weights.v1'): Promise<void> {
  await form(page).getByRole('textbox', { name: /^Name/ }).fill(name);
  await form(page).getByRole('button', { name: 'Next', exact: true }).click();
}

/** What was posted to start runs. */
async function dispatches(portal: Portal) {
  const all = await portal.apis.log('ci');
  return all.filter((entry) => entry.method === 'POST' && /\/(dispatches|pipeline)$/.test(entry.path));
}

test('a topic of the demo is handed to GitHub and followed to its end', async ({ portal, page }) => {
  test.slow();
  await open(portal, template('github:halyard/topics/new-topic.yml@main'));
  await expect(main(page).getByText('The workflow new-topic.yml of halyard/topics, on main.')).toBeVisible();
  await expectAccessible(page, 'a form that asks for a token');
  await token(page, 'demo');
  await expect(main(page).getByText('Your token for GitHub is in memory')).toBeVisible();
  await fill(page);
  const bodies: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/dispatches')) bodies.push(request.postDataJSON());
  });
  await create(page).dblclick();
  await expect(portal.heading()).toHaveText('parcels.weights.v1');
  await expect(page).toHaveURL(/\/create\/templates\/default\/topic\/ci\?run=\d+/);
  await expect(main(page).getByText('CI has done it')).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveTitle(/parcels\.weights\.v1, passed/);
  await expect(main(page).getByRole('list', { name: 'Steps of create' }).getByRole('listitem')).toHaveCount(4);
  await expect(main(page).getByRole('link', { name: /Open in GitHub/ })).toBeVisible();
  await expectAccessible(page, 'a run in CI that went well');
  await expectOutline(page, 'a run in CI that went well');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page, 'a run in CI that went well');

  // Two clicks were one run, all inputs are texts, and the token went to its own origin only.
  expect(await dispatches(portal)).toHaveLength(1);
  expect(bodies).toEqual([{ ref: 'main', inputs: { name: 'parcels.weights.v1', owner: 'group:default/data-platform' } }]);
  for (const entry of (await portal.apis.log()).filter((entry) => entry.method !== 'OPTIONS')) {
    const isTheirs = entry.origin === 'ci' && entry.path.startsWith('/demo/actions/');
    expect(JSON.stringify(entry.headers).includes('Bearer demo'), `${entry.origin} ${entry.path}`).toBe(isTheirs);
  }
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('Bearer');

  // The address is enough to come back; the token has to be typed again.
  await page.reload();
  await expect(main(page).getByText('A token is needed to look at the build')).toBeVisible();
  await token(page, 'demo', 'GitHub', 'Go on');
  await expect(main(page).getByText('CI has done it')).toBeVisible({ timeout: 20_000 });
});

test('GitLab is told variables, and says the pipeline at once', async ({ portal, page }) => {
  await open(portal, template('gitlab:halyard/platform/topics@main'));
  await token(page, 'demo', 'GitLab');
  await fill(page);
  await create(page).click();
  await expect(page).toHaveURL(/\?run=\d+/);
  await expect(main(page).getByText('CI has done it')).toBeVisible({ timeout: 30_000 });
  expect(await dispatches(portal)).toHaveLength(1);
});

test('a token that is wrong, and one that is missing, start nothing', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await open(portal, template('github:halyard/topics/new-topic.yml'));
  await fill(page);
  await create(page).click();
  await expect(main(page).getByRole('alert')).toContainText('wants a token of yours');
  await token(page, 'wrong');
  await create(page).click();
  await expect(main(page).getByRole('alert')).toContainText('did not accept');
  // The one that was refused is forgotten, and the field is there again.
  await token(page, 'demo');
  await create(page).click();
  await expect(page).toHaveURL(/\/ci\?/);
  expect(await dispatches(portal)).toHaveLength(1);
});

test('a workflow that is not there, and answers that it does not take, are said in words', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await open(portal, template('github:halyard/topics/nowhere.yml@main'));
  await token(page, 'demo');
  await fill(page);
  await create(page).click();
  await expect(main(page).getByRole('alert')).toContainText('There is no workflow nowhere.yml in halyard/topics');

  await open(portal, template('github:halyard/topics/new-topic.yml@main', '        colour: { title: Colour, type: string, default: red }'));
  await token(page, 'demo');
  await fill(page);
  await create(page).click();
  const said = main(page).getByRole('alert');
  await expect(said).toContainText('The CI system did not accept this');
  await expect(said).toContainText('Unexpected inputs provided: ["colour"]');
  // What was typed is still there, and it may be sent again.
  await expect(form(page).getByText('parcels.weights.v1').first()).toBeVisible();
});

test('a secret goes to CI only where the template says so', async ({ portal, page, guard }) => {
  // What is typed into the form is lost with the page, so the page asks.
  guard.leaves = true;
  const secret = '        key: { title: Key, type: string, ui:field: Secret }';
  await open(portal, template('github:halyard/topics/new-topic.yml@main', secret));
  await token(page, 'demo');
  await form(page).getByLabel(/^Key/).first().fill('hunter2');
  await fill(page);
  await create(page).click();
  await expect(main(page).getByRole('alert')).toContainText('The form has a secret (key)');
  expect(await dispatches(portal)).toHaveLength(0);

  await open(portal, template('github:halyard/topics/new-topic.yml@main', secret, '    portico.dev/dispatch-secrets: key'));
  await token(page, 'demo');
  await form(page).getByLabel(/^Key/).first().fill('hunter2');
  await fill(page);
  const sent = page.waitForRequest((request) => request.url().endsWith('/dispatches'));
  await create(page).click();
  expect((await sent).postDataJSON().inputs.key).toBe('hunter2');
  await expect(page).toHaveURL(/\/ci\?/);
  expect(page.url()).not.toContain('hunter2');
});

test('a run that fails names the step, and leads back to the form', async ({ portal, page }) => {
  test.slow();
  await open(portal, template('github:halyard/topics/always-fails.yml@main'));
  await token(page, 'demo');
  await fill(page);
  await create(page).click();
  const failure = main(page).getByRole('alert').filter({ hasText: 'The build has not succeeded: failed' });
  await expect(failure).toBeVisible({ timeout: 30_000 });
  await expect(failure).toContainText('ended in its step “Create the topic”');
  await expect(main(page).getByText('CI has not done it')).toBeVisible();
  await main(page).getByRole('link', { name: 'Back to the form' }).click();
  await main(page).getByRole('button', { name: 'More about these answers' }).click();
  await page.getByRole('menuitem', { name: 'Start from last time' }).click();
  await expect(form(page).getByRole('textbox', { name: /^Name/ })).toHaveValue('parcels.weights.v1');
});

test('an annotation that leads nowhere says so before anything is typed', async ({ portal, page }) => {
  await open(portal, template('jenkins:folder/job'));
  await expect(main(page).getByText('This template cannot be run')).toBeVisible();
  await expect(main(page).getByText('names no CI system “jenkins”')).toBeVisible();
});
