// The form of a template: filled by keyboard, kept, sent once, and never telling a secret.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const TASKS = '**/api/scaffolder/v2/tasks';
const rust = '/create/templates/default/rust-service';
const fixtures = join(__dirname, '..', 'fixtures', 'templates');
const fixture = (name: string) => readFileSync(join(fixtures, `${name}.yaml`), 'utf8');
const expected = (name: string) => JSON.parse(readFileSync(join(fixtures, `${name}.expected.json`), 'utf8'));

/** Opens a page of a portal that has a scaffolder. */
async function open(portal: Portal, path: string): Promise<void> {
  const settings = portal.settings();
  const scaffolder = { title: 'Scaffolder', url: `${portal.apis.at.portal}/` };
  await portal.open(path, { origins: { ...settings.origins, scaffolder } });
}

interface Posted {
  templateRef: string;
  values: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** Takes the place of the scaffolder; the first answers may be failures. */
async function scaffolder(page: Page, failures: number[] = []): Promise<Posted[]> {
  const posted: Posted[] = [];
  await page.route(TASKS, async (route) => {
    posted.push(route.request().postDataJSON());
    const status = failures.shift() ?? 201;
    await route.fulfill({ status, json: status === 201 ? { id: 'one' } : { error: { message: 'no' } } });
  });
  return posted;
}

/** The catalog has these templates instead of its own. */
async function templates(page: Page, texts: string[]): Promise<void> {
  await page.route('**/demo/catalog/templates/all.yaml', (route) => route.fulfill({ contentType: 'text/yaml', body: texts.join('\n---\n') }));
}

const form = (page: Page) => page.getByRole('main').locator('form');
const field = (page: Page, name: string) => form(page).getByRole('textbox', { name: new RegExp(`^${name}( \\(optional\\))?$`) });
const next = (page: Page) => form(page).getByRole('button', { name: 'Next', exact: true });
const create = (page: Page) => form(page).getByRole('button', { name: 'Create', exact: true });

async function service(page: Page): Promise<void> {
  await field(page, 'Name').fill('parcel-weigher');
  await field(page, 'Description').fill('Weighs parcels before they leave the house.');
  const owner = form(page).getByRole('combobox', { name: 'Owner' });
  await owner.fill('payments');
  await owner.press('ArrowDown');
  await owner.press('Enter');
  await expect(owner).not.toHaveValue('payments');
}

test('a service is asked for: what is missing is said, a draft survives, one task is posted', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const posted = await scaffolder(page, [500]);
  await open(portal, rust);
  await next(page).click();
  const summary = form(page).getByRole('alert');
  await expect(summary).toBeFocused();
  await summary.getByRole('link').first().press('Enter');
  await expect(field(page, 'Name')).toBeFocused();
  await service(page);
  await expect(summary).toHaveCount(1);
  await field(page, 'Name').press('Enter');
  await expect(page).toHaveURL(/step=2/);

  // A reload, as after a crash.
  await page.reload();
  await portal.settled();
  await expect(page.getByText('Draft restored')).toBeVisible();
  await expect(form(page).getByRole('heading', { name: 'Where it lives' })).toBeVisible();
  await form(page).getByRole('checkbox', { name: 'PostgreSQL database' }).check();
  await expect(form(page).getByLabel('Size')).toBeVisible();
  await form(page).getByLabel('Name of the repository').fill('parcel-weigher');
  await next(page).click();
  await expect(page).toHaveURL(/step=3/);
  await expect(form(page).getByText('parcel-weigher', { exact: true }).first()).toBeVisible();
  await create(page).click();
  await expect(page.getByText('Nothing was started')).toBeVisible();
  expect(posted).toHaveLength(1);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveURL(/\/create\/tasks\/one$/);
  expect(posted).toHaveLength(2);
  expect(posted[1].templateRef).toBe('template:default/rust-service');
  expect(posted[1].values).toMatchObject({
    name: 'parcel-weigher',
    interface: 'http',
    repoUrl: 'github.example?owner=halyard&repo=parcel-weigher',
    tier: 3,
    regions: ['eu-west'],
    database: true,
    databaseSize: 'small',
  });
});

