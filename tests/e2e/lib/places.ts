// Where things are. All paths are absolute.

import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');
export const results = resolve(root, 'tests/e2e/results');
export const dist = resolve(root, process.env.PORTICO_DIST ?? 'dist');
export const teamApis = resolve(
  root,
  process.env.PORTICO_TEAM_APIS ?? 'target/debug/team-apis',
);
export const recordings = resolve(root, 'tests/contract/backstage');
export const hostileStrings = resolve(root, 'tests/fixtures/hostile-strings.json');

/** The parts of a release build that are fetched when they are needed; a debug build is one piece. */
export const parts = existsSync(dist)
  ? readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /pkg-[^/]+\/(split|chunk).*\.wasm$/.test(file))
  : [];

/** The browser; undefined is the one that Playwright brings. */
export const chromium =
  process.env.CHROME ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));

const components = `${root}/components/src`;

/** The components that the gallery shows. */
export const shown = readdirSync(components)
  .filter((name) => existsSync(`${components}/${name}/gallery.rs`))
  .map((name) => name.replaceAll('_', '-'))
  // What a plugin shows of its own.
  .concat('ci-builds', 'kubernetes-workloads', 'deploys-applications', 'security-findings', 'alerts-firing', 'metrics-panels', 'insights-figures', 'create-form', 'create-runs');
