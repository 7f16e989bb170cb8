// Definitions of APIs: what the demo has, what is large, and what is broken.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { hits, vectors, watch } from './lib/hostile';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';
import { put } from './lib/sites';

const tab = (name: string) => `/catalog/default/api/${name}/definition`;
const list = (page: Page) => page.getByRole('list', { name: 'Operations and models' });

/** An API whose definition is in a file beside its descriptor, or is this value. */
function api(portal: Portal, name: string, type: string, definition: string | object): object {
  const file = `${name}.txt`;
  if (typeof definition === 'string') put(`${portal.files}/${file}`, definition);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: { name },
    spec: { type, lifecycle: 'production', owner: 'nobody', definition: typeof definition === 'string' ? { $text: `./${file}` } : definition },
  };
}

const of = (portal: Portal, ...entities: object[]) => {
  put(`${portal.files}/apis.yaml`, `---\n${entities.map((one) => JSON.stringify(one)).join('\n---\n')}\n`);
  return {
    sources: [{ id: 'apis', type: 'files' as const, url: `${portal.apis.at.ci}/files/`, index: ['apis.yaml'] }],
    plugins: ['catalog', 'apis'],
  };
};

test('an operation is found, read down to its fields, and copied as a command', async ({ portal, page }) => {
  await portal.open('/catalog/default/api/ledger-api');
  await portal.tab('Definition').click();
  await expect(page.getByText('OpenAPI 3.0.3')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ledger API', level: 2 })).toBeVisible();
  await expect(page.getByText('Sandbox, wiped every Sunday')).toBeVisible();

  await portal.filter().fill('balanced');
  await expect(page).toHaveURL(/q=balanced/);
  await list(page).getByRole('link', { name: /\/entries/ }).click();
  await expect(page).toHaveURL(/item=post/);
  await expect(page.getByRole('heading', { name: '/entries', level: 2 })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Request body/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /201 Created/ })).toBeVisible();
  const command = page.getByRole('figure').filter({ hasText: 'curl --request POST' });
  await command.getByRole('button', { name: 'Copy' }).click();
  // The portal may not read what was copied; the browser's own key may.
  await portal.filter().fill('');
  await portal.filter().press('Control+v');
  await expect(portal.filter()).toHaveValue(/^curl --request POST .*\/v4\/entries'/);
  await expectAccessible(page);

  // The address says it all; Back undoes one choice after the other.
  await page.reload();
  await expect(page.getByRole('heading', { name: '/entries', level: 2 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Ledger API', level: 2 })).toBeVisible();
});

test('models lead to models, and every kind of definition is read', async ({ portal, page }) => {
  await portal.open(`${tab('merchant-graph')}?item=type%3AMerchant`);
  await expect(page.getByText('GraphQL', { exact: true })).toBeVisible();
  await page.getByText('Fields of bankAccount').click();
  await expect(page.getByText('Null until the micro-deposit has been confirmed.')).toBeVisible();
  await page.getByRole('link', { name: 'OnboardingStep!' }).click();
  await expect(page.getByRole('heading', { name: 'OnboardingStep', level: 2 })).toBeVisible();

  await portal.open(tab('payment-events'));
  await expect(page.getByText(/^AsyncAPI/)).toBeVisible();
  await portal.open(tab('risk-scoring-grpc'));
  await expect(page.getByText('Protobuf proto3')).toBeVisible();
  await list(page).getByRole('link', { name: /rpc|stream/ }).first().click();
  await expect(page.getByRole('heading', { name: /^Request/ })).toBeVisible();
  // What nobody here reads is shown as it is.
  await portal.open(tab('fx-rates-v1'));
  await expect(page.getByRole('group', { name: 'Definition of FX rates (SOAP)' })).toContainText('targetNamespace');
});

test('on a phone the list makes room for what was chosen', async ({ portal, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await portal.open(tab('tracking-api'));
  await expectNoOverflow(page, 'the definition');
  await list(page).getByRole('link', { name: /^GET/ }).first().click();
  await expect(list(page)).toBeHidden();
  await expectNoOverflow(page, 'the definition');
  await page.getByRole('link', { name: 'All operations and models' }).click();
  await expect(list(page)).toBeVisible();
});

test('a broken definition names its line, and missing, empty and hostile ones do no harm', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await watch(page);
  const broken = ['openapi: 3.0.0', 'info: {title: Broken, version: "1"}', 'paths:', '  /a: {get: [}', ''].join('\n');
  const hostile = {
    openapi: '3.1.0',
    info: { title: vectors[0]!.value, description: vectors.map((one) => one.value).join('\n\n') },
    paths: Object.fromEntries(vectors.map((one) => [`/${one.value}`, { get: { summary: one.value } }])),
  };
  const entities = of(
    portal,
    api(portal, 'broken', 'openapi', broken),
    api(portal, 'gone', 'openapi', { $text: './nowhere.yaml' }),
    api(portal, 'empty', 'openapi', ''),
    api(portal, 'hostile', 'openapi', JSON.stringify(hostile)),
  );
  await portal.open(tab('broken'), entities);
  // What stands before the mistake is there; the text is, too.
  await expect(page.getByText('A part of the definition cannot be read')).toBeVisible();
  await expect(page.getByText(/^Line 4: /)).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click();
  await expect(page.getByRole('group', { name: 'Definition of broken' })).toContainText('/a: {get: [}');
  await portal.open(tab('gone'), entities);
  await expect(page.getByText('The definition could not be loaded')).toBeVisible();
  await portal.open(tab('empty'), entities);
  await expect(page.getByText('No definition yet')).toBeVisible();
  await portal.open(tab('hostile'), entities);
  await list(page).getByRole('link', { name: /GET/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Try it' })).toBeVisible();
  expect(await hits(page)).toEqual([]);
});

test('a definition of thirteen megabytes holds up nothing', async ({ portal, page }) => {
  const filler = 'A sentence that says something about what is asked for here. '.repeat(110);
  const paths = Object.fromEntries(
    Array.from({ length: 1_200 }, (_, at) => [
      `/orgs/{org}/things-${at}`,
      {
        get: {
          tags: [`tag ${at % 40}`],
          summary: `Get thing ${at}`,
          description: filler,
          parameters: [{ name: 'org', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'Fine.', content: { 'application/json': { schema: { $ref: `#/components/schemas/thing-${at % 900}` } } } } },
        },
      },
    ]),
  );
  const schemas = Object.fromEntries(
    Array.from({ length: 700 }, (_, at) => [`thing-${at}`, { type: 'object', description: filler, properties: { next: { $ref: `#/components/schemas/thing-${(at + 1) % 700}` } } }]),
  );
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths, components: { schemas } }, null, 1);
  expect(text.length).toBeGreaterThan(12_500_000);
  await portal.open('/catalog/default/api/large', of(portal, api(portal, 'large', 'openapi', text)));
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: 'longtask' });
    (window as unknown as { tasks: number[] }).tasks = tasks;
  });
  await portal.tab('Definition').click();
  await expect(page.getByText('1,200 operations, 700 models')).toBeVisible();
  await portal.filter().fill('thing 1177');
  await list(page).getByRole('link', { name: /things-1177/ }).click();
  await expect(page.getByText('Get thing 1177').last()).toBeVisible();
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));
  console.log(`longest task with a large definition: ${longest} ms`);
  // Reading it on the main thread takes seconds; here it is about 50 ms on a quiet machine.
  expect(longest).toBeLessThan(1000);
});
