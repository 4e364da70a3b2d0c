import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { root, temporary } from '../support/cli.ts';
import { tenantry } from './end-to-end-support.ts';

const folder = temporary();
const path = (name: string): string => join(folder, 'tenant', name);
const read = (name: string): string => readFileSync(path(name), 'utf8');
const run = (...args: readonly string[]): ReturnType<typeof tenantry> =>
  tenantry(['rename', ...args], { cwd: folder });

const vocabulary = (value: string, more = ''): string =>
  `\nvocabularies:\n  jobTitle:\n    values: [${value}]   # for now${more}\n`;

beforeEach(() => {
  rmSync(join(folder, 'tenant'), { recursive: true, force: true });
  cpSync(join(root, 'tenant'), join(folder, 'tenant'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tenantry rename', () => {
  test('renames in entries, defaults and rules, and says where', async () => {
    const before = read('groups/departments.yaml');
    const { code, stdout } = await run('department', 'Sales', 'Sales & Service');
    expect(stdout).toMatchInlineSnapshot(`
      "Renamed department from "Sales" to "Sales & Service" in 4 files
        ~ tenant/groups/departments.yaml  1 rule (sg-sales-emea)
        ~ tenant/users/contractors.yaml  1 entry
        ~ tenant/users/executives.yaml  1 entry
        ~ tenant/users/sales.yaml  the default, which 6 entries have

      Only the files were changed; review and commit that. People and groups that no
      file names are not seen from here: \`tenantry plan\` shows who enters and leaves
      which group, those that are not in the files among them.
      "
    `);
    expect(code).toBe(0);
    expect(read('groups/departments.yaml')).toBe(before.replace('-eq "Sales"', '-eq "Sales & Service"'));
    expect((await tenantry(['validate'], { cwd: folder })).code).toBe(0);
  });

  test('moves the vocabulary along and keeps the old word as an alias', async () => {
    const tenant = read('tenant.yaml');
    writeFileSync(path('tenant.yaml'), tenant + vocabulary('Service Desk Analyst'));
    const { stdout } = await run('jobTitle', 'Service Desk Analyst', 'Supporter', '--keep-alias');
    expect(stdout).toContain('~ tenant/groups/held-elsewhere.yaml  1 rule (role-helpdesk-administrators)');
    expect(stdout).toContain('~ tenant/tenant.yaml  the vocabulary, which keeps "Service Desk Analyst"');
    expect(read('tenant.yaml')).toBe(
      tenant + vocabulary('Supporter', '\n    aliases: { Supporter: [Service Desk Analyst] }'),
    );
  });

  test('answers in JSON', async () => {
    const { stdout } = await run('directoryExtensions.jobGrade', 'L1', 'L2', '--json');
    expect(JSON.parse(stdout)).toEqual({
      format: 1,
      attribute: 'directoryExtensions.jobGrade',
      from: 'L1',
      to: 'L2',
      keepAlias: false,
      changes: [
        {
          what: 'rule',
          place: expect.objectContaining({ file: 'tenant/groups/access.yaml' }),
          object: 'group sg-leadership',
        },
        {
          what: 'entry',
          place: expect.objectContaining({ file: 'tenant/users/executives.yaml' }),
          object: expect.any(String),
        },
      ],
      left: [],
      joined: { entries: 0, rules: 1 },
      files: ['tenant/groups/access.yaml', 'tenant/users/executives.yaml'],
    });
    expect(read('groups/access.yaml')).toContain('rule: user.jobGrade -in ["L2"]');
  });

  test('names what it left, and changes no file for that alone', async () => {
    const { code, stdout } = await run('otherMails', 'nobody@example.com', 'x@example.com');
    expect([code, stdout]).toEqual([1, '']);
    const pattern = read('groups/departments.yaml').replace(
      '-eq "Engineering") -and (user.a',
      '-match "^Eng") -and (user.a',
    );
    writeFileSync(path('groups/departments.yaml'), pattern);
    const result = await run('department', 'Eng', 'Technology');
    expect(result.stdout).toContain('Nothing was renamed');
    expect(result.stdout).toContain('! group sg-engineering  tenant/groups/departments.yaml:15:13');
    expect(read('groups/departments.yaml')).toBe(pattern);
  });

  test('where there is no such folder', async () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const { code, stderr } = await run('department', 'Sales', 'Trade', 'nowhere');
    expect(code).not.toBe(0);
    expect(stderr).toContain('nowhere');
  });
});
