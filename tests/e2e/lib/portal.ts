// The tests' own words for what a user does, and a `test` that fails when something happens that
// must never happen.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Locator, type Page, test as base, expect } from '@playwright/test';
import { TeamApis } from './apis';
import { Guard } from './guard';
import { dist } from './places';

export { expect } from '@playwright/test';
export { FAILED_REQUESTS } from './guard';

/** `portal.json`, as far as the tests care. */
export interface Settings {
  title: string;
  sources: Source[];
  origins: Record<string, object>;
  plugins?: (string | object)[];
  search?: object;
  net?: { timeScale: number };
}

/** An entry of `sources`. */
export interface Source {
  id: string;
  title?: string;
  type: 'files' | 'backstage';
  url?: string;
  index?: string[];
  auth?: string;
}

/** `portal.json` of the build. */
export function stock(): Settings {
  return JSON.parse(readFileSync(`${dist}/portal.json`, 'utf8'));
}

/** A portal in a browser. */
export class Portal {
  constructor(
    readonly page: Page,
    readonly apis: TeamApis,
    /** A folder that the `ci` origin hands out below `/files/`. */
    readonly files: string,
  ) {}

  /**
   * The settings of the build, with the CI of the test server, the clusters, Argo CDs, reports, alerts and metrics of the
   * demo and short deadlines: a third of what users get. Its sources are named by their whole address, which means that the
   * browser reads the descriptors and not the catalog that the build wrote; shipped.spec.ts is about that one.
   */
  settings(change: Partial<Settings> = {}): Settings {
    const demo = Object.entries(stock().origins).filter(([name]) => /^(kubernetes|alerts|argocd|security)-|^metrics/.test(name));
    const origins = { ...Object.fromEntries(demo), ci: { title: 'CI', url: this.apis.at.ci } };
    const sources = stock().sources.map((source) => ({ ...source, url: `${this.apis.at.portal}/` }));
    return { ...stock(), sources, origins, net: { timeScale: 0.3 }, ...change };
  }

  /** Opens an address with these settings and waits for its heading. */
  async open(path: string, change: Partial<Settings> = {}): Promise<void> {
    await this.apis.configure(this.settings(change));
    await this.page.goto(this.apis.at.portal + path);
    await this.settled();
  }

  /** Waits until the page has its heading and nothing on it is still loading. */
  async settled(): Promise<void> {
    await expect(this.heading()).toBeVisible();
    // The examples of the gallery load for ever.
    const example = ':not(.gallery-stage *)';
    const loading = this.page.locator(`[aria-busy="true"]${example}, .pk-skeleton${example}`);
    await expect(loading).toHaveCount(0);
  }

  /** The one heading of the page; those of the gallery's examples say another level. */
  heading(): Locator {
    return this.page
      .getByRole('heading', { level: 1 })
      .and(this.page.locator(':not([aria-level])'));
  }

  /** The button that opens a facet of the filter bar; a column may have the same name. */
  facet(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: new RegExp(`^${name}`), expanded: false });
  }

  /** The link to an entity in the list, by its whole name. */
  entry(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name, exact: true });
  }

  /** The tabs of an entity, or of the kinds. */
  tab(name: string): Locator {
    const tabs = this.page.getByRole('navigation', { name: /^(Views of|Kinds)/ });
    return tabs.getByRole('link', { name: new RegExp(`^${name}`) });
  }

  /** The search field of the page itself. */
  filter(): Locator {
    return this.page.getByRole('main').getByRole('searchbox');
  }

  /** The input of the open palette. */
  palette(): Locator {
    return this.page.getByRole('dialog').getByRole('combobox');
  }

  /** Path and query in the address bar. */
  address(): string {
    return this.page.url().slice(this.apis.at.portal.length);
  }
}

interface Fixtures {
  portal: Portal;
  guard: Guard;
}

interface WorkerFixtures {
  server: { apis: TeamApis; files: string };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // One server for each worker, so that a fault in one test cannot reach a test beside it.
  server: [
    async ({}, use) => {
      const files = mkdtempSync(join(tmpdir(), 'portico-files-'));
      const apis = await TeamApis.start(files);
      await use({ apis, files });
      apis.stop();
      rmSync(files, { recursive: true });
    },
    { scope: 'worker' },
  ],

  guard: [
    async ({ server, context }, use) => {
      const { portal, ci, backstage, issuer, refused } = server.apis.at;
      const guard = new Guard(new Set([portal, ci, backstage, issuer, refused]));
      await guard.watch(context);
      await use(guard);
      expect(guard.unexpected(), 'things that must never happen').toEqual([]);
    },
    { auto: true },
  ],

  portal: async ({ server, page }, use) => {
    await server.apis.reset();
    await use(new Portal(page, server.apis, server.files));
  },
});
