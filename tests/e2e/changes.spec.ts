// Time travel: two catalogs that were kept, compared, and the history of one entity.

import type { Page } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { expectNoOverflow } from './lib/layout';
import { FAILED_REQUESTS, type Portal, expect, test } from './lib/portal';

const main = (page: Page) => page.getByRole('main');
const line = (...columns: string[]) => columns.join('\t');

const INDEX = {
  snapshots: [
    { date: '2026-11-08', url: '2026-11-08.txt' },
    { date: '2026-11-15', url: '2026-11-15.txt' },
  ],
};
const EARLIER = [
  'portico-snapshot 1',
  line('component:default/ledger', 'group:default/crew', 'beta', '00000001', '00000001'),
  line('component:default/fax', 'group:default/crew', 'deprecated', '00000001', '00000001'),
  line('component:default/desk', 'group:default/crew', 'production', '00000001', '00000001'),
].join('\n');
const LATER = [
  'portico-snapshot 1',
  line('component:default/ledger', 'group:default/others', 'production', '00000002', '00000001'),
  line('component:default/desk', 'group:default/crew', 'production', '00000001', '00000001'),
  line('api:default/ledger-api', 'group:default/crew', 'production', '00000001', '00000001'),
].join('\n');

/** As it is kept now: relations are told, and a file may build on another one. */
const WEEKS = [
  { date: '2026-11-01', url: '2026-11-01.txt' },
  { date: '2026-11-08', url: '2026-11-08.txt', since: '2026-11-01' },
  { date: '2026-11-15', url: '2026-11-15.txt', since: '2026-11-08' },
];
const WEEK: Record<string, string> = {
  '2026-11-01': [
    'portico-snapshot 2',
    line('component:default/ledger', 'group:default/crew', 'beta', '00000001', 'dependsOn resource:default/disk', 'partOf system:default/pay'),
    line('component:default/fax', 'group:default/crew', 'deprecated', '00000001'),
    '',
  ].join('\n'),
  '2026-11-08': ['portico-snapshot 2\t2026-11-01', line('-', 'component:default/fax'), ''].join('\n'),
  '2026-11-15': [
    'portico-snapshot 2\t2026-11-08',
    line('component:default/ledger', 'group:default/others', 'beta', '00000001', 'dependsOn resource:default/tape', 'partOf system:default/pay', 'providesApi api:default/ledger-api'),
    '',
  ].join('\n'),
};

