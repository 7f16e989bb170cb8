// What holds for every control and every text of a page: the focus is seen, targets are large enough
// or far enough apart, wider spacing of the text takes nothing away.

import { type Page, expect } from '@playwright/test';

/** What the parts of a page are called in the results. */
const STAGE = '.gallery-stage:not([inert])';

/** About so many stops of a page are visited, spread over all of its examples. */
const STOPS = 24;

interface Stop {
  /** Whether the focus is still in the example. */
  inside: boolean;
  /** What is wrong with it; empty if nothing. */
  problem: string;
}

/** Goes through the examples with Tab: the focus is never lost, always marked and never covered. */
export async function expectFocusEverywhere(page: Page, where: string): Promise<void> {
  const problems: string[] = [];
  const examples = await page.locator(STAGE).count();
  // The first stops of a long example stand for the others, which look the same.
  const each = Math.min(Math.max(Math.floor(STOPS / examples), 3), 8);
  for (let at = 0; at < examples; at += 1) {
    const start = page.locator('.gallery-example', { has: page.locator(STAGE) }).nth(at);
    // The button right before the example.
    await start.locator('.gallery-line').getByRole('button').focus();
    for (let stop = 0; stop < each; stop += 1) {
      await page.keyboard.press('Tab');
      const { inside, problem } = await page.evaluate(look, at);
      if (problem) problems.push(problem);
      if (!inside) break;
    }
  }
  expect.soft(problems, `focus, ${where}`).toEqual([]);
}

