// axe, the accessibility checker, in a page whose policy allows no foreign script.

import { readFileSync } from 'node:fs';
import { type Page, expect } from '@playwright/test';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Result {
  violations: { id: string; help: string; nodes: { target: string[]; html: string }[] }[];
}

/** Fails when axe finds anything on the page, or in the part of it that is named, and says what and where. */
export async function expectAccessible(page: Page, where: string, part?: string): Promise<void> {
  await expectNothing(page, where, TAGS, part);
}

/** The same for what depends on the colours. */
export async function expectColours(page: Page, where: string, part?: string): Promise<void> {
  await expectNothing(page, where, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, part);
}

async function expectNothing(page: Page, where: string, runOnly: object, part?: string): Promise<void> {
  // The debugger may run what the policy of the page forbids.
  const debug = await page.context().newCDPSession(page);
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await debug.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  // Colours on their way from one theme to the other are neither of both.
  await evaluate(`Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished)).then(() => undefined)`);
  if (!(await evaluate('"axe" in window'))) {
    await evaluate(`${source}; undefined`);
  }
  // No rule of ours reads the text of the style sheets, which axe would load for it.
  const options = { runOnly, resultTypes: ['violations'], preload: false };
  const found = (await evaluate(`axe.run(${part ? JSON.stringify(part) : 'document'}, ${JSON.stringify(options)})`)) as Result;
  await debug.detach();
  const list = found.violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html }) => `\n    ${html.slice(0, 200)}`);
    return `${id}: ${help} (${nodes.length})${places.join('')}`;
  });
  expect.soft(list, `axe, ${where}`).toEqual([]);
}
