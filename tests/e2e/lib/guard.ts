// Watches a page and remembers what must never happen.

import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/** What a test does not want to see, unless it says so beforehand. */
export class Guard {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  /** `origins` are those a page may call. */
  constructor(private readonly origins: Set<string>) {}

  /** From now on this is no failure: the test provokes it. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** From now on a page may call these too. */
  allow(...origins: string[]): void {
    for (const origin of origins) this.origins.add(origin);
  }

  /** What was seen and not expected. */
  unexpected(): string[] {
    return this.seen.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  /** What was typed may be lost: the question of a page that is left is answered with yes. */
  leaves = false;

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('__violation', (_source, text: string) => {
      this.seen.push(`policy: ${text}`);
    });
    await context.addInitScript(() => {
      const report = (window as unknown as { __violation(text: string): void }).__violation;
      // Policies for scripts, styles, connections and Trusted Types all end in this event.
      document.addEventListener('securitypolicyviolation', (event) => {
        report(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
      });
    });
    context.on('page', (page) => this.follow(page));
    context.on('console', (message) => this.console(message));
    context.on('weberror', (error) => {
      // Uncaught errors, a dying module among them, and promises nobody handled.
      this.seen.push(`error: ${error.error().name}: ${error.error().message}`);
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      const local = url.protocol === 'data:' || url.protocol === 'blob:';
      if (!local && !this.origins.has(url.origin)) {
        this.seen.push(`undeclared origin: ${request.method()} ${request.url()}`);
      }
    });
  }

  private follow(page: Page): void {
    page.on('dialog', (dialog) => {
      if (this.leaves) return void dialog.accept();
      this.seen.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('crash', () => this.seen.push('the tab crashed'));
  }

  private console(message: ConsoleMessage): void {
    if (message.type() === 'error') {
      this.seen.push(`console: ${message.text()} (${message.location().url})`);
    }
  }
}

/** What the browser itself writes to the console about requests that fail. */
export const FAILED_REQUESTS = /^console: (Failed to load resource|Access to fetch at)/;
