// The page of one entity.

import type { Locator } from '@playwright/test';
import { expectAccessible } from './lib/axe';
import { type Health, Host, mayCall } from './lib/hosts';
import { FAILED_REQUESTS, expect, stock, test } from './lib/portal';

const ledger = '/catalog/default/component/payments-ledger';

test('the header says what it is, whose, and where it belongs', async ({ portal, page }) => {
  await portal.open(ledger);
  await expect(page).toHaveTitle(/^Payments ledger · Settlement · Components · /);
  const main = page.getByRole('main');
  for (const [term, text] of [
    ['Kind', 'Component'],
    ['Owner', 'Payments core'],
    ['Lifecycle', 'production'],
    ['Type', 'service'],
    ['System', 'Settlement'],
  ]) {
    const definition = main.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }).first();
    await expect(definition).toBeVisible();
    await expect(definition.locator('xpath=following-sibling::dd[1]')).toContainText(text!);
  }
  const crumbs = page.getByRole('navigation', { name: /breadcrumb/i });
  await crumbs.getByRole('link', { name: 'Settlement' }).click();
  await expect(portal.heading()).toHaveText('Settlement');
});

test('the owner leads to the team, and the team to what it owns', async ({ portal, page }) => {
  await portal.open(ledger);
  await page.getByRole('main').getByRole('link', { name: 'Payments core' }).first().click();
  await expect(portal.heading()).toHaveText('Payments core');
  await page.getByRole('main').getByRole('link', { name: 'Components' }).first().click();
  await expect(portal.heading()).toHaveText('Components');
  await expect(page).toHaveURL(/owner=group(:|%3A)default(\/|%2F)payments-core/);
  await expect(portal.entry('Payments ledger')).toBeVisible();
});

test('tabs have addresses, and back leads from tab to tab', async ({ portal, page }) => {
  await portal.open(ledger);
  await expect(portal.tab('Overview')).toHaveAttribute('aria-current', 'page');
  await portal.tab('Relations').click();
  await expect(page).toHaveURL(/payments-ledger\/relations$/);
  await expect(portal.tab('Relations')).toHaveAttribute('aria-current', 'page');
  await portal.tab('Descriptor').click();
  await expect(page).toHaveURL(/payments-ledger\/descriptor$/);
  await page.goBack();
  await expect(portal.tab('Relations')).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expect(portal.tab('Overview')).toHaveAttribute('aria-current', 'page');
});

test('relations are there in both directions', async ({ portal, page }) => {
  await portal.open(`${ledger}/relations?view=list`);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: /^Provides APIs \(\d+\)/ }).click();
  await expect(page).toHaveURL(/#relation-providesApi$/);
  await expect(main.getByRole('heading', { name: /^Provides APIs/ })).toBeInViewport();
  await main.getByRole('link', { name: /Ledger API/ }).first().click();
  await expect(portal.heading()).toHaveText('Ledger API');
  await portal.tab('Relations').click();
  await main.getByRole('radiogroup', { name: 'View as' }).getByText('List', { exact: true }).click();
  await expect(main.getByRole('heading', { name: /^Provided by/ })).toBeVisible();
  await expect(main.getByRole('link', { name: /Payments ledger/ }).first()).toBeVisible();
});

test('the descriptor is shown with its file and line', async ({ portal, page }) => {
  await portal.open(`${ledger}/descriptor`);
  const main = page.getByRole('main');
  await expect(main.getByText(/payments-ledger\/catalog-info\.yaml|catalog-info\.yaml/).first()).toBeVisible();
  await expect(main.getByText(/line \d+/).first()).toBeVisible();
  await expect(main.getByText('name: payments-ledger', { exact: true })).toBeVisible();
  // How old it is, which Locations led to it, and the same as JSON.
  await expect(main.getByText(/, read (just now|\d+ .* ago|.*now)/i).first()).toBeVisible();
  const found = main.getByText(/^Found by/);
  await expect(found.getByRole('link').first()).toBeVisible();
  await main.getByRole('radiogroup', { name: 'Written as' }).getByText('JSON', { exact: true }).click();
  await expect(main.getByText('"name": "payments-ledger",', { exact: true })).toBeVisible();
  await expect(main.getByText('name: payments-ledger', { exact: true })).toHaveCount(0);
});