test('the files follow the answers, and what an answer changes in them is shown', async ({ portal, page }) => {
  await open(portal, rust);
  const files = page.getByRole('region', { name: 'Files', exact: true });
  await expect(files.getByText(/^\d+ files$/)).toBeVisible();
  await field(page, 'Name').pressSequentially('parcel-weigher');
  await expect(files.getByText(/files, \d+ changed$/)).toBeVisible();
  await files.getByRole('treeitem', { name: 'README.md · changed' }).click();
  await expect(files.getByRole('group', { name: 'README.md', exact: true })).toContainText('# Parcel weigher');
  await field(page, 'Description').fill('Weighs parcels.');
  const change = files.getByRole('group', { name: 'Change of README.md' });
  await expect(change).toContainText('+Weighs parcels.');
  // Only the last answer counts as the change; the file has all of them.
  await expect(change).not.toContainText('+# Parcel weigher');

  await service(page);
  await next(page).click();
  await form(page).getByRole('checkbox', { name: 'PostgreSQL database' }).check();
  await expect(files.getByText(/^\d+ files, 3 new/)).toBeVisible();
  await expect(files.getByRole('treeitem', { name: 'compose.yaml · new' })).toBeVisible();
  await form(page).getByRole('checkbox', { name: 'PostgreSQL database' }).uncheck();
  await expect(files.getByText(/^\d+ files$/)).toBeVisible();
});

test('secrets are posted and nowhere else', async ({ portal, page, guard }) => {
  // The run that is named here does not exist.
  guard.expect(FAILED_REQUESTS);
  const { values, secrets } = expected('13-secrets');
  await templates(page, [fixture('13-secrets')]);
  const posted = await scaffolder(page);
  await open(portal, '/create/templates/default/13-secrets');
  await field(page, 'Token').fill('s3cret');
  await field(page, 'Password').fill('hunter2');
  await field(page, 'Account').fill('12-34');
  await field(page, 'Internal note').fill('quiet');
  await field(page, 'Shown').fill('loud');
  await next(page).click();
  await expect(form(page).getByText('loud', { exact: true })).toBeVisible();
  const main = await page.getByRole('main').innerText();
  for (const hidden of ['s3cret', 'hunter2', '12-34', 'quiet']) {
    expect(main).not.toContain(hidden);
  }
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).toContain('loud');
  for (const hidden of ['s3cret', 'hunter2']) {
    expect(stored).not.toContain(hidden);
    expect(page.url()).not.toContain(hidden);
  }
  await create(page).click();
  await expect(page).toHaveURL(/tasks\/one$/);
  expect(posted.map(({ values, secrets }) => ({ values, secrets }))).toEqual([{ values, secrets }]);
});

