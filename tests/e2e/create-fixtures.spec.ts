// The twenty templates that use every keyword, the four of the demo, and the one whose schema was
// recorded from Backstage: filled by the names of their fields, and what is posted is what is
// expected.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Act, TemplateForm } from './lib/form';
import { go } from './lib/hostile';
import { root } from './lib/places';
import { FAILED_REQUESTS, expect, test } from './lib/portal';

const fixtures = join(root, 'tests/fixtures/templates');
const demo = join(root, 'public/demo/catalog/templates');
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

interface Case {
  typed: Act[];
  /** What is posted, where no file beside the template says so. */
  values?: object;
}

const cases: Record<string, Case> = json(join(fixtures, 'typed.json'));
const names = Object.keys(cases);

/** Entities that the fixtures name. */
const entity = (kind: string, name: string, spec: object) =>
  JSON.stringify({ apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name }, spec });
const ENTITIES = [
  entity('Group', 'platform', { type: 'team', children: [] }),
  entity('System', 'shop', { owner: 'platform' }),
  entity('Component', 'cart', { type: 'service', lifecycle: 'production', owner: 'platform' }),
  entity('Component', 'web', { type: 'website', lifecycle: 'production', owner: 'platform' }),
];

/** The descriptor of a case. */
function descriptor(name: string): string {
  if (/^\d/.test(name)) return readFileSync(join(fixtures, `${name}.yaml`), 'utf8');
  if (name !== 'recorded') return readFileSync(join(demo, name, 'template.yaml'), 'utf8');
  const { steps } = json(join(root, 'tests/contract/scaffolder/scaffolder-parameter-schema.json')).response.body;
  const parameters = steps.map(({ schema }: { schema: object }) => schema);
  return JSON.stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name },
    spec: { owner: 'platform', type: 'service', parameters, steps: [] },
  });
}

function expected(name: string): { values: object; secrets: object } {
  const values = cases[name]?.values;
  if (values) return { values, secrets: {} };
  const { values: posted, secrets } = json(join(fixtures, `${name}.expected.json`));
  return { values: posted, secrets };
}

test('there are answers for all of them', () => {
  expect(names.filter((name) => /^\d/.test(name))).toHaveLength(20);
  expect(names.filter((name) => !/^\d/.test(name))).toEqual(['rust-service', 'typescript-website', 'rust-library', 'data-pipeline', 'recorded']);
});

// A page load for several of them: each is a form of its own all the same.
for (let first = 0; first < names.length; first += 7) {
  const some = names.slice(first, first + 7);
  test(`what is typed is posted: ${some.join(', ')}`, async ({ portal, page, guard }) => {
    test.slow();
    // The run that is named here does not exist.
    guard.expect(FAILED_REQUESTS);
    const posted: { templateRef: string; values: object; secrets: object }[] = [];
    await page.route('**/api/scaffolder/v2/tasks', async (route) => {
      posted.push(route.request().postDataJSON());
      await route.fulfill({ status: 201, json: { id: `run-${posted.length}` } });
    });
    const body = [...ENTITIES, ...some.map(descriptor)].join('\n---\n');
    await page.route('**/demo/catalog/templates/all.yaml', (route) => route.fulfill({ contentType: 'text/yaml', body }));
    await portal.open('/create');
    const form = new TemplateForm(page);
    for (const [at, name] of some.entries()) {
      await test.step(name, async () => {
        await go(page, `/create/templates/default/${name}`);
        await expect(form.whole).toBeVisible();
        await form.fill(cases[name]?.typed ?? []);
        await form.send();
        await expect(page).toHaveURL(new RegExp(`/create/tasks/run-${at + 1}$`));
        const { templateRef, values, secrets } = posted[at] ?? {};
        expect(templateRef).toBe(`template:default/${name}`);
        expect({ values, secrets }).toEqual(expected(name));
      });
    }
    expect(posted).toHaveLength(some.length);
  });
}
