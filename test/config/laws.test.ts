import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { load, type Loaded } from '../../src/config/load.ts';
import type { Place } from '../../src/core/problem.ts';
import { group, tenantId, tenantYaml, tree, user } from './support.ts';

const owner = 'owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }';

const sample = {
  'tenant.yaml': `${tenantYaml}guards: { twins: { count: 1 } }\n`,
  'users/a.yaml': `defaults: { city: &c Rio }\n${user(`id: ${tenantId}`, 'state: *c', 'employeeOrgData: { division: "x" }', 'businessPhones: ["1"]')}`,
  'users/b.yaml': 'users:\n  - user: lee@contoso.com\n    department: null\n  - user: adele@contoso.com\n',
  'extensions/a.yaml': `directory: [{ name: tracker, ${owner}, type: String, targets: [User] }]\nschema: [{ id: courses, ${owner}, status: Available, targets: [User], properties: { id: Integer } }]\n`,
  'users/c.yaml': `users:
  - user: megan@contoso.com
    onPremisesImmutableId: { objectGuid: ${tenantId} }
    directoryExtensions: { tracker: E4 }
    schemaExtensions: { courses: { id: 100 } }
    openExtensions: { com.contoso.a: { b: [1, true] } }
`,
  'groups/a.yaml': group(
    'owners: { atLeast: [lee@contoso.com] }',
    'membership:',
    '  rule: |',
    '    user.tracker -eq "b"',
    '  processing: on',
  ),
} as const;
type FileName = keyof typeof sample;

/** What YAML and this format are sensitive to. */
const piece = fc.oneof(
  fc.constantFrom(...'{}[]:,-?&*!|>\'"%@`#\t\n\r ~<'.split('')),
  fc.constantFrom(
    '\n  - ',
    ': ',
    '\n    ',
    '---\n',
    '...',
    '!!str ',
    '&a ',
    '*a',
    '<<: ',
    'null',
    '00123',
    'true',
    '\u0000',
    '\ufeff',
    '\u2028',
    '😀',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const mutation = fc.record({ at: fc.nat(), removed: fc.nat({ max: 12 }), added: piece });
const mutated = fc
  .tuple(
    fc.constantFrom(...(Object.keys(sample) as FileName[])),
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
  )
  .map(([file, mutations]) => {
    let text: string = sample[file];
    for (const { at, removed, added } of mutations) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + added + text.slice(start + removed);
    }
    return { ...sample, [file]: text };
  });

type Files = Readonly<Record<string, string | Uint8Array>>;

/** The places of problems that are not within their file. */
function placesOutside(files: Files, { problems }: Loaded): readonly Place[] {
  return problems.flatMap(({ place, also = [] }) =>
    [...(place === undefined ? [] : [place]), ...also].filter((each) => {
      const content = files[each.file.replace('tenant/', '')] ?? '';
      const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
      const line = text.replace(/^\ufeff/, '').split('\n')[each.line - 1];
      return line === undefined || each.column < 1 || each.column > line.length + 1;
    }),
  );
}

function labelsOf({ desired }: Loaded): readonly string[] {
  return [...(desired?.users ?? []), ...(desired?.groups ?? [])].map((each) => each.label).toSorted();
}

test('a changed document never throws, and each problem stands within its file', () => {
  fc.assert(
    fc.property(mutated, (files) => {
      expect(placesOutside(files, load(tree(files), 'tenant'))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('arbitrary text and bytes never throw', () => {
  const content = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.uint8Array({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      content,
      fc.constantFrom('tenant.yaml', 'users/a.yaml', 'groups/a.yaml', 'extensions/a.yaml'),
      (text, file) => {
        const files = { [file]: text };
        expect(placesOutside({ 'tenant.yaml': tenantYaml, ...files }, load(tree(files), 'tenant'))).toEqual(
          [],
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('the order of the files means nothing', () => {
  fc.assert(
    fc.property(
      mutated.chain((files) =>
        fc.shuffledSubarray([...tree(files)], { minLength: Object.keys(files).length }),
      ),
      (shuffled) => {
        const sorted = shuffled.toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(load(new Map(shuffled), 'tenant')).toEqual(load(new Map(sorted), 'tenant'));
      },
    ),
    { numRuns: 300 },
  );
});

test('the names of the files mean nothing to the set of objects', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(mutated, names, (files, [first = '', second = '', third = '']) => {
      const renamed = {
        'tenant.yaml': files['tenant.yaml'],
        [`extensions/${third}.yaml`]: files['extensions/a.yaml'],
        'users/z/c.yaml': files['users/c.yaml'],
        [`users/${first}.yaml`]: files['users/a.yaml'],
        [`users/${second}.yml`]: files['users/b.yaml'],
        [`groups/${third}/x.yaml`]: files['groups/a.yaml'],
      };
      expect(labelsOf(load(tree(renamed), 'tenant'))).toEqual(labelsOf(load(tree(files), 'tenant')));
    }),
    { numRuns: 300 },
  );
});
