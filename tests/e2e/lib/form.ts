// Fills the form of a template as a person does: by the names of its fields, whatever draws them.

import type { Locator, Page } from '@playwright/test';
import { expect } from './portal';

/** What goes into a field: a text, a choice by its name, several of them, or a tick. */
export type Answer = string | boolean | string[];

/**
 * One thing that is done: `['Ports › Port 1 › Port number', '80']` answers a field in groups,
 * `['Ports › Add Port']` presses a button, `'Next'` goes on. `Name #2` is the second of that name.
 */
export type Act = [string, Answer] | [string] | 'Next';

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const named = (name: string) => new RegExp(`^\\s*${quoted(name)}( \\(optional\\))?\\s*$`, 'i');

/** The form of a template. */
export class TemplateForm {
  constructor(private readonly page: Page) {}

  /** All of it. */
  get whole(): Locator {
    return this.page.getByRole('main').locator('form');
  }

  /** Does it all, one after the other. */
  async fill(acts: Act[]): Promise<void> {
    for (const act of acts) {
      if (act === 'Next') await this.next();
      else if (act.length === 1) await this.press(act[0]);
      else await this.answer(act[0], act[1]);
    }
  }

  /** Goes through the other steps and sends. */
  async send(): Promise<void> {
    const create = this.whole.getByRole('button', { name: 'Create', exact: true });
    for (let step = 0; step < 10 && !(await create.isVisible()); step += 1) await this.next();
    await create.click();
  }

  private async next(): Promise<void> {
    const before = this.page.url();
    await this.whole.getByRole('button', { name: 'Next', exact: true }).click();
    const summary = this.whole.getByRole('alert');
    await expect(async () => {
      expect(this.page.url() !== before || (await summary.count()) > 0).toBe(true);
    }).toPass();
    // What is missing is the message of the failure.
    expect(await summary.allInnerTexts()).toEqual([]);
  }

  /** The group that a path goes through, and its last part. */
  private within(path: string): [Locator, string] {
    const parts = path.split(' › ');
    const name = parts.pop() ?? '';
    return [parts.reduce((at, part) => at.getByRole('group', { name: part, exact: true }).first(), this.whole), name];
  }

  private async press(path: string): Promise<void> {
    const [at, name] = this.within(path);
    await at.getByRole('button', { name, exact: true }).first().click();
  }

  private async answer(path: string, answer: Answer): Promise<void> {
    const [at, last] = this.within(path);
    const [, name = last, number = '1'] = /^(.*) #(\d+)$/.exec(last) ?? [];
    const controls = this.page.locator('input, textarea, select, [role="radiogroup"], [role="group"]');
    const control = at.getByLabel(named(name)).and(controls).nth(Number(number) - 1);
    await expect(control, path).toBeVisible();
    const kind = await control.evaluate((element) => {
      const type = element instanceof HTMLInputElement ? element.type : '';
      return element.getAttribute('role') ?? (type === 'checkbox' ? type : element.localName);
    });
    if (typeof answer === 'boolean') return control.setChecked(answer);
    const several = typeof answer === 'string' ? [answer] : answer;
    if (kind === 'radiogroup') return control.getByRole('radio', { name: named(several[0] ?? '') }).check();
    if (kind === 'select') return void (await control.selectOption({ label: several[0] ?? '' }));
    if (kind === 'group') {
      for (const box of await control.getByRole('checkbox').all()) {
        const label = (await box.evaluate((box) => box.closest('label')?.innerText ?? '')).trim();
        await box.setChecked(several.includes(label));
      }
      return;
    }
    if (kind === 'combobox') {
      for (const one of several) await this.pick(control, one);
      return;
    }
    if (typeof answer === 'string') return control.fill(answer);
    for (const one of answer) {
      await control.fill(one);
      await control.press('Enter');
    }
  }

  /** Takes the choice that says this; what no choice says is typed. */
  private async pick(box: Locator, text: string): Promise<void> {
    // The name of an entity finds it, and its whole reference tells it from others of the name.
    await box.fill(text.split('/').pop() ?? text);
    const list = this.page.locator(`[id="${await box.getAttribute('aria-controls')}"]`);
    const option = list.getByRole('option').filter({ hasText: text }).first();
    // A list that is read from the catalog takes a moment.
    const found = await option.waitFor({ timeout: 1500 }).then(() => true, () => false);
    if (found) return option.click();
    await box.fill(text);
    await box.press('Tab');
  }
}
