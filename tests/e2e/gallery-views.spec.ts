// The views of a component: what a plugin author and a designer do with them.

import { type Page } from '@playwright/test';
import { expectAllLooks } from './lib/looks';
import { expect, test } from './lib/portal';

test.describe.configure({ timeout: 240_000 });

const stage = (page: Page) => page.locator('.gallery-stage').first();
const code = (page: Page) => page.getByRole('group', { name: 'Code', exact: true });
const query = (page: Page) => new URL(page.url()).searchParams;

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
});

test('a control changes the component, the code and the address', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/playground');
  await expect(stage(page).getByRole('button', { name: 'Create component' })).toBeVisible();
  await expect(code(page)).toContainText('<Button on_click={|_| ()}>"Create component"</Button>');

  const props = page.getByRole('region', { name: 'Props' });
  await props.getByRole('radiogroup', { name: 'variant' }).getByText('Solid').click();
  await expect(stage(page).getByRole('button')).toHaveAttribute('data-variant', 'solid');
  await expect(code(page)).toContainText('variant=Variant::Solid');
  await expect(code(page)).toContainText('use portico_components::{Button, Variant};');
  await expect.poll(() => query(page).get('p.variant')).toBe('Solid');

  await props.getByRole('switch', { name: 'loading', exact: true }).click();
  await expect(stage(page).getByRole('button')).toHaveAttribute('aria-busy', 'true');
  await props.getByRole('textbox', { name: 'Content' }).fill('Go "now"');
  await expect(stage(page).getByRole('button')).toContainText('Go "now"');
  await expect(code(page)).toContainText('"Go \\"now\\""');

  await props.getByRole('button', { name: 'Reset' }).click();
  await expect(stage(page).getByRole('button', { name: 'Create component' })).not.toHaveAttribute(
    'aria-busy',
    'true',
  );
  await expect.poll(() => [...query(page).keys()]).toEqual([]);
});

test('a link shows somebody else the same props', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/playground?p.variant=Ghost&p.disabled_reason=Not+yet&theme=dark');
  const button = stage(page).getByRole('button');
  await expect(button).toHaveAttribute('data-variant', 'ghost');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription('Not yet');
  await expect(page.locator('.gallery-pane').first()).toHaveAttribute('data-theme', 'dark');
});

test('what the address asks for and nobody knows is said, and left out', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/playground?sepia=1&p.variant=Purple');
  await expect(page.getByText('The address asks for something that the gallery does not know')).toContainText(
    'sepia',
  );
  await expect(stage(page).getByRole('button')).toHaveAttribute('data-variant', 'outline');
});

test('the log says what happened to what', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/playground');
  await stage(page).getByRole('button', { name: 'Create component' }).click();
  const events = page.getByRole('region', { name: 'Events' });
  await expect(events.getByRole('listitem').first()).toHaveText('click: button “Create component”');
  await events.getByRole('button', { name: 'Clear' }).click();
  await expect(events).toContainText('Nothing has happened yet');
});

test('a preset fills a text that components break at', async ({ portal, page }) => {
  await portal.open('/gallery/c/tag/playground');
  await page.getByRole('button', { name: 'Try a text for label' }).click();
  await page.getByRole('menuitem', { name: 'Right to left' }).click();
  await expect(stage(page)).toContainText('تسوية دفتر الأستاذ');
});

test('the matrix has every combination, and none of it is in the way of the keyboard', async ({
  portal,
  page,
}) => {
  await portal.open('/gallery/c/button/matrix');
  const all = page.getByRole('group', { name: 'Combinations', exact: true });
  await expect(all.locator('thead th')).toHaveText(['Outline', 'Solid', 'Ghost', 'Link']);
  await expect(all.locator('[inert] button')).toHaveCount(4 * (await all.locator('tbody tr').count()));

  // Hover, focus and pressed at once, without a pointer.
  const states = page.getByRole('group', { name: 'All states' });
  const button = (state: string, column: number) =>
    states.getByRole('row').filter({ hasText: state }).locator('[inert] button').nth(column);
  await expect(button('Focus', 0)).toHaveCSS('outline-style', 'solid');
  await expect(button('At rest', 0)).toHaveCSS('outline-style', 'none');
  const ground = (state: string) => button(state, 1).evaluate((one) => getComputedStyle(one).backgroundColor);
  const [rest, hover, pressed] = [await ground('At rest'), await ground('Hover'), await ground('Pressed')];
  expect(new Set([rest, hover, pressed]).size, `${rest}, ${hover}, ${pressed}`).toBe(3);

  // Nothing else asks for the sheet.
  const sheet = page.locator('link[href$="states.css"]');
  await expect(sheet).toHaveCount(1);
  await page.getByRole('navigation', { name: 'Views of Button' }).getByRole('link', { name: 'Examples' }).click();
  await expect(sheet).toHaveCount(0);
});