const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: others, title: The others }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ledger, title: Ledger }
spec: { type: service, lifecycle: production, owner: others }
`;

interface Files {
  index?: object | string;
  earlier?: string;
  /** The earlier one is not handed out before this. */
  held?: Promise<void>;
}

/** Opens a page with the catalogs that build on each other. */
async function openWeeks(portal: Portal, page: Page, path: string): Promise<void> {
  for (const [day, body] of Object.entries(WEEK)) {
    await page.route(`**/weeks/${day}.txt`, (route) => route.fulfill({ body, contentType: 'text/plain' }));
  }
  await page.route('**/weeks/index.json', (route) => route.fulfill({ json: { snapshots: WEEKS } }));
  await page.route('**/demo/catalog/all.yaml', (route) => route.fulfill({ body: CATALOG, contentType: 'text/yaml' }));
  await portal.open(path, { plugins: [{ id: 'catalog', config: { snapshots: 'weeks/index.json' } }] });
}

/** Two revisions of one index, below the address of a repository host. */
async function revisions(page: Page): Promise<void> {
  const before = CATALOG.replace('owner: others', 'owner: crew').replace('production', 'beta, dependsOn: ["resource:disk"]');
  const more = 'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: { name: disk }\nspec: { type: disk, owner: crew }\n';
  const location = 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: [./parts/ledger.yaml, ./parts/disk.yaml] }\n';
  const files: Record<string, string> = {
    'raw/v1/all.yaml': location,
    'raw/v1/parts/ledger.yaml': before,
    'raw/v1/parts/disk.yaml': more,
    'raw/v2/all.yaml': location.replace(', ./parts/disk.yaml', ''),
    'raw/v2/parts/ledger.yaml': CATALOG,
  };
  for (const [path, body] of Object.entries(files)) {
    await page.route(`**/${path}`, (route) => route.fulfill({ body, contentType: 'text/yaml' }));
  }
}

async function open(portal: Portal, page: Page, path: string, files: Files = {}): Promise<void> {
  const text = (value: object | string) => (typeof value === 'string' ? value : JSON.stringify(value));
  await page.route('**/demo/catalog/all.yaml', (route) => route.fulfill({ body: CATALOG, contentType: 'text/yaml' }));
  await page.route('**/kept/index.json', (route) => route.fulfill({ body: text(files.index ?? INDEX), contentType: 'application/json' }));
  await page.route('**/kept/2026-11-08.txt', async (route) => {
    await files.held;
    await route.fulfill({ body: files.earlier ?? EARLIER, contentType: 'text/plain' });
  });
  await page.route('**/kept/2026-11-15.txt', (route) => route.fulfill({ body: LATER, contentType: 'text/plain' }));
  await portal.open(path, { plugins: [{ id: 'catalog', config: { snapshots: 'kept/index.json' } }] });
}

const TWO = '/catalog/changes?from=2026-11-08&to=2026-11-15';

test('two catalogs are compared, each way on its tab', async ({ portal, page }) => {
  await open(portal, page, TWO);
  await expect(main(page).getByText('3 entities are different: 2026-11-08 to 2026-11-15')).toBeVisible();
  for (const [tab, count] of Object.entries({ Added: 1, Removed: 1, Owner: 1, Lifecycle: 1, Relations: 1, 'Other facts': 0 })) {
    await expect(main(page).getByRole('tab', { name: new RegExp(`^${tab}`) })).toContainText(`${count}`);
  }
  const row = (name: RegExp) => main(page).getByRole('row', { name });
  await expect(row(/ledger-api/)).toBeVisible();
  await main(page).getByRole('tab', { name: /^Owner/ }).click();
  await expect(page).toHaveURL(/what=owner/);
  await expect(row(/Ledger.*crew.*The others/)).toBeVisible();
  await expect(main(page).getByRole('link', { name: 'Ledger' })).toHaveAttribute('href', '/catalog/default/component/ledger');
  await main(page).getByRole('tab', { name: /^Lifecycle/ }).click();
  await expect(row(/Ledger.*beta.*production/)).toBeVisible();
  await expectAccessible(page, 'the changes');

  // The keyboard goes through the tabs.
  await main(page).getByRole('tab', { name: /^Lifecycle/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(main(page).getByRole('tab', { name: /^Relations/ })).toBeFocused();
  await page.goBack();
  await expect(main(page).getByRole('tab', { name: /^Lifecycle/ })).toHaveAttribute('aria-selected', 'true');
});

test('without moments the newest is compared with now', async ({ portal, page }) => {
  await open(portal, page, '/catalog/changes');
  await expect(main(page).getByText(/different: 2026-11-15 to now/)).toBeVisible();
  // It is below the catalog, and only one entry of the navigation says that it is here.
  await expect(page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]')).toHaveText('Changes');
});

test('the same moment twice has no differences', async ({ portal, page }) => {
  await open(portal, page, '/catalog/changes?from=2026-11-15&to=2026-11-15');
  await expect(main(page).getByText('Nothing is different')).toBeVisible();
});

test('where nothing is kept the page says how to begin', async ({ portal, page }) => {
  await portal.open('/catalog/changes', { plugins: ['catalog'] });
  await expect(main(page).getByText('No catalogs are kept')).toBeVisible();
  await expect(main(page)).toContainText('"snapshots": "snapshots/index.json"');
  await expectAccessible(page, 'no kept catalogs');
});

test('an index without catalogs is said to be one', async ({ portal, page }) => {
  await open(portal, page, '/catalog/changes', { index: { snapshots: [] } });
  await expect(main(page).getByText('No catalog is kept yet')).toBeVisible();
});

test('a file that is missing or makes no sense is named, with a retry', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await open(portal, page, TWO, { earlier: '<!doctype html>\n' });
  await expect(main(page).getByText('The catalog of 2026-11-08 could not be read')).toBeVisible();
  await expect(main(page).getByText(/line 1: it does not begin with/)).toBeVisible();

  await page.route('**/kept/2026-11-08.txt', (route) => route.fulfill({ status: 404, body: '' }));
  await main(page).getByRole('button', { name: 'Retry' }).click();
  await expect(main(page).getByText(/does not have this/).first()).toBeVisible();

  await page.route('**/kept/2026-11-08.txt', (route) => route.fulfill({ body: EARLIER, contentType: 'text/plain' }));
  await main(page).getByRole('button', { name: 'Retry' }).click();
  await expect(main(page).getByText('3 entities are different', { exact: false })).toBeVisible();
});

test('an index that makes no sense is an error with its place', async ({ portal, page }) => {
  await open(portal, page, '/catalog/changes', { index: { snapshots: [{ date: 4 }] } });
  await expect(main(page).getByText('The index of kept catalogs could not be loaded')).toBeVisible();
  await expect(main(page).getByText(/snapshots\[0\]/).first()).toBeVisible();
});

test('while a slow file is on its way the page says what it waits for', async ({ portal, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const opening = open(portal, page, TWO, { held });
  await expect(page.getByRole('main').getByText('Reading the two catalogs')).toBeAttached();
  release();
  await opening;
  await expect(main(page).getByText(/3 entities are different/)).toBeVisible();
});

test('an entity has its history', async ({ portal, page }) => {
  await open(portal, page, '/catalog/default/component/ledger/history');
  const list = main(page).getByRole('list', { name: 'History' });
  await expect(list).toContainText('First seen: owned by group:default/crew, beta');
  await expect(list).toContainText(/Owner: (group:default\/crew|Crew) → The others\. Lifecycle: beta → production/);
  await expectAccessible(page, 'the history');
});

test('on a phone the changes are a list', async ({ portal, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(portal, page, `${TWO}&what=owner`);
  await expect(main(page).getByText('component: crew → The others')).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page, 'the changes at 360 px');
});

test('which relation came and which went is told, row by row', async ({ portal, page }) => {
  await openWeeks(portal, page, '/catalog/changes?from=2026-11-01&to=2026-11-15&what=relations');
  const row = (name: RegExp) => main(page).getByRole('row', { name });
  await expect(row(/Ledger.*Added.*Depends on.*tape/)).toBeVisible();
  await expect(row(/Ledger.*Added.*Provides APIs.*ledger-api/)).toBeVisible();
  await expect(row(/Ledger.*Removed.*Depends on.*disk/)).toBeVisible();
  await expect(row(/Part of/), 'what stayed is no change').toHaveCount(0);
  await main(page).getByRole('searchbox', { name: 'Filter by name' }).fill('tape');
  await expect(row(/disk/)).toHaveCount(0);
  await expect(row(/tape/)).toBeVisible();
  await main(page).getByRole('searchbox', { name: 'Filter by name' }).fill('');
  // The files in between are read as well: the fax went in one of them.
  await main(page).getByRole('tab', { name: /^Removed/ }).click();
  await expect(row(/fax/)).toBeVisible();
  await main(page).getByRole('tab', { name: /^Owner/ }).click();
  await expect(row(/Ledger.*crew.*The others/)).toBeVisible();
  await expectAccessible(page, 'relations that changed');
});

test('the history says which relations came and went', async ({ portal, page }) => {
  await openWeeks(portal, page, '/catalog/default/component/ledger/history');
  const list = main(page).getByRole('list', { name: 'History' });
  await expect(list).toContainText('First seen: owned by group:default/crew, beta');
  await expect(list).toContainText(
    'New: depends on resource:default/tape, provides APIs api:default/ledger-api. No longer: depends on resource:default/disk',
  );
});

test('a file that builds on one that is missing names it', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await openWeeks(portal, page, '/catalog/changes?from=now&to=now');
  // The last route that fits is the one that answers.
  await page.route('**/weeks/2026-11-01.txt', (route) => route.fulfill({ status: 404, body: '' }));
  await main(page).getByRole('combobox', { name: 'From', exact: true }).selectOption('2026-11-15');
  await expect(main(page).getByText('The catalog of 2026-11-01 could not be read')).toBeVisible();
  await expect(main(page).getByRole('button', { name: 'Retry' })).toBeVisible();
});

test('two revisions of an index are compared by their addresses, without anything kept', async ({ portal, page }) => {
  await revisions(page);
  await portal.open('/catalog/changes', { plugins: ['catalog'] });
  await expect(main(page).getByText('No catalogs are kept')).toBeVisible();
  const choose = async (label: string, field: string, address: string) => {
    await main(page).getByRole('combobox', { name: label, exact: true }).selectOption('An address…');
    const box = main(page).getByRole('textbox', { name: field });
    await box.fill(address);
    await box.press('Enter');
  };
  await choose('From', 'Address of the earlier catalog', `${portal.apis.at.portal}/raw/v1/all.yaml`);
  await choose('To', 'Address of the later catalog', 'raw/v2/all.yaml');
  await expect(page).toHaveURL(/to=raw(\/|%2F)v2(\/|%2F)all\.yaml/);
  await expect(main(page).getByText('2 entities are different: an address to an address')).toBeVisible();
  const row = (name: RegExp) => main(page).getByRole('row', { name });
  await main(page).getByRole('tab', { name: /^Removed/ }).click();
  await expect(row(/disk/)).toBeVisible();
  await main(page).getByRole('tab', { name: /^Lifecycle/ }).click();
  await expect(row(/ledger.*beta.*production/i)).toBeVisible();
  await main(page).getByRole('tab', { name: /^Relations/ }).click();
  await expect(row(/ledger.*Removed.*Depends on.*disk/i)).toBeVisible();
  // The address holds all of it.
  await page.reload();
  await expect(row(/ledger.*Removed.*Depends on.*disk/i)).toBeVisible();
  await expect(main(page).getByRole('textbox', { name: 'Address of the later catalog' })).toHaveValue('raw/v2/all.yaml');
  await expectAccessible(page, 'two addresses');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverflow(page);
});

test('the catalog beside a portal can be one of the two', async ({ portal, page }) => {
  await portal.open('/catalog/changes?from=catalog.bin&to=now');
  await expect(main(page).getByText(/Nothing is different|different: an address to now/).first()).toBeVisible();
});

test('an address that nothing allows is refused before anything is asked', async ({ portal, page, context, guard }) => {
  guard.expect(FAILED_REQUESTS);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  for (const address of [
    'https://evil.example/all.yaml',
    '//evil.example/all.yaml',
    `${portal.apis.at.portal}@evil.example/all.yaml`,
    `${portal.apis.at.portal}.evil.example/all.yaml`,
    'javascript:alert(1)',
    'data:text/plain,portico-snapshot 2',
    '..\\..\\secret.yaml',
    '../../outside.yaml',
  ]) {
    await portal.open(`/catalog/changes?from=${encodeURIComponent(address)}&to=now`, { plugins: ['catalog'] });
    await expect(main(page).getByText('The catalog at an address could not be read'), address).toBeVisible();
    await expect(main(page).getByText(/The portal reads nothing at this address|does not have this|is no catalog|sent a web page instead of data/).first(), address).toBeVisible();
  }
  expect(asked.filter((url) => /evil|^javascript|^data:text/.test(new URL(url).host + new URL(url).protocol))).toEqual([]);
  await portal.open('/catalog/changes?from=raw%2Fall.yaml%3Fat%3Dv1&to=now', { plugins: ['catalog'] });
  await expect(main(page).getByText(/may have no “\?”/)).toBeVisible();
});

test('what lies at an address and is no catalog says so', async ({ portal, page }) => {
  await page.route('**/raw/page.txt', (route) => route.fulfill({ body: '<!doctype html>', contentType: 'text/plain' }));
  await page.route('**/raw/empty.yaml', (route) => route.fulfill({ body: '# nothing\n', contentType: 'text/yaml' }));
  await portal.open('/catalog/changes?from=raw%2Fpage.txt&to=now', { plugins: ['catalog'] });
  await expect(main(page).getByText(/What lies there is no catalog/)).toBeVisible();
  await portal.open('/catalog/changes?from=raw%2Fempty.yaml&to=now', { plugins: ['catalog'] });
  await expect(main(page).getByText(/there is no entity in it/)).toBeVisible();
});
