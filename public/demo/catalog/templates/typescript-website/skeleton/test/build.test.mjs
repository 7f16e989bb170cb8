import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { build } from '../scripts/build.mjs';

test('the site is built', async () => {
  const pages = await build();
  assert.ok(pages.includes('index.html'));
  const start = await readFile(new URL('../dist/index.html', import.meta.url), 'utf8');
  assert.match(start, /<title>.+<\/title>/);
  assert.match(start, /aria-current="page"/);
});
