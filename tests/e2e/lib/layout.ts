// What holds for every page, whatever it shows.

import { type Page, expect } from '@playwright/test';

/** Nothing is wider than the page: it never scrolls sideways. */
export async function expectNoOverflow(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    // Name the culprits: elements that stick out and are not inside a scroller of their own.
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.documentElement &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const culprits = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .filter((element) => !scrolls(element.parentElement))
      .map((element) => element.outerHTML.slice(0, 120));
    return [`${document.documentElement.scrollWidth} px on ${width} px`, ...culprits.slice(0, 5)];
  });
  expect(wide, `wider than the page, ${where}`).toEqual([]);
}

/** One heading of the first level, no skipped levels, and a title that begins with it. */
export async function expectOutline(page: Page, where: string): Promise<void> {
  const { headings, title } = await page.evaluate(() => {
    const visible = [...document.querySelectorAll<HTMLElement>('h1,h2,h3,h4,h5,h6')].filter(
      (element) => element.checkVisibility() && !element.closest('[aria-hidden="true"]'),
    );
    return {
      headings: visible.map((element) => ({
        level: Number(element.ariaLevel ?? element.tagName[1]),
        text: element.innerText.trim(),
      })),
      title: document.title,
    };
  });
  const outline = headings.map(({ level, text }) => `${level} ${text}`).join('\n');
  expect(headings.filter(({ level }) => level === 1), `h1, ${where}`).toHaveLength(1);
  const skips = headings.filter(
    ({ level }, index) => level > (headings[index - 1]?.level ?? 0) + 1 && index > 0,
  );
  expect(skips, `skipped levels, ${where}:\n${outline}`).toEqual([]);
  expect(title.split(' · ').length, `title “${title}”, ${where}`).toBeGreaterThan(1);
}

/** At least a part of the focused element is on the screen with nothing on top of it. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const hidden = await page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return 'nothing has the focus';
    const name = focused.outerHTML.slice(0, 160);
    const over = new Set<string>();
    // Text that wraps has a box for each line.
    for (const { left, right, top, bottom } of focused.getClientRects()) {
      for (const x of [left + 3, (left + right) / 2, right - 3]) {
        for (const y of [top + 3, (top + bottom) / 2, bottom - 3]) {
          const there = document.elementFromPoint(x, y);
          // A label may lie over its own field.
          const own = there?.closest('label')?.control === focused;
          if (there && (own || focused.contains(there) || there.contains(focused))) return '';
          over.add(there?.outerHTML.slice(0, 160) ?? 'the edge of the screen');
        }
      }
    }
    return `${name} is hidden under ${[...over].join(', ')}`;
  });
  expect(hidden, 'focus').toBe('');
}
