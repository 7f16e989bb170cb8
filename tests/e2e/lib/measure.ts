// Clocks inside the page: from what the user did to what the user saw.

import type { CDPSession, Page } from '@playwright/test';

interface Clock {
  /** When the first row of the list was painted, in ms since the navigation began. */
  rows: Promise<number>;
  /** Starts at the next event of this type. */
  arm(type: string, holds: string): void;
  elapsed?: Promise<Elapsed>;
  /** Memories of the WebAssembly instances. */
  memories: Set<WebAssembly.Memory>;
}

/** ms since an event. */
export interface Elapsed {
  /** To the frame in which what was wanted is on the screen. */
  shown: number;
  /** To the frame after which nothing of the page changes any more, answers of APIs included. */
  quiet: number;
}

declare global {
  interface Window {
    clock: Clock;
    /** Says when the next frame is on the screen, in ms since the navigation began. */
    drawn(): Promise<number>;
  }
  const scheduler: { postTask(task: () => void, options: { priority: string }): void };
}

/**
 * Gives a page `window.drawn`. What is sent from a frame with the highest priority arrives when that
 * frame is made; a message or a timer would come after whatever else waits, often a frame later.
 */
export function frames(): void {
  window.drawn = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        scheduler.postTask(() => resolve(performance.now()), { priority: 'user-blocking' });
      });
    });
}

/** Puts the clocks into every page of the context. */
export async function install(page: Page): Promise<void> {
  await page.addInitScript(frames);
  await page.addInitScript(() => {
    const row = () => document.querySelector('main tbody a[href*="/catalog/"]');
    const rows = new Promise<number>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!row()) return;
        observer.disconnect();
        void window.drawn().then(resolve);
      }).observe(document, { childList: true, subtree: true });
    });

    const memories = new Set<WebAssembly.Memory>();
    const keep = (exports: WebAssembly.Exports) => {
      for (const value of Object.values(exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
    };
    const { instantiate, instantiateStreaming } = WebAssembly;
    const watched = (original: (...all: never[]) => Promise<unknown>) =>
      async (...all: never[]) => {
        const result = (await original.apply(WebAssembly, all)) as
          | WebAssembly.Instance
          | WebAssembly.WebAssemblyInstantiatedSource;
        keep('instance' in result ? result.instance.exports : result.exports);
        return result;
      };
    WebAssembly.instantiate = watched(instantiate as never) as never;
    WebAssembly.instantiateStreaming = watched(instantiateStreaming as never) as never;

    const arm = (type: string, holds: string) => {
      window.clock.elapsed = new Promise<Elapsed>((resolve) => {
        // A selector, or the headings of a page: that of the page itself, and one below it.
        const [title, part] = holds.startsWith('page:') ? holds.slice(5).split('|') : [];
        const says = (heading: string, words?: string) =>
          [...document.querySelectorAll(`main ${heading}`)].some((one) => one.textContent?.trim() === words);
        const reached = () =>
          title === undefined ? document.querySelector(holds) !== null : says('h1', title) && says('h2', part);
        addEventListener(
          type,
          (event) => {
            const start = event.timeStamp;
            let first: Promise<number> | undefined;
            let last = window.drawn();
            const end = () => {
              observer.disconnect();
              void Promise.all([first ?? last, last]).then(([shown, quiet]) =>
                resolve({ shown: shown - start, quiet: quiet - start }),
              );
            };
            // The same rows as before are an answer too, and leave nothing to be seen.
            let quiet = setTimeout(() => reached() && end(), 3000);
            const observer = new MutationObserver((records) => {
              const concerns = records.some(({ target }) => {
                const element = target instanceof Element ? target : target.parentElement;
                return element?.closest('main') !== null && element?.closest('[aria-live], [role="status"]') === null;
              });
              if (!concerns || !reached()) return;
              last = window.drawn();
              first ??= last;
              clearTimeout(quiet);
              quiet = setTimeout(end, 400);
            });
            observer.observe(document.body, { childList: true, characterData: true, subtree: true });
          },
          { capture: true, once: true },
        );
      });
    };
    window.clock = { rows, arm, memories };
  });
}