/** Runs in the page: where the focus is, and whether it is seen. */
async function look(example: number): Promise<Stop> {
  // What appears at a control gets its place in the next frame.
  if (document.querySelector('[popover]:popover-open:not([data-placed])')) {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  }
  const stages = document.querySelectorAll('.gallery-stage:not([inert])');
  const focused = document.activeElement;
  if (!focused || focused === document.body) return { inside: false, problem: 'nothing has the focus' };
  if (!stages[example]!.contains(focused)) return { inside: false, problem: '' };
  const name = focused.outerHTML.slice(0, 140);
  const marks = (element: Element | null, pseudo?: string) => {
    if (!element) return false;
    const style = getComputedStyle(element, pseudo);
    const drawn = pseudo === undefined || style.content !== 'none';
    return drawn && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  };
  // The ring may be around the control, or around what stands for it.
  const around = [focused, focused.parentElement, focused.parentElement?.parentElement ?? null, focused.nextElementSibling, focused.closest('label')];
  const active = focused.getAttribute('aria-activedescendant');
  if (active) around.push(document.getElementById(active));
  const marked = around.some((one) => marks(one) || marks(one, '::before') || marks(one, '::after'));
  if (!marked) return { inside: true, problem: `not marked: ${name}` };

  // What of it can be seen: inside the screen and inside all that scrolls or clips around it.
  const over: string[] = [];
  for (const box of [focused.getBoundingClientRect(), ...focused.getClientRects()]) {
    let [left, top, right, bottom] = [Math.max(box.left, 0), Math.max(box.top, 0), Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    for (let parent = focused.parentElement; parent; parent = parent.parentElement) {
      // What is in the top layer is not clipped by what it stands in.
      if (parent.parentElement?.closest(':popover-open, :modal') !== focused.parentElement?.closest(':popover-open, :modal')) break;
      if (parent === document.body || getComputedStyle(parent).overflow === 'visible') continue;
      const frame = parent.getBoundingClientRect();
      [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
      [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
    }
    if (right <= left || bottom <= top) {
      over.push('out of sight');
      continue;
    }
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const own = there?.closest('label')?.control === focused;
    if (there && (own || focused.contains(there) || there.contains(focused))) return { inside: true, problem: '' };
    over.push(there?.outerHTML.slice(0, 140) ?? 'nothing');
  }
  return { inside: true, problem: `${name} is covered: ${over.join(' | ')}` };
}

/** What can be pressed is at least 24 px wide and high, or far enough from the next (WCAG 2.5.8). */
export async function expectTargets(page: Page, where: string): Promise<void> {
  const small = await page.evaluate((stage) => {
    interface Target {
      element: Element;
      box: DOMRect;
      small: boolean;
    }
    const LEAST = 24;
    const kinds = 'a[href], button, input, select, textarea, summary, [role="option"], [role="treeitem"], [role="slider"], [role="separator"][tabindex]';
    const targets: Target[] = [];
    for (const element of document.querySelectorAll(`:is(${stage}) :is(${kinds})`)) {
      if (!element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
      if ((element as HTMLInputElement).disabled || element.closest('[inert], [aria-hidden="true"]')) continue;
      // A field and its label are one target.
      const input = element as HTMLInputElement;
      const label = input.type === 'checkbox' || input.type === 'radio' ? input.labels?.[0] : undefined;
      let box = element.getBoundingClientRect();
      const labelled = label?.getBoundingClientRect();
      if (labelled && labelled.width * labelled.height > box.width * box.height) box = labelled;
      // What is only for those who listen is no target for a pointer.
      if (box.width <= 1 || box.height <= 1) continue;
      // Scrolled away.
      let hidden = false;
      for (let parent = element.parentElement; parent && !hidden; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflow === 'visible') continue;
        const frame = parent.getBoundingClientRect();
        const x = (box.left + box.right) / 2;
        const y = (box.top + box.bottom) / 2;
        hidden = parent !== document.body && (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom);
      }
      if (hidden) continue;
      targets.push({ element, box, small: box.width < LEAST - 0.1 || box.height < LEAST - 0.1 });
    }
    // In a line of text, the text decides how high it is.
    const inline = (element: Element) => {
      if (getComputedStyle(element).display !== 'inline') return false;
      let around = element.parentElement!;
      while (getComputedStyle(around).display.startsWith('inline')) around = around.parentElement!;
      return around.innerText.trim().length > (element as HTMLElement).innerText.trim().length;
    };
    const centre = ({ box }: Target) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;
    const problems: string[] = [];
    for (const target of targets.filter(({ small, element }) => small && !inline(element))) {
      const [x, y] = centre(target);
      const near = targets.find((other) => {
        if (other === target || other.element.contains(target.element) || target.element.contains(other.element)) return false;
        if (other.small) {
          const [otherX, otherY] = centre(other);
          return Math.hypot(x - otherX, y - otherY) < LEAST;
        }
        const { left, right, top, bottom } = other.box;
        return Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom)) < LEAST / 2;
      });
      if (near) {
        const size = `${Math.round(target.box.width)} × ${Math.round(target.box.height)}`;
        problems.push(`${size}: ${target.element.outerHTML.slice(0, 120)} beside ${near.element.outerHTML.slice(0, 80)}`);
      }
    }
    return problems;
  }, STAGE);
  expect.soft(small.slice(0, 5), `small targets, ${where}`).toEqual([]);
}

/** With the spacing of WCAG 1.4.12, no text is cut off and nothing sticks out of the page. */
export async function expectRoomForText(page: Page, where: string): Promise<void> {
  const cut = await page.evaluate(async (stage) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets.push(sheet);
    // What measures its parts has seen the change after this.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const problems: string[] = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) problems.push(`the page is ${wide} px too wide`);
    for (const root of document.querySelectorAll(stage)) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement!;
        if (!text.textContent!.trim() || !parent.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
        if (parent.closest('.u-visually-hidden, [inert], svg, option')) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        if (right - left < 2) continue;
        for (let box: Element | null = parent; box && box !== root.parentElement; box = box.parentElement) {
          const style = getComputedStyle(box);
          const scrolls = /auto|scroll/;
          // Cut off in the design, with the whole text a step away.
          const shortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
          if (shortened || scrolls.test(style.overflowX) || scrolls.test(style.overflowY)) break;
          if (style.overflow === 'visible' && !box.matches('button')) continue;
          const frame = box.getBoundingClientRect();
          if (frame.width <= 1) break;
          const out = [frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom].map(Math.round);
          if (out.some((pixels) => pixels > 2)) {
            problems.push(`“${text.textContent!.trim().slice(0, 40)}” sticks out by ${out.join('/')} of ${box.outerHTML.slice(0, 100)}`);
            break;
          }
        }
      }
    }
    document.adoptedStyleSheets.pop();
    return problems;
  }, STAGE);
  expect.soft(cut.slice(0, 5), `text spacing, ${where}`).toEqual([]);
}
