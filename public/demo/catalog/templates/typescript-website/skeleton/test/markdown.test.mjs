import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render, title } from '../scripts/markdown.mjs';

test('a page has a title', () => {
  assert.equal(title('# Tariffs & fees\n\nText'), 'Tariffs &amp; fees');
  assert.equal(title('No heading'), 'Untitled');
});

test('text, lists and links', () => {
  assert.equal(
    render('# A\n\nSee [help](help.html) and `npm start`.\n\n- **one**\n- two'),
    '<h1>A</h1>\n<p>See <a href="help.html">help</a> and <code>npm start</code>.</p>\n' +
      '<ul><li><strong>one</strong></li><li>two</li></ul>',
  );
});

test('nobody writes HTML into a page', () => {
  assert.equal(render('<script>alert(1)</script>'), '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
  assert.ok(!render('[x](javascript:alert(1))').includes('href'));
});