test('every value says the line that it is written on', async ({ portal, page }) => {
  await portal.open(`${ledger}/descriptor`);
  const main = page.getByRole('main');
  await main.getByRole('radiogroup', { name: 'Written as' }).getByText('Where from', { exact: true }).click();
  const table = main.getByRole('table', { name: 'Values of Payments ledger and where they are written' });
  await expect(table.getByRole('row', { name: /^kind\s*Component\s*line 2$/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^metadata\.name\s*payments-ledger\s*line \d+$/ })).toBeVisible();
  await expectAccessible(page, 'where values are from');
});

test('where a value is from cannot be told of an address that does not answer', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.open(`${ledger}/descriptor`);
  const main = page.getByRole('main');
  await page.route('**/payments-ledger/catalog-info.yaml', (route) => route.fulfill({ status: 404, body: '' }));
  await main.getByRole('radiogroup', { name: 'Written as' }).getByText('Where from', { exact: true }).click();
  await expect(main.getByText('The file of the descriptor could not be loaded')).toBeVisible();
});

test('a flawed descriptor says what is wrong, where, and how to mend it', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/vat-invoice-renderer');
  const main = page.getByRole('main');
  await expect(main.getByText(/the descriptor has .*problem/i)).toBeVisible();
  await main.getByRole('link', { name: /show it in the descriptor/i }).click();
  await expect(page).toHaveURL(/descriptor$/);
  await expect(main.getByRole('heading', { name: /^Problems/ })).toBeVisible();
  await expect(main.getByText(/spec\.owner/).first()).toBeVisible();
  await expect(main.getByText(/line \d+, column \d+/).first()).toBeVisible();
});

test('an entity without an owner says so instead of showing nothing', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/vat-invoice-renderer');
  await expect(page.getByRole('main').getByText('No owner').first()).toBeVisible();
  await expect(page.getByRole('main').getByText(/nobody owns this/i)).toBeVisible();
});

test('an owner that does not exist is named, and is no link', async ({ portal, page, guard }) => {
  // Its repository has no builds in the demo.
  guard.expect(FAILED_REQUESTS);
  await portal.open('/catalog/default/component/customs-declaration-builder');
  const main = page.getByRole('main');
  await expect(main.getByText('customs-and-tax').first()).toBeVisible();
  await expect(main.getByText(/not in the catalog/).first()).toBeVisible();
  await expect(main.getByRole('link', { name: /customs-and-tax/ })).toHaveCount(0);
});

test('a wrong name leads to the right one', async ({ portal, page }) => {
  await portal.open('/catalog/default/component/payments-leger');
  await expect(portal.heading()).toHaveText('payments-leger is not in the catalog');
  await page.getByRole('main').getByRole('link', { name: 'Payments ledger' }).click();
  await expect(portal.heading()).toHaveText('Payments ledger');
});

test('kind and name are found in any case, as in Backstage', async ({ portal }) => {
  await portal.open('/catalog/Default/Component/Payments-Ledger');
  await expect(portal.heading()).toHaveText('Payments ledger');
});

test('a star stays, here and after a reload', async ({ portal, page }) => {
  await portal.open(ledger);
  const star = page.getByRole('button', { name: 'Star Payments ledger' });
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
});

test('a missing repository is the error of one card', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await portal.apis.fault('ci', '/repos/halyard/payments-ledger/actions/runs*', 'status.404');
  await portal.open(ledger);
  const main = page.getByRole('main');
  await expect(main.getByText(/does not have this/).first()).toBeVisible();
  await expect(main.getByRole('heading', { name: 'About' })).toBeVisible();
  const asked = (await portal.apis.log('ci')).filter(({ method }) => method === 'GET');
  expect(asked.length, 'a 404 is not asked for again').toBe(1);
});

test('the facts at a glance lead on, and one that fails is a dash with the reason', async ({ portal, page, guard }) => {
  guard.expect(FAILED_REQUESTS);
  await page.route('**/demo/security/**', (route) => route.abort());
  await page.route('**/demo/ci/**', (route) => route.abort());
  await portal.open('/catalog/default/component/checkout-gateway');
  const glance = page.getByRole('list', { name: 'At a glance' });
  const fact = (name: string) => glance.getByRole('listitem').filter({ hasText: name });
  await expect(glance.getByRole('listitem')).toHaveCount(4);
  await expect(fact('Alerts')).toContainText('2 firing');
  await expect(fact('Latest build')).toContainText('Failed');
  await expect(fact('Production')).toContainText('Degraded');
  await expect(fact('Findings')).toContainText('—');
  await fact('Findings').getByRole('link').focus();
  await expect(page.getByRole('tooltip')).toContainText(/Could not reach|is paused/);
  await fact('Production').getByRole('link').click();
  await expect(page).toHaveURL(/checkout-gateway\/deploys$/);
  // What has no fact has no strip.
  await portal.open('/catalog/default/component/engineering-handbook');
  await expect(glance).toHaveCount(0);
});

