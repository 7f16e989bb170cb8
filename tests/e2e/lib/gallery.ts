// The gallery's page of a component: its examples, and what is said there to people who listen.

import type { Locator, Page } from '@playwright/test';
import { type Portal, expect } from './portal';

declare global {
  interface Window {
    said: string[];
  }
}

/** The page of one component. */
export class Gallery {
  private constructor(readonly page: Page) {}

  /** Opens the page of a component, with an ear on all live regions. */
  static async open(portal: Portal, component: string): Promise<Gallery> {
    await listen(portal.page);
    await portal.open(`/gallery/c/${component}`);
    const examples = portal.page.getByRole('navigation', { name: 'Examples' });
    await expect(examples.getByRole('link')).not.toHaveCount(0);
    await forget(portal.page);
    return new Gallery(portal.page);
  }

  /** The stage of an example, by the example's title. */
  example(title: string): Locator {
    const heading = this.page.locator('.gallery-title', { hasText: new RegExp(`^${title}$`) });
    return this.page.locator('.gallery-example').filter({ has: heading }).locator('.gallery-stage');
  }

  /** Waits until this is said, and forgets what was said before. */
  async expectSaid(text: string | RegExp): Promise<void> {
    await expectSaid(this.page, text);
  }

  /** All that was said and not waited for. */
  async said(): Promise<string[]> {
    return this.page.evaluate(() => window.said);
  }
}

/** Notes down what changes in live regions, from the next page on. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.said = [];
    const live = '[role="status"], [role="alert"], [role="log"], [aria-live]';
    const note = (region: Element | null | undefined) => {
      // What makes a sentence another one, so that it is read again, cannot be seen.
      const text = region?.textContent?.replace(/[\u200b-\u200d\u2060\ufeff\u00a0]+$/, '').trim();
      if (text) window.said.push(text);
    };
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of changes) {
        const around = target instanceof Element ? target : target.parentElement;
        const region = around?.closest(live);
        if (region) regions.add(region);
        for (const added of addedNodes) {
          if (!(added instanceof Element)) continue;
          if (added.matches(live)) regions.add(added);
          added.querySelectorAll(live).forEach((inside) => regions.add(inside));
        }
      }
      regions.forEach(note);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Waits until this is said, and forgets what was said before. */
export async function expectSaid(page: Page, text: string | RegExp): Promise<void> {
  const said = () => page.evaluate(() => window.said);
  const wanted = typeof text === 'string' ? text : expect.stringMatching(text);
  await expect.poll(said, `said: ${text}`).toContainEqual(wanted);
  await forget(page);
}

/** Forgets what was said. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.said = [];
  });
}

/** Lets the test turn the clock of the pages that follow, with `page.clock`. */
export async function takeClock(page: Page): Promise<void> {
  await page.clock.install();
  // The numbers of its timers are larger than WebAssembly can keep.
  await page.addInitScript(() => {
    const all = window as unknown as Record<string, (...values: unknown[]) => unknown>;
    const timers = new Map<unknown, unknown>();
    let last = 0;
    for (const [set, clear] of [
      ['setTimeout', 'clearTimeout'],
      ['setInterval', 'clearInterval'],
      ['requestAnimationFrame', 'cancelAnimationFrame'],
      ['requestIdleCallback', 'cancelIdleCallback'],
    ] as const) {
      const [start, stop] = [all[set]!.bind(window), all[clear]!.bind(window)];
      all[set] = (...values) => {
        last += 1;
        timers.set(last, start(...values));
        return last;
      };
      all[clear] = (timer) => {
        stop(timers.get(timer));
        timers.delete(timer);
      };
    }
  });
}

/** Pages that follow believe that it is this moment when they open; their clocks go on from there. */
export async function openAt(page: Page, moment: string): Promise<void> {
  await page.addInitScript((opened) => {
    const Real = Date;
    const ahead = opened - Real.now();
    const now = () => Real.now() + ahead;
    globalThis.Date = new Proxy(Real, {
      construct: (_, values) => (values.length ? Reflect.construct(Real, values) : new Real(now())),
      get: (_, name) => (name === 'now' ? now : Reflect.get(Real, name)),
    });
  }, Date.parse(moment));
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The id that an attribute names is that of an element on the page; returns it. */
export async function named(control: Locator, attribute: string): Promise<Locator> {
  await expect(control).toHaveAttribute(attribute, /\S/);
  const ids = (await control.getAttribute(attribute))!.split(/\s+/);
  const found = control.page().locator(ids.map((id) => `[id="${id}"]`).join(', '));
  await expect(found, `${attribute} leads somewhere`).toHaveCount(ids.length);
  return found;
}

/** Of these, exactly one is a stop for Tab, and it is this. */
export async function expectOneStop(all: Locator, stop: Locator): Promise<void> {
  await expect(stop).toHaveJSProperty('tabIndex', 0);
  const stops = () => all.evaluateAll((list) => list.filter((one) => (one as HTMLElement).tabIndex >= 0).length);
  await expect.poll(stops, 'stops for Tab').toBe(1);
}
