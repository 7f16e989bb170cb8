// The end-to-end tests: a real browser against a built portal and a real server.
//
//   npx playwright test --config tests/e2e/playwright.config.ts
//
// Environment: CHROME (the browser), PORTICO_DIST (the built portal), PORTICO_TEAM_APIS (the
// server), PORTICO_RUN=bench or =shots to measure or to take screenshots instead of testing.

import { defineConfig } from '@playwright/test';
import { chromium, results } from './lib/places';

const run = process.env.PORTICO_RUN ?? 'test';

export default defineConfig({
  testDir: '.',
  testMatch: run === 'test' ? '*.spec.ts' : `${run}*.ts`,
  outputDir: `${results}/${run}`,
  globalSetup: './lib/setup.ts',
  fullyParallel: true,
  workers: run === 'bench' ? 1 : 2,
  // A machine that others use too may stand still for longer than any deadline. What passes only
  // the second time is named at the end, and more than a few of them fail the run (xtask/src/test.rs).
  retries: run === 'test' ? 1 : 0,
  forbidOnly: !!process.env.CI,
  // So many failures are one cause, and each of them takes its time.
  maxFailures: 40,
  // A debug build starts slowly on a small machine. Nothing waits longer than it has to.
  timeout: run === 'bench' ? 30 * 60_000 : 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: `${results}/${run}.json` }]],
  use: {
    launchOptions: {
      executablePath: chromium,
      args: [
        // The shell has no other mode, and does not know the word.
        chromium?.endsWith('headless-shell') ? '--headless' : '--headless=new',
        '--no-sandbox',
        // Without a window around it Chromium takes the trap of an overflowing stack for its own crash.
        ...(run === 'test' ? ['--js-flags=--wasm-enforce-bounds-checks'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-default-apps',
        '--disable-domain-reliability',
        '--disable-sync',
        '--no-default-browser-check',
        '--no-first-run',
        '--no-pings',
        '--metrics-recording-only',
        // Whatever tries to leave this machine ends here.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    // What a page with a window around it has for itself.
    permissions: ['clipboard-read', 'clipboard-write'],
    actionTimeout: 30_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