test('a file is read in the browser, said by its name, kept in the draft and posted', async ({ portal, page }) => {
  const parameters = { required: ['logo'], properties: { logo: { title: 'Logo', type: 'string', format: 'data-url', 'ui:options': { accept: '.svg' } } } };
  const template = { apiVersion: 'scaffolder.backstage.io/v1beta3', kind: 'Template', metadata: { name: 'brand' }, spec: { owner: 'x', type: 'x', parameters, steps: [] } };
  await templates(page, [JSON.stringify(template)]);
  const posted = await scaffolder(page);
  await open(portal, '/create/templates/default/brand');
  await next(page).click();
  await expect(form(page).getByRole('alert')).toContainText('Fill this in');
  const logo = form(page).getByLabel(/^Logo/);
  await logo.setInputFiles({ name: 'too much.svg', mimeType: 'image/svg+xml', buffer: Buffer.alloc(600_000) });
  await expect(form(page).getByText('too much.svg has 600 kB. Choose one of at most 512 kB.')).toBeVisible();
  await logo.setInputFiles({ name: 'our logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await expect(form(page).getByText('our logo.svg, 6 bytes')).toBeVisible();
  await expect(form(page).getByText(/too much/)).toHaveCount(0);
  await page.reload();
  await expect(form(page).getByText('our logo.svg, 6 bytes')).toBeVisible();
  await next(page).click();
  await expect(form(page).getByText('our logo.svg, 6 bytes')).toBeVisible();
  await create(page).click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted[0]!.values).toEqual({ logo: `data:image/svg+xml;name=our%20logo.svg;base64,${Buffer.from('<svg/>').toString('base64')}` });
});

test('an answer that is lost is looked for among the runs, and nothing is sent twice', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const { values } = expected('13-secrets');
  await templates(page, [fixture('13-secrets')]);
  const runs: object[] = [];
  let sent = 0;
  await page.route(TASKS, (route) => {
    sent += 1;
    return route.abort('connectionreset');
  });
  await page.route(`${TASKS}?*`, (route) => route.fulfill({ json: { tasks: runs, totalTasks: runs.length } }));
  await open(portal, '/create/templates/default/13-secrets');
  for (const [name, text] of [['Token', 's3cret'], ['Password', 'hunter2'], ['Account', '12-34'], ['Internal note', 'quiet'], ['Shown', 'loud']] as const) {
    await field(page, name).fill(text);
  }
  await next(page).click();
  await create(page).click();
  await expect(page.getByText('It is not known whether this was started')).toBeVisible();
  const spec = { parameters: values, templateInfo: { entityRef: 'template:default/13-secrets' } };
  const run = { status: 'processing', createdBy: '', spec };
  runs.push({ ...run, id: 'before', createdAt: new Date(Date.now() - 3_600_000).toISOString() });
  runs.push({ ...run, id: 'it', createdAt: new Date().toISOString() });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveURL(/\/create\/tasks\/it$/);
  expect(sent).toBe(1);
});

test('what a template says may be Markdown; what a field says is read with it', async ({ portal, page }) => {
  const text = fixture('01-text').replace('title: About it', "title: About it\n    description: 'Read **all** of `it`, see [the rules](https://rules.example/all).'")
    .replace('ui:help: Lowercase letters, digits and hyphens', "description: 'As in **DNS**, see [names](https://names.example/).'");
  await templates(page, [text]);
  await open(portal, '/create/templates/default/01-text');
  await expect(form(page).locator('strong', { hasText: 'all' })).toBeVisible();
  await expect(form(page).getByRole('link', { name: 'the rules' })).toHaveAttribute('href', 'https://rules.example/all');
  await expect(field(page, 'Name')).toHaveAccessibleDescription('As in DNS, see names.');
  await expect(form(page).getByRole('link', { name: 'names' })).toHaveAttribute('href', 'https://names.example/');
});

test('a template that is not there, and one whose schema loops', async ({ portal, page }) => {
  await open(portal, '/create/templates/default/rust-servise');
  await expect(page.getByRole('heading', { level: 1, name: 'Template not found' })).toBeVisible();
  await page.getByRole('link', { name: 'Rust service' }).click();
  await expect(field(page, 'Name')).toBeVisible();

  const looping = fixture('13-secrets')
    .replace('13-secrets', 'looping')
    .replace('      shown:', "      again:\n        $ref: '#/properties/again'\n      shown:");
  await templates(page, [looping]);
  await open(portal, '/create/templates/default/looping');
  await expect(page.getByText('The template has a mistake here').first()).toBeVisible();
  await field(page, 'Shown').fill('still works');
  await expect(field(page, 'Shown')).toHaveValue('still works');
});

test('accessible and not wider than the page, in both themes, wide and narrow', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(portal, rust);
  await expect(page.getByRole('tree')).toBeVisible();
  await next(page).click();
  await expectAllLooks(page, 'form', { each: (where) => expectOutline(page, where) });
});
