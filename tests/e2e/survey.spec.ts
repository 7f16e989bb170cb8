// The survey asks in a quiet moment and is never in the way, "later" and "never" are kept to, an
// answer goes where the page says, and events of a page that is closed arrive, each once.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectOutline } from './lib/layout';
import { expectAllLooks } from './lib/looks';
import { type Portal, expect, test } from './lib/portal';

const main = (page: Page) => page.getByRole('main');
/** The card that asks. */
const card = (page: Page) => page.getByRole('complementary', { name: 'Survey' });
/** The portal asks on the first day, after the first page, as soon as nobody does anything. */
const AT_ONCE = { afterDays: 1, afterPages: 1, quietSeconds: 1 };

/** The plugin with a survey and, where events are wanted, a receiver. */
function asking(portal: Portal, more: object = {}, survey: object | null = AT_ONCE) {
  const demo = portal.settings().origins;
  return {
    origins: { ...demo, 'insights-events': { title: 'Events', url: `${portal.apis.at.ci}/collect` } },
    plugins: ['catalog', { id: 'insights', config: { analytics: { survey, ...more } } }],
  };
}

const http = { sinks: [{ kind: 'http', origin: 'insights-events', path: 'v1/events' }] };

interface Sent {
  at: number;
  action: string;
  subject?: string;
  value?: number;
  attributes?: Record<string, string>;
  context: { sessionId: string };
}

/** Every event that the receiver got, in the order in which it did. */
async function arrived(portal: Portal): Promise<Sent[]> {
  const log = await portal.apis.log('ci');
  return log.filter((entry) => entry.method === 'POST' && entry.path === '/collect/v1/events').flatMap((entry) => JSON.parse(entry.sent ?? '[]') as Sent[]);
}

/** What is remembered of when the reader was asked. */
const remembered = (page: Page): Promise<{ next: number; never: boolean }> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('portico.survey.v1') ?? '{"next":0,"never":false}'));
const DAY = 86_400_000;

test('the card comes in a quiet moment, takes no focus, and Escape puts it off for a week', async ({ portal, page }) => {
  await portal.open('/catalog', asking(portal));
  const held = page.getByRole('link', { name: 'Catalog', exact: true }).first();
  await held.focus();
  await expect(card(page)).toBeVisible({ timeout: 30_000 });
  await expect(held).toBeFocused();
  await expect(card(page)).toContainText('How likely are you to recommend');
  // Shown is asked: whoever does nothing is left alone for a quarter.
  expect((await remembered(page)).next).toBeGreaterThan(Date.now() + 90 * DAY);
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await expect(held).toBeFocused();
  const { next, never } = await remembered(page);
  expect(never).toBe(false);
  expect(next).toBeGreaterThan(Date.now() + 6 * DAY);
  expect(next).toBeLessThan(Date.now() + 8 * DAY);
});

