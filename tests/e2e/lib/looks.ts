// A page in everything that somebody may look at it with: both themes, wide and narrow.

import { type Page, expect } from '@playwright/test';
import { expectAccessible, expectColours } from './axe';
import { expectNoOverflow } from './layout';

/** What is looked at, and how. */
interface Look {
  /** The part of the page that axe reads; the whole page without it. */
  part?: string;
  /** Looks at something more, once for each width. */
  each?: (where: string) => Promise<void>;
}

/** Axe finds nothing in both themes, wide and narrow, and nothing is wider than the page. */
export async function expectAllLooks(page: Page, where: string, { part, each }: Look = {}): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expectBothThemes(page, `${where} at ${width}`, part);
    await expectNoOverflow(page, `${where} at ${width}`);
    await each?.(`${where} at ${width}`);
  }
}

/** Axe finds nothing in the light theme, and nothing about colours in the dark one, which is the same page otherwise. */
export async function expectBothThemes(page: Page, where: string, part?: string): Promise<void> {
  for (const [theme, holds] of [['light', expectAccessible], ['dark', expectColours]] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await holds(page, `${where}, ${theme}`, part);
  }
}
