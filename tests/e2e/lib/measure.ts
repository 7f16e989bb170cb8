// Clocks inside the page: from what the user did to what the user saw.

import type { CDPSession, Page } from '@playwright/test';

interface Clock {
  /** When the first row of the list was painted, in ms since the navigation began. */
  rows: Promise<number>;
  /** Starts at the next event of this type. `elapsed` are then the ms to the frame after which
   * this holds and nothing of the page changes any more. */
  arm(type: string, holds: string): void;
  elapsed?: Promise<number>;
  /** Memories of the WebAssembly instances. */
  memories: Set<WebAssembly.Memory>;
}

declare global {
  interface Window {
    clock: Clock;
  }
}

/** Puts the clocks into every page of the context. */
export async function install(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // A frame that was asked for now is on the screen when a message sent from it arrives.
    const painted = () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      });
    const row = () => document.querySelector('main tbody a[href*="/catalog/"]');
    const rows = new Promise<number>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!row()) return;
        observer.disconnect();
        void painted().then(resolve);
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
      window.clock.elapsed = new Promise<number>((resolve) => {
        // A selector, a `text:` of the heading, or nothing: any change of the list.
        const reached = () =>
          holds.startsWith('text:')
            ? document.querySelector('main h1')?.textContent?.trim() === holds.slice(5)
            : document.querySelector(holds) !== null;
        addEventListener(
          type,
          (event) => {
            const start = event.timeStamp;
            let last = painted();
            const end = () => {
              observer.disconnect();
              void last.then((end) => resolve(end - start));
            };
            // The same rows as before are an answer too, and leave nothing to be seen.
            let quiet = setTimeout(() => reached() && end(), 3000);
            const observer = new MutationObserver((records) => {
              const concerns = records.some(({ target }) => {
                const element = target instanceof Element ? target : target.parentElement;
                return element?.closest('main') !== null && element?.closest('[aria-live], [role="status"]') === null;
              });
              if (!concerns || !reached()) return;
              last = painted();
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

/** ms from an event that `act` causes to the frame that shows all of what it did. */
export async function elapsed(
  page: Page,
  type: string,
  holds: string,
  act: () => Promise<unknown>,
): Promise<number> {
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
  await page.evaluate((type) => {
    const state = window as unknown as { measured: Promise<number> };
    state.measured = new Promise((resolve) => {
      addEventListener(
        type,
        (event) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - event.timeStamp);
            port2.postMessage(null);
          });
        },
        { capture: true, once: true },
      );
    });
  }, type);
  await act();
  return page.evaluate(() => (window as unknown as { measured: Promise<number> }).measured);
}

/** ms of work from a keystroke to its painted results, and with the wait for the frame. */
export async function keystroke(page: Page, key: string): Promise<{ work: number; painted: number }> {
  await page.evaluate(() => {
    const state = window as unknown as { typed: Promise<{ work: number; painted: number }> };
    state.typed = new Promise((resolve) => {
      let pressed = 0;
      let handled = 0;
      addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true });
      // What the page does with the letter has been done when this one of all listeners is called,
      // and what it put off to the end of the task soon after: nothing else comes between. A task
      // of our own would come after the frame and count the wait for it as work.
      addEventListener(
        'input',
        () => {
          let left = 50;
          const again = () => {
            handled = performance.now();
            left -= 1;
            if (left > 0) queueMicrotask(again);
          };
          again();
        },
        { once: true },
      );
      addEventListener(
        'input',
        () => {
          requestAnimationFrame(() => {
            const frame = performance.now();
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const end = performance.now();
              // What was done before the frame, and what the frame itself took.
              const before = (handled > 0 && handled < frame ? handled : frame) - pressed;
              resolve({ work: before + (end - frame), painted: end - pressed });
            };
            port2.postMessage(null);
          });
        },
        { capture: true, once: true },
      );
    });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { typed: Promise<{ work: number; painted: number }> }).typed);
}
