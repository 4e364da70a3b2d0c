import { expect, test } from 'vitest';
import { load } from '../../src/config/load.ts';
import { treeOf } from '../scenarios/support-practice.ts';

const id = '00000000-0000-4000-8000-000000000001';
const found = (name: string, more = '') =>
  load(
    treeOf({
      'tenant.yaml': `format: 1
tenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }
${more}freeze:
  - objects: [${name}]
    reason: rolled back
    until: 2099-01-01
`,
      'users/all.yaml': `users:\n  - user: adele.vance@contoso.com\n    id: ${id}\n    department: Sales\n`,
      'groups/all.yaml': 'groups:\n  - group: sg-sales\n    description: Sales\n',
    }),
    'tenant',
  );

test.each(['adele.vance@contoso.com', 'Adele.Vance@Contoso.com', id, `user:${id}`, 'sg-sales'])(
  '%s is an entry',
  (name) => expect(found(name).findings).toEqual([]),
);

test.each([
  [
    'adele.vanse@contoso.com',
    'No entry is called `adele.vanse@contoso.com`, so that freezes nothing; did you mean `adele.vance@contoso.com`?',
  ],
  ['somebody@fabrikam.com', 'No entry is called `somebody@fabrikam.com`, so that freezes nothing.'],
  [`group:${id}`, `No entry is called \`group:${id}\`, so that freezes nothing.`],
])('%s is none', (name, message) => {
  const { findings, problems } = found(name);
  expect(problems).toEqual([]);
  expect(findings).toMatchObject([
    { id: 'freezes-nothing', severity: 'warning', message, place: { file: 'tenant/tenant.yaml', line: 4 } },
  ]);
});

test('the settings may call it an error, or nothing', () => {
  expect(found('x', 'findings: { freezes-nothing: error }\n').problems).toHaveLength(1);
  expect(found('x', 'findings: { freezes-nothing: off }\n').findings).toEqual([]);
});
