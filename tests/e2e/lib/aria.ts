// The tree of roles and names of every example, compared with what is kept in `tests/e2e/aria`: one
// file per component, one section per example. `cargo xtask test --renew-aria` writes the files.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Page, expect } from '@playwright/test';
import { root } from './places';

export const trees = `${root}/tests/e2e/aria`;

/** Whether this run writes the files instead of comparing them. */
export const renews = process.env.PORTICO_RENEW_ARIA === '1';
const command = 'read the difference; if it is meant, `cargo xtask test --renew-aria` keeps it';
const empty = '(nothing)';
/** More of the same below each other say nothing more. */
const most = 24;

/** The trees by the examples' ids. */
type Trees = Map<string, string>;

/** Fails when a tree of the component's examples is another one than the kept one, or has none. */
export async function expectTrees(page: Page, component: string): Promise<void> {
  const path = `${trees}/${component}.yml`;
  if (renews) {
    writeFileSync(path, written(await atRest(page)));
    return;
  }
  const kept = existsSync(path) ? read(readFileSync(path, 'utf8')) : new Map();
  const drawn = await current(page);
  expect.soft([...drawn.keys()].sort(), `examples with a tree in ${path}: ${command}`).toEqual(
    [...kept.keys()].sort(),
  );
  for (const [example, tree] of kept) {
    if (!drawn.has(example) || drawn.get(example) === tree) continue;
    // What is drawn last may come a moment later.
    const again = async () => (await current(page)).get(example);
    await expect.soft.poll(again, { message: `tree of ${example}: ${command}`, timeout: 3_000 }).toBe(tree);
  }
}

/** The trees as they are now. */
async function current(page: Page): Promise<Trees> {
  const found: Trees = new Map();
  for (const example of await page.locator('.gallery-example').all()) {
    const tree = await example.locator('.gallery-stage').first().ariaSnapshot();
    found.set((await example.getAttribute('id'))!, shortened(tree.trim()) || empty);
  }
  return found;
}

/** The trees when they have stopped to change. */
async function atRest(page: Page): Promise<Trees> {
  let before = '';
  let now: Trees = new Map();
  await expect(async () => {
    now = await current(page);
    const text = written(now);
    const same = text === before;
    before = text;
    expect(same, 'trees that do not change any more').toBe(true);
  }).toPass();
  return now;
}

/** The tree without the middle of long runs of lines that differ in their names only. */
function shortened(tree: string): string {
  const lines = tree.split('\n');
  const kind = (line: string | undefined) => /^ *- \w+/.exec(line ?? '')?.[0];
  const kept: string[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (end < lines.length && kind(lines[end]) === kind(lines[start])) end += 1;
    const run = lines.slice(start, end);
    if (run.length > most) {
      const indent = ' '.repeat(run[0]!.search(/\S/));
      run.splice(2, run.length - 4, `${indent}# ${run.length - 4} more`);
    }
    kept.push(...run);
    start = end;
  }
  return kept.join('\n');
}

function written(all: Trees): string {
  const indented = (tree: string) => tree.split('\n').map((line) => `  ${line}`).join('\n');
  return [...all].map(([example, tree]) => `${example}:\n${indented(tree)}\n`).join('\n');
}

function read(text: string): Trees {
  const found: Trees = new Map();
  let example = '';
  for (const line of text.split('\n')) {
    const head = /^([\w-]+):$/.exec(line);
    if (head) example = head[1]!;
    else if (line) {
      const before = found.get(example);
      found.set(example, before === undefined ? line.slice(2) : `${before}\n${line.slice(2)}`);
    }
  }
  return found;
}