test('the documentation tells every prop', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/docs');
  const row = page.getByRole('row', { name: /^disabled_reason/ });
  await expect(row).toContainText('Signal<Option<String>>');
  await expect(row).toContainText('Why it cannot be used now');
  await expect(page.getByRole('heading', { name: 'Keyboard' }).first()).toBeVisible();
});

test('an example shows its code', async ({ portal, page }) => {
  await portal.open('/gallery/c/button');
  await page.locator('#button-sizes').getByText('Code', { exact: true }).click();
  await expect(page.getByRole('group', { name: 'Code of Sizes' })).toContainText(
    '<Button size=Size::Sm>"Retry"</Button>',
  );
});

test('the accessibility view checks what is drawn', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/accessibility');
  await expect(page.getByText(/^Nothing found; \d+ rules hold$/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('group', { name: 'Tree of roles and names' })).toContainText(
    'button “Create component”',
  );
  await expect(page.getByRole('table', { name: 'Contrast of texts' }).getByRole('row').nth(1)).toContainText(
    'of 4.50',
  );
  await expect(page.getByRole('table', { name: 'Targets' })).toContainText('large enough');
});

test('one example stands alone, and a wrong address says so', async ({ portal, page }) => {
  await portal.open('/gallery/c/button/sizes?w=360');
  await expect(page.locator('.gallery-stage')).toHaveCount(1);
  await expect(page.locator('.gallery-pane')).toHaveAttribute('data-width', '360');
  await portal.open('/gallery/c/button/nothing');
  await page.getByRole('link', { name: 'All examples', exact: true }).last().click();
  await expect(page.getByRole('navigation', { name: 'Examples' })).toBeVisible();
});

test('the tokens have values, and every pair has enough contrast', async ({ portal, page }) => {
  await portal.open('/gallery/tokens');
  await expect(page.getByRole('row', { name: /--dp-accent-bg / })).toContainText('#');
  const contrast = page.getByRole('region', { name: 'Contrast' });
  await expect(contrast.getByText('too little')).toHaveCount(0);
  expect(await contrast.getByText('enough').count()).toBeGreaterThan(150);
  await page.getByRole('searchbox', { name: 'Filter tokens' }).fill('radius');
  await expect(page.getByRole('rowheader', { name: '--dp-radius-card' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '--dp-accent-bg', exact: true })).toHaveCount(0);
});

test('a pattern is a page and its code', async ({ portal, page }) => {
  await portal.open('/gallery/patterns');
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await expect(page.getByRole('group', { name: 'Code of Dashboard' })).toContainText('pub fn page() -> AnyView');
  await expect(page.locator('.gallery-stage')).toBeVisible();
});

test('the guide leads from chapter to chapter and to the components', async ({ portal, page }) => {
  await portal.open('/gallery/guide');
  await page.getByRole('link', { name: 'Components', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: 'ChoiceCards' }).last().click();
  await expect(portal.heading()).toHaveText('ChoiceCards');
  await page.goBack();
  await page.getByRole('link', { name: /^Next: / }).click();
  await expect(portal.heading()).toHaveText('Content');
});

test('the surroundings that are seldom asked for', async ({ portal, page }) => {
  await portal.open('/gallery/c/tag/playground?zoom=200&text=spacing&cvd=deutan&grid=8&outline=1&bg=inset&motion=reduce');
  const pane = page.locator('.gallery-pane').first();
  await expect(pane).toHaveCSS('filter', /url/);
  await expect(pane.locator('.gallery-stage')).toHaveCSS('zoom', '2');
  await expect(stage(page).locator('*').first()).toHaveCSS('letter-spacing', /[1-9]/);
  await page.getByRole('button', { name: 'More (7)' }).click();
  await page.getByRole('combobox', { name: 'Colour vision' }).selectOption('No colours');
  await expect(pane).toHaveCSS('filter', 'grayscale(1)');
});

for (const view of ['playground', 'matrix', 'docs', 'accessibility', 'tokens']) {
  for (const component of ['button', 'data-table', 'text-field']) {
    test(`${component}, ${view}: axe and room`, async ({ portal, page }) => {
      await portal.open(`/gallery/c/${component}/${view}`);
      await expectAllLooks(page, view);
    });
  }
}

for (const path of ['/gallery/tokens', '/gallery/bytes', '/gallery/guide', '/gallery/guide/06-components', '/gallery/patterns', '/gallery/patterns/dashboard', '/gallery/patterns/form']) {
  test(`${path}: axe and room`, async ({ portal, page }) => {
    await portal.open(path);
    await expectAllLooks(page, path);
  });
}