/** The cards of a service that ask somebody, and which origins of portal.json they ask. */
const CARDS: Record<string, string[]> = {
  Alerts: ['alerts-production', 'alerts-pagerduty'],
  'Latest builds': ['ci'],
  Deploys: ['argocd-staging', 'argocd-production'],
  Kubernetes: ['kubernetes-eu-west', 'kubernetes-eu-north'],
  Metrics: ['metrics'],
  Security: ['security-github', 'security-reports'],
};
/** Those that know everything from the catalog. */
const OWN = ['Relations', 'About', 'Ownership', 'Links'];

/** What APIs can be like, and what a card then says. */
const SAYS: Record<Health, { says?: RegExp; scale?: number }> = {
  healthy: {},
  'slow (3 s)': {},
  'failing (500)': { says: /500|is paused/ },
  hanging: { says: /in time|is paused/, scale: 0.1 },
  malformed: { says: /could not be read|is paused/i },
  unreachable: { says: /Could not reach|is paused/ },
};

/** What a card came to, in a few words. */
async function outcome(card: Locator): Promise<string> {
  const text = (await card.innerText()).replace(/\s+/g, ' ').replaceAll(/127\.0\.0\.1:\d+/g, 'the host');
  return text.match(/could not be loaded (.*?\.)(?= |$)/)?.[1] ?? 'its content';
}