/** How long it takes from an event that `act` causes to the frames that show what it did. */
export async function elapsed(
  page: Page,
  type: string,
  holds: string,
  act: () => Promise<unknown>,
): Promise<Elapsed> {
  // The clock must be there before the event is: the two take different ways into the page.
  await page.evaluate(([type, holds]) => window.clock.arm(type!, holds!), [type, holds]);
  await act();
  return page.evaluate(() => window.clock.elapsed!);
}

/** Work of the main thread so far, in ms. */
export async function work(debug: CDPSession): Promise<number> {
  const { metrics } = await debug.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
}

/** Bytes in use after a collection: objects of JavaScript, and memories of WebAssembly. */
export async function heap(page: Page, debug: CDPSession): Promise<{ js: number; wasm: number }> {
  await debug.send('HeapProfiler.collectGarbage');
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() =>
    [...window.clock.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  );
  return { js: usedSize, wasm };
}

/** The middle one. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** The value that so many of a hundred are not above. */
export function percentile(values: number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * of) / 100) - 1)]!;
}

/** ms from an event of this type to the frame that shows what `act` did to the page. */
export async function painted(page: Page, type: string, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(frames);
  await page.evaluate((type) => {
    const state = window as unknown as { measured: Promise<number> };
    state.measured = new Promise((resolve) => {
      addEventListener(
        type,
        (event) => void window.drawn().then((end) => resolve(end - event.timeStamp)),
        { capture: true, once: true },
      );
    });
  }, type);
  await act();
  return page.evaluate(() => (window as unknown as { measured: Promise<number> }).measured);
}

/** What a keystroke took the main thread, in ms. */
export interface Work {
  /** While it had something to do. */
  work: number;
  /** Of that, while it had a processor: what is left is what the machine did for others. */
  processor: number;
}

/**
 * The work of the main thread for each keystroke of `act`: from the event to the end of the frame
 * that shows what it did, without the time in which the thread had nothing to do.
 *
 * It is read from the browser's own trace. A page that measures itself cannot tell work from the
 * wait for a frame: after a key, Chromium puts off its messages and timers.
 */
export async function workOfKeys(page: Page, act: () => Promise<unknown>): Promise<Work[]> {
  const browser = page.context().browser()!;
  const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await act();
  // The frame of the last letter is still to come.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] };
  const spans = trace.traceEvents.filter(({ ph }) => ph === 'X').sort((one, other) => one.ts - other.ts);
  const isKey = ({ name, args }: Traced) => name === 'EventDispatch' && args.data?.type === 'keydown';
  const end = ({ ts, dur }: Traced) => ts + (dur ?? 0);
  return spans.filter(isKey).map((key) => {
    const own = spans.filter(({ pid, tid }) => pid === key.pid && tid === key.tid);
    const tasks = own.filter(({ name }) => name === 'RunTask');
    const task = tasks.find((task) => task.ts <= key.ts && end(task) >= end(key));
    const frame = own.find(({ name, ts }) => name === 'Commit' && task && ts >= end(task));
    if (!frame) throw new Error('a keystroke without a frame');
    const share = (task: Traced) => Math.max(0, Math.min(end(task), end(frame)) - Math.max(task.ts, key.ts));
    const running = (task: Traced) => share(task) * Math.min(1, (task.tdur ?? 0) / (task.dur || 1));
    const sum = (of: (task: Traced) => number) => tasks.reduce((sum, task) => sum + of(task), 0) / 1000;
    return { work: sum(share), processor: sum(running) };
  });
}

/** An entry of a trace; times in microseconds. */
interface Traced {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Of the duration, that with a processor. */
  tdur?: number;
  pid: number;
  tid: number;
  args: { data?: { type?: string } };
}
