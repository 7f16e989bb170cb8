// Light, dark, high contrast: right from the first paint on, kept, and followed.

import { results } from './lib/places';
import { type Portal, expect, test } from './lib/portal';

const theme = (portal: Portal) => portal.page.locator('html').getAttribute('data-theme');
const contrast = (portal: Portal) => portal.page.locator('html').getAttribute('data-contrast');

const background = (portal: Portal) =>
  portal.page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)!.map(Number);
    return (red! + green! + blue!) / 3;
  });

test('no page flashes in the wrong theme', async ({ portal, page }) => {
  await page.addInitScript(() => {
    const seen = window as unknown as { themed: number };
    localStorage.setItem('portico.v1', JSON.stringify({ theme: 'dark' }));
    new MutationObserver((_, observer) => {
      if (document.documentElement?.dataset.theme) {
        seen.themed = performance.now();
        observer.disconnect();
      }
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-theme'] });
  });
  await portal.open('/catalog');
  expect(await theme(portal)).toBe('dark');
  const { themed, painted } = await page.evaluate(() => ({
    themed: (window as unknown as { themed: number }).themed,
    painted: performance.getEntriesByName('first-paint')[0]?.startTime ?? Infinity,
  }));
  expect(painted).not.toBe(Infinity);
  expect(themed).toBeLessThan(painted);
});

test('the choice is kept, and reaches other tabs', async ({ portal, page, context }) => {
  await portal.open('/settings');
  const other = await context.newPage();
  await other.goto(`${portal.apis.at.portal}/catalog`);
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'light');

  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await background(portal)).toBeLessThan(80);
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('radio', { name: 'Light' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await background(portal)).toBeGreaterThan(200);
});

test('the system is followed while nothing is chosen', async ({ portal, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await portal.open('/settings');
  expect(await theme(portal)).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ contrast: 'more' });
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
});

test('high contrast is a choice, in both themes', async ({ portal, page }) => {
  await portal.open('/settings');
  const text = () =>
    page.getByRole('main').evaluate((main) => getComputedStyle(main.querySelector('p, label, td')!).color);
  const usual = await text();
  await page.getByRole('radio', { name: /high|more/i }).check();
  expect(await contrast(portal)).toBe('more');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await expect(page.getByRole('radio', { name: /high|more/i })).toBeChecked();
  expect(usual).toBeTruthy();
});

test('density changes the height of the rows', async ({ portal, page }) => {
  const height = async () => {
    await page.goto(`${portal.apis.at.portal}/catalog`);
    await portal.settled();
    return (await page.getByRole('row').nth(2).boundingBox())!.height;
  };
  await portal.open('/settings');
  await page.getByRole('radio', { name: 'Compact' }).check();
  const compact = await height();
  await page.goto(`${portal.apis.at.portal}/settings`);
  await page.getByRole('radio', { name: /Spacious|Comfortable/ }).check();
  expect(await height()).toBeGreaterThan(compact);
});

for (const kept of ['not json', '{"theme": 7}', '[]', '{"version":99,"theme":"dark"}', 'x'.repeat(100_000)]) {
  test(`broken preferences end in the defaults: ${kept.slice(0, 30)}`, async ({ portal, page }) => {
    await page.addInitScript((kept) => localStorage.setItem('portico.v1', kept), kept);
    await portal.open('/catalog');
    await expect(portal.heading()).toHaveText('Components');
  });
}

test('a browser without storage has a working portal', async ({ portal, page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }
  });
  await portal.open('/settings');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('nothing moves for whoever wants nothing to move', async ({ portal, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open('/catalog');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 20)
      .map((animation) => (animation as CSSAnimation).animationName ?? 'transition'),
  );
  expect(moving).toEqual([]);
});

test('forced colours leave everything legible', async ({ portal, page }) => {
  for (const [name, path] of [
    ['catalog', '/catalog'],
    ['entity', '/catalog/default/component/payments-ledger'],
  ] as const) {
    await page.emulateMedia({ forcedColors: 'none' });
    await portal.open(path);
    // What is told apart by its fill alone needs an edge once the fills are gone.
    const filled = await page.evaluateHandle(() =>
      [...document.querySelectorAll('header *, nav *, main *')].filter((element) => {
        const { backgroundColor, display } = getComputedStyle(element);
        const seen = element.checkVisibility() && display !== 'inline' && element.textContent !== '';
        const [, alpha = '1'] = backgroundColor.match(/, ([\d.]+)\)$/) ?? [];
        const behind = element.parentElement!.closest('*');
        return (
          seen &&
          element.matches('button, input, a, [class*="badge"], [class*="tag"], [class*="banner"]') &&
          Number(alpha) > 0 &&
          backgroundColor !== 'rgba(0, 0, 0, 0)' &&
          backgroundColor !== getComputedStyle(behind!).backgroundColor
        );
      }),
    );
    expect(await filled.evaluate((all) => all.length), 'things with a fill').toBeGreaterThan(3);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.screenshot({ path: `${results}/shots/${name}-forced-colours.png` });
    const bare = await filled.evaluate((all) =>
      all
        .filter((element) => {
          const { borderTopWidth, borderTopStyle, outlineStyle } = getComputedStyle(element);
          const bordered = borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0;
          const current = element.hasAttribute('aria-current');
          return !bordered && outlineStyle === 'none' && !current;
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(bare, name).toEqual([]);
  }
});