test('ten cards, ten hosts, whatever they do: first content never waits, each card says what it came to', async ({ portal, page, guard }, info) => {
  test.setTimeout(480_000);
  guard.expect(FAILED_REQUESTS, /ERR_|net::/);
  const main = page.getByRole('main');
  const region = (name: string) => main.getByRole('region', { name, exact: true });
  const waits = (name: string) => region(name).locator('.pk-skeleton').first();
  const table: string[][] = [['APIs', 'card', 'hosts', 'showed', 'after']];

  // Every API is a host of its own, which hands on what the demo has.
  const hosts = new Map<string, Host>();
  const origins: Record<string, object> = {};
  for (const name of Object.values(CARDS).flat()) {
    const stockOrigin = stock().origins[name] as { url: string };
    const behind = name === 'ci' ? portal.apis.at.ci : `${portal.apis.at.portal}/${stockOrigin.url}`;
    const host = await Host.start(name, behind);
    hosts.set(name, host);
    origins[name] = name === 'ci' ? { title: 'CI', url: host.address } : { ...stockOrigin, url: host.address };
  }
  const all = [...hosts.values()];
  expect(new Set(all.map(({ address }) => address)).size).toBe(10);
  guard.allow(...all.map(({ address }) => address));
  await mayCall(page, portal.apis.at.portal, all.map(({ address }) => address));

  /** Opens the page, and says after how long each card was complete and what it showed. */
  const open = async (name: string, scale: number) => {
    await portal.apis.configure(portal.settings({ origins, net: { timeScale: scale } }));
    const start = Date.now();
    await page.goto(`${portal.apis.at.portal}/catalog/default/component/checkout-gateway`, { waitUntil: 'commit' });
    // The first content, which asks nobody.
    const first = async () => {
      await expect(portal.heading()).toHaveText('Checkout gateway', { timeout: 60_000 });
      for (const own of OWN) await expect(region(own)).toBeVisible();
      return Date.now();
    };
    const card = async (card: string) => {
      // Retries, and deadlines that are ten seconds, take their time.
      await expect(region(card)).toBeVisible({ timeout: 60_000 });
      await expect(region(card).locator('.pk-skeleton'), `${card}, ${name}`).toHaveCount(0, { timeout: 60_000 });
      const after = Date.now() - start;
      return [name, card, CARDS[card]!.map((host) => hosts.get(host)!.health).join(', '), await outcome(region(card)), `${after} ms`];
    };
    const shown = first();
    const cards = Promise.all(Object.keys(CARDS).map(card));
    const at = await shown;
    table.push([name, 'heading and what the catalog knows', 'none', 'its content', `${at - start} ms`]);
    return { start, at, cards };
  };

  try {
    for (const [condition, { says, scale }] of Object.entries(SAYS)) {
      let seen = () => {};
      const held = condition === 'slow (3 s)' ? new Promise<void>((resolve) => (seen = resolve)) : Promise.resolve();
      for (const host of all) {
        host.becomes(condition as Health);
        host.held = held;
      }
      const { at, cards } = await open(condition, scale ?? 1);
      if (condition === 'slow (3 s)') {
        await expect(waits('Alerts')).toBeVisible();
        await expect(main.getByText(/is slow to answer/).first()).toBeVisible();
        seen();
        for (const { name, answered } of all) expect(answered === 0 || answered > at, `${name} answered before the first content`).toBe(true);
      }
      table.push(...(await cards));
      await expect(main.locator('.pk-skeleton')).toHaveCount(0, { timeout: 60_000 });
      for (const name of Object.keys(CARDS)) {
        if (says) await expect(region(name), `${name}, ${condition}`).toContainText(says);
        else await expect(region(name), `${name}, ${condition}`).not.toContainText(/could not be/);
        if (says) await expect(region(name).getByRole('button', { name: 'Retry' }).first(), `${name}, ${condition}`).toBeVisible();
      }
      const glance = main.getByRole('list', { name: 'At a glance' }).getByRole('listitem');
      const values = (await glance.allInnerTexts()).map((text) => text.split('\n').filter(Boolean)[1] ?? '');
      if (says) expect(values, condition).toEqual(['—', '—', '—', '—']);
      else expect(values, condition).toEqual(['2 firing', 'Failed', 'Degraded', '1 critical']);
      table.push([condition, 'At a glance', '', values.join(', '), '']);
    }

    // Each host in its own way, all at once.
    const mixed: Record<string, Health> = { Alerts: 'hanging', 'Latest builds': 'healthy', Deploys: 'failing (500)', Kubernetes: 'slow (3 s)', Metrics: 'malformed', Security: 'unreachable' };
    for (const [card, health] of Object.entries(mixed)) for (const name of CARDS[card]!) hosts.get(name)!.becomes(health);
    const { cards } = await open('each another way', 1);
    // The healthy one is complete while others are slow and one says nothing at all.
    await expect(region('Latest builds').getByText('Failed').first()).toBeVisible();
    await expect(main.getByRole('list', { name: 'At a glance' })).toContainText('Failed');
    await expect(waits('Alerts')).toBeVisible();
    await expect(region('Metrics')).toContainText(/could not be read/i);
    await expect(region('Kubernetes')).not.toContainText(/could not be/);
    const rows = await cards;
    table.push(...rows);
    for (const [card, health] of Object.entries(mixed)) {
      const { says } = SAYS[health];
      if (says) await expect(region(card), `${card} beside others`).toContainText(says);
      else await expect(region(card), `${card} beside others`).not.toContainText(/could not be/);
    }
    const after = (card: string) => Number.parseInt(rows.find((row) => row[1] === card)![4]!, 10);
    expect(after('Latest builds')).toBeLessThan(after('Kubernetes'));
    expect(after('Kubernetes')).toBeLessThan(after('Alerts'));

    // One host heals: “Retry” of its card, and of no other.
    for (const name of CARDS.Deploys!) hosts.get(name)!.becomes('healthy');
    // Each host is asked again by itself.
    const retry = region('Deploys').getByRole('button', { name: 'Retry' });
    for (let left = await retry.count(); left > 0; left -= 1) {
      await retry.first().click();
      await expect(retry).toHaveCount(left - 1, { timeout: 60_000 });
    }
    await expect(region('Deploys')).not.toContainText(/could not be/, { timeout: 60_000 });
    await expect(region('Metrics')).toContainText(/could not be read/i);
  } finally {
    all.forEach((host) => host.stop());
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    const [head, ...rows] = table;
    const text = [line(head!), line(head!.map(() => '---')), ...rows.map(line)].join('\n');
    console.log(text);
    await info.attach('outcomes.md', { body: text, contentType: 'text/markdown' });
  }
});
