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
  retries: 0,
  forbidOnly: !!process.env.CI,
  // A debug build starts slowly on a small machine. Nothing waits longer than it has to.
  timeout: run === 'bench' ? 30 * 60_000 : 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: `${results}/${run}.json` }]],
  use: {
    launchOptions: {
      executablePath: chromium,
      args: [
        '--headless=new',
        '--no-sandbox',
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
    actionTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