test('the card does not cover the page of a phone, and its buttons are reached by keyboard', async ({ portal, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await portal.open('/catalog', asking(portal));
  await expect(card(page)).toBeVisible({ timeout: 30_000 });
  const box = (await card(page).boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(360);
  expect(box.height).toBeLessThan(740 / 2);
  for (const control of await card(page).getByRole('button').all()) {
    expect((await control.boundingBox())!.height).toBeGreaterThanOrEqual(24);
  }
  await card(page).getByRole('link', { name: 'Answer' }).focus();
  await page.keyboard.press('Tab');
  await expect(card(page).getByRole('button', { name: 'Later' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(card(page)).toHaveCount(0);
  expect((await remembered(page)).never).toBe(true);
  // What had the focus is gone: it is on the page and not lost.
  await expect(main(page).getByRole('heading', { level: 1 })).toBeFocused();
});

test('never is never, and is taken back on the page of the survey', async ({ portal, page }) => {
  await portal.open('/insights/survey', asking(portal));
  const ask = main(page).getByRole('switch', { name: 'Ask me now and then' });
  await expect(ask).toBeChecked();
  await ask.click();
  await expect(ask).not.toBeChecked();
  await page.reload();
  await expect(ask).not.toBeChecked();
  expect((await remembered(page)).never).toBe(true);
  await ask.click();
  await expect.poll(async () => (await remembered(page)).never).toBe(false);
});

test('an answer is sent once, kept where the reader sees it, saved as a file, and erased', async ({ portal, page }) => {
  await portal.open('/catalog', asking(portal, http));
  await expect(card(page)).toBeVisible({ timeout: 30_000 });
  await card(page).getByRole('link', { name: 'Answer' }).click();
  await expect(page).toHaveURL(/\/insights\/survey$/);
  await expect(card(page)).toHaveCount(0);
  await expect(main(page).getByText('It is sent to “insights-events”, without saying who you are.')).toBeVisible();

  await main(page).getByRole('button', { name: 'Send the answer' }).click();
  await expect(main(page).getByText('Choose a number from 0 to 10.').first()).toBeVisible();
  await main(page).getByRole('radio', { name: '9', exact: true }).check();
  await main(page).getByRole('textbox', { name: /one thing that would help/ }).fill('Faster builds, <b>please</b>');
  await main(page).getByRole('button', { name: 'Send the answer' }).click();
  await expect(main(page).getByText('Thank you')).toBeVisible();
  const answers = async () => (await arrived(portal)).filter((event) => event.action === 'survey');
  await expect.poll(answers, { timeout: 30_000 }).toHaveLength(1);
  const [answer] = await answers();
  expect(answer).toMatchObject({ subject: 'enps', value: 9, attributes: { text: 'Faster builds, <b>please</b>' } });

  const [download] = await Promise.all([page.waitForEvent('download'), main(page).getByRole('button', { name: 'Save your answers as a file' }).click()]);
  expect(download.suggestedFilename()).toBe('survey.ndjson');
  expect(JSON.parse(readFileSync((await download.path())!, 'utf8'))).toMatchObject({ recommend: 9, text: 'Faster builds, <b>please</b>' });

  await main(page).getByRole('link', { name: 'What is kept about you' }).click();
  const kept = main(page).getByRole('region', { name: 'Your answers to the survey' });
  await expect(kept).toContainText('"recommend":9');
  await kept.getByRole('button', { name: /^Erase/ }).click();
  await expect(kept).toContainText('You have not answered in this browser.');
  expect(await page.evaluate(() => localStorage.getItem('portico.survey.answers.v1') ?? '')).toBe('');
  expect(await answers(), 'still once').toHaveLength(1);
});

test('without a receiver nothing is sent, and that is said', async ({ portal, page }) => {
  await portal.open('/insights/survey', asking(portal));
  await expect(main(page).getByText('Nothing is sent.')).toBeVisible();
  await main(page).getByRole('radio', { name: '3', exact: true }).check();
  await main(page).getByRole('button', { name: 'Keep the answer' }).click();
  await expect(main(page).getByText('It is kept in this browser.')).toBeVisible();
  await main(page).getByRole('button', { name: 'Answer again' }).click();
  await expect(main(page).getByRole('radio', { name: '3', exact: true })).not.toBeChecked();
});

test('a browser that keeps nothing says so, and a portal without a survey says how to get one', async ({ portal, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await portal.open('/insights/survey', asking(portal));
  await main(page).getByRole('radio', { name: '10', exact: true }).check();
  await main(page).getByRole('button', { name: 'Keep the answer' }).click();
  await expect(main(page).getByText('This browser keeps nothing')).toBeVisible();
  await portal.open('/insights/survey', { plugins: ['catalog', 'insights'] });
  await expect(main(page).getByText('This portal has no survey')).toBeVisible();
  await portal.open('/insights/survey', { plugins: ['catalog', { id: 'insights', config: { analytics: { survey: { every: 7 } } } }] });
  await expect(main(page).getByText('The configuration has a mistake')).toBeVisible();
});

test('what happened just before a page is closed arrives, and each event once', async ({ portal, page }) => {
  await portal.open('/catalog', asking(portal, http, null));
  // The sinks begin when nobody waits.
  await expect.poll(async () => (await arrived(portal)).length, { timeout: 30_000 }).toBeGreaterThan(0);
  await main(page).getByRole('link', { name: /./ }).first().evaluate((link: HTMLElement) => {
    link.addEventListener('click', (event) => event.preventDefault());
    link.setAttribute('aria-label', 'The last click');
    link.click();
  });
  await page.close({ runBeforeUnload: true });
  const clicks = async () => (await arrived(portal)).filter((event) => event.subject === 'The last click');
  await expect.poll(clicks, { timeout: 10_000 }).toHaveLength(1);
  const all = (await arrived(portal)).map((event) => JSON.stringify(event));
  expect(new Set(all).size, 'no event twice').toBe(all.length);
});

test('the pages are accessible and not wider than the window, in all looks', async ({ portal, page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open('/insights/survey', asking(portal, http, {}));
  await expectAllLooks(page, '/insights/survey', { each: (where) => expectOutline(page, where) });
  await portal.open('/insights/survey', { plugins: ['catalog', 'insights'] });
  await expectAllLooks(page, 'no survey', { each: (where) => expectOutline(page, where) });
});

test('the card is accessible in all looks', async ({ portal, page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open('/catalog', asking(portal));
  await expect(card(page)).toBeVisible({ timeout: 30_000 });
  await expectAllLooks(page, 'the card of the survey');
});
