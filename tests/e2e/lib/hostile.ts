// Texts that run where nothing protects, and how to see that none did.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { hostileStrings } from './places';

export interface Vector {
  id: string;
  class: string;
  value?: string;
}

export const corpus = JSON.parse(readFileSync(hostileStrings, 'utf8')) as {
  vectors: Vector[];
  documents: Vector[];
};
export const vectors = corpus.vectors.filter(
  (vector): vector is Vector & { value: string } => typeof vector.value === 'string',
);

export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const window_ = window as unknown as { __hits: string[]; __pwn(id: string): void };
    window_.__hits = [];
    window_.__pwn = (id) => window_.__hits.push(id);
  });
}

export const hits = (page: Page) =>
  page.evaluate(() => (window as unknown as { __hits: string[] }).__hits);

/** Goes to another page of the portal without loading it anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Addresses on the page that lead somewhere else than to a web page or a mailbox. */
export const badLinks = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('a[href], area[href], [src], [action], [formaction]')]
      .map((element) => {
        const { href, src, action } = element as unknown as Record<string, unknown>;
        return String(href ?? src ?? action);
      })
      .filter((url) => url !== '' && !/^(https?|mailto):/.test(url) && !/^(data:image|blob:)/.test(url)),
  );
