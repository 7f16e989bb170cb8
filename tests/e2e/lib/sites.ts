// Documentation for the tests: pages as MkDocs writes them, and sites that the real one builds.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { root } from './places';
import type { Portal, Settings } from './portal';

/** MkDocs with the theme of TechDocs, as `cargo xtask setup` installs it. */
export const mkdocs = resolve(root, process.env.PORTICO_MKDOCS ?? 'target/mkdocs/bin/mkdocs');
export const hasMkdocs = existsSync(mkdocs);

/** Writes a file and the folders it is in. */
export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The descriptor of a component with these annotations. */
export function entity(name: string, annotations: Record<string, string>): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'nobody' },
  };
}

/**
 * Settings for the documentation that the test server hands out below `/files/docs/`: that of
 * components with a site of their own, and of entities that say themselves what they have.
 */
export function filed(portal: Portal, documented: (string | object)[], config: object = {}): Partial<Settings> {
  const descriptors = documented.map((one) =>
    JSON.stringify(typeof one === 'string' ? entity(one, { 'backstage.io/techdocs-ref': 'dir:.' }) : one),
  );
  put(`${portal.files}/documented.yaml`, `---\n${descriptors.join('\n---\n')}\n`);
  return {
    sources: [{ id: 'documented', type: 'files', url: `${portal.apis.at.ci}/files/`, index: ['documented.yaml'] }],
    origins: { docs: { title: 'Documentation', url: `${portal.apis.at.ci}/files/docs` } },
    plugins: ['catalog', { id: 'docs', config }],
  };
}

/** A page in the frame of the theme. */
export function page(article: string, nav: [label: string, href: string][] = []): string {
  const items = nav.map(
    ([label, href]) =>
      `<li class="md-nav__item"><a href="${href}" class="md-nav__link"><span class="md-ellipsis">${label}</span></a></li>`,
  );
  return `<!doctype html><html><head><title>Test</title></head><body>
<nav class="md-nav md-nav--primary"><ul class="md-nav__list">${items.join('')}</ul></nav>
<article class="md-content__inner md-typeset">${article}</article></body></html>`;
}

/** Text as HTML. */
export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Builds a site of so many pages with the real MkDocs. */
export function build(folder: string, count: number): void {
  const source = `${folder}-source`;
  put(
    `${source}/mkdocs.yml`,
    ['site_name: Large site', 'repo_url: https://github.example/halyard/large', 'edit_uri: edit/main/docs/', 'plugins: [techdocs-core]'].join('\n'),
  );
  put(`${source}/docs/index.md`, '# Large site\n\nThe first page. See [page 7](part-0/page-7.md#how-it-works).\n');
  for (let at = 0; at < count - 1; at += 1) {
    const code = '```python\ndef claim(key):\n    return store.claim(key)\n```';
    put(
      `${source}/docs/part-${Math.floor(at / 25)}/page-${at}.md`,
      [
        `# Page ${at}`,
        `What page ${at} is about. Back to the [start](../index.md).`,
        '## How it works',
        '!!! warning "Mind the gap"\n    Between the train and the platform.',
        code,
        '## What to do',
        '| Status | Meaning |\n|---|---:|\n| 200 | Done |',
        '- [x] Read\n- [ ] Understood',
        'A note.[^1]\n\n[^1]: At the foot.',
      ].join('\n\n'),
    );
  }
  execFileSync(mkdocs, ['build', '--quiet', '--site-dir', folder], { cwd: source, stdio: ['ignore', 'ignore', 'ignore'] });
}
