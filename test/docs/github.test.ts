import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/cli.ts';
import { codeBlocks, headingsOf, read, rows, section } from './document.ts';

const document = read('docs/github.md');

interface Workflow {
  readonly on: { readonly workflow_call?: { readonly inputs: object; readonly secrets: object } };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly environment?: string;
        readonly uses?: string;
        readonly with?: object;
        readonly secrets?: object;
      }
    >
  >;
}
const workflow = (name: string): Workflow => parse(read(`.github/workflows/${name}`)) as Workflow;

describe('the tables of the Action', () => {
  interface Described {
    readonly description: string;
    readonly default?: string;
    readonly required?: boolean;
  }
  const { inputs, outputs } = parse(read('.github/actions/tenantry/action.yml')) as {
    readonly inputs: Readonly<Record<string, Described>>;
    readonly outputs: Readonly<Record<string, Described>>;
  };
  const tables = rows(section(document, '## Inputs and outputs of the Action'));

  test('have its inputs', () => {
    expect(tables.filter((cells) => cells.length === 3)).toEqual(
      Object.entries(inputs).map(([name, { description, default: otherwise = '', required }]) => [
        `\`${name}\``,
        required ? 'required' : otherwise === '' ? '' : `\`${otherwise}\``,
        description,
      ]),
    );
  });

  test('and its outputs', () => {
    expect(tables.filter((cells) => cells.length === 2)).toEqual(
      Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    );
  });
});

const numbers = (heading: string): readonly number[] =>
  [...section(document, heading).matchAll(/^### Step (\d+):/gm)].map((match) => Number(match[1]));

describe('the steps', () => {
  test('are as many as the text says, and counted without a gap', () => {
    const plan = numbers('## The first plan');
    const apply = numbers('## The first apply');
    const [, first, then] = /\*\*(\d+) steps\*\*.*\*\*(\d+) more\*\*/.exec(document) ?? [];
    expect([plan.length, apply.length]).toEqual([Number(first), Number(then)]);
    expect([...plan, ...apply]).toEqual([...plan, ...apply].map((_, index) => index + 1));
  });

  test('each say what to run or what to click', () => {
    for (const heading of document.split('\n').filter((line) => line.startsWith('### Step')))
      expect.soft(section(document, heading), heading).toMatch(/```bash|_Click:_|merge\./);
  });

  test('name the environments of the workflows', () => {
    const named = ['plan.yml', 'apply.yml', 'drift.yml'].flatMap((name) =>
      Object.values(workflow(name).jobs).flatMap(({ environment }) => environment ?? []),
    );
    expect(new Set(named)).toEqual(new Set(['tenantry-plan', 'tenant']));
    for (const environment of named) {
      expect(document).toContain(`\`repo:contoso/tenant:environment:${environment}\``);
      expect(document).toContain(`\`repo:contoso@123456/tenant@456789:environment:${environment}\``);
      expect(document).toContain(`/environments/${environment}"`);
    }
  });
});

test('the permissions of the jobs are those in the workflows', () => {
  const told: Record<string, Record<string, string>> = {};
  let job = '';
  for (const [name = '', permissions = ''] of rows(section(document, '## What each job may do on GitHub'))) {
    if (name !== '') job = name;
    for (const [, permission = '', level = ''] of permissions.matchAll(/`([a-z-]+): (read|write)`/g))
      (told[job] ??= {})[permission] = level;
  }
  const given = ['plan.yml', 'apply.yml', 'drift.yml', 'validate.yml'].flatMap((name) =>
    Object.entries(workflow(name).jobs).map(([id, { permissions }]) => [`${name}, ${id}`, permissions]),
  );
  expect(told).toEqual(Object.fromEntries(given));
});

const events = (on: unknown): readonly string[] =>
  (Array.isArray(on) ? on.map(String) : Object.keys(on as object))
    .filter((each) => each !== 'workflow_call')
    .toSorted();

describe('the workflows that call ours', () => {
  const callers = codeBlocks(
    section(document, '## Calling the workflows instead of copying them'),
    'yaml',
  ).map((text) => parse(text) as Workflow);

  test('are three', () => {
    expect(callers).toHaveLength(3);
  });

  test.each(['plan.yml', 'apply.yml', 'drift.yml'])('give %s what it needs and nothing more', (name) => {
    const called = workflow(name);
    const jobs = callers.flatMap(({ jobs: all }) => Object.values(all));
    const job = jobs.find(({ uses }) => uses?.includes(`/.github/workflows/${name}@`));
    const needed = Object.assign({}, ...Object.values(called.jobs).map(({ permissions }) => permissions));
    expect(job?.permissions).toEqual(needed);
    const { inputs = {}, secrets = {} } = called.on.workflow_call ?? {};
    expect(Object.keys(job?.with ?? {}).toSorted()).toEqual(Object.keys(inputs).toSorted());
    expect(Object.keys(job?.secrets ?? {})).toEqual(Object.keys(secrets));
    expect(job?.with).toMatchObject({ 'tool-ref': job?.uses?.split('@')[1] });
  });

  test('start when ours do', () => {
    for (const [index, name] of ['plan.yml', 'apply.yml', 'drift.yml'].entries())
      expect(events(callers[index]?.on)).toEqual(events(workflow(name).on));
  });
});

describe.each(['docs/github.md', 'docs/sign-in.md', 'docs/drift.md', 'docs/import.md', 'README.md'])(
  'the links of %s',
  (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');

    test('lead to files that are there', () => {
      const gone = links.filter((link) => {
        const [file = ''] = link.split('#');
        return file !== '' && !existsSync(join(root, dirname(path), file));
      });
      expect(gone).toEqual([]);
    });

    test('lead to headings that are there', () => {
      const lost = links.filter((link) => {
        const [file = '', anchor] = link.split('#');
        if (anchor === undefined) return false;
        const there = file === '' ? path : join(dirname(path), file);
        return !anchors(read(there)).has(anchor);
      });
      expect(lost).toEqual([]);
    });
  },
);

/** What GitHub makes of headings. */
const anchors = (markdown: string): ReadonlySet<string> =>
  new Set(
    headingsOf(markdown).map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
