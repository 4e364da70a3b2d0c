import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { root } from '../support/cli.ts';

/** The workflows and the Action's description, read by the language service that GitHub's editor uses. */

// It imports JSON without saying so, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');

const folder = join('.github', 'workflows');
const workflows = readdirSync(join(root, folder)).map((name) => join(folder, name));
const action = join('.github', 'actions', 'tenantry', 'action.yml');

/**
 * The inputs of others' actions as those versions declare them: `action.yml` in https://github.com/actions/checkout,
 * https://github.com/actions/setup-node and https://github.com/actions/upload-artifact.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const others: Readonly<Record<string, { readonly version: string; readonly inputs: readonly string[] }>> = {
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1': {
    version: 'v7.0.1',
    inputs:
      words(`repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean
      filter sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules`),
  },
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020': {
    version: 'v7.0.0',
    inputs: words(`node-version node-version-file architecture check-latest registry-url scope token cache
      package-manager-cache cache-dependency-path mirror mirror-token`),
  },
  'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f': {
    version: 'v7.0.0',
    inputs: words(`name path if-no-files-found retention-days compression-level overwrite include-hidden-files
      archive`),
  },
};
const ours = './.tenantry/tool/.github/actions/tenantry';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: unknown; readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }
    >
  >;
}
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflow = (path: string): Workflow => parse(read(path)) as Workflow;
const complaints = async (path: string, text = read(path)): Promise<readonly string[]> => {
  const document = TextDocument.create(`file:///${path}`, 'yaml', 1, text);
  const found = await validate(document);
  return found.map(
    ({ message, range }) =>
      `${path}:${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
  );
};

describe.each([...workflows, action])('%s', (path) => {
  test('is as GitHub wants it', async () => {
    expect(await complaints(path)).toEqual([]);
  });
});

test('what is wrong is found', async () => {
  const text = read(workflows[0] ?? '');
  expect(await complaints('.github/workflows/wrong.yml', text.replace('runs-on', 'run-on'))).not.toEqual([]);
  expect(await complaints('wrong/action.yml', read(action).replace('  main:', '  mein:'))).not.toEqual([]);
});

describe.each(workflows)('%s', (path) => {
  const { permissions, jobs } = workflow(path);
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('has no permission but what each job asks for, and no job without an end', () => {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeTypeOf('object');
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
  });

  test('uses only what is known, with inputs that it has', () => {
    const { inputs } = parse(read(action)) as { readonly inputs: Readonly<Record<string, unknown>> };
    const known: Readonly<Record<string, readonly string[]>> = {
      ...Object.fromEntries(Object.entries(others).map(([uses, each]) => [uses, each.inputs])),
      [ours]: Object.keys(inputs),
    };
    const unknown = steps.flatMap(({ uses, with: given = {} }) =>
      uses === undefined
        ? []
        : known[uses] === undefined
          ? [uses]
          : Object.keys(given)
              .filter((name) => !known[uses]?.includes(name))
              .map((name) => `${uses}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('names the version beside each commit that it pins', () => {
    const pins = [...read(path).matchAll(/uses: (actions\/\S+)(?: # (\S+))?/g)];
    expect(pins.map(([, uses, version]) => [uses, version])).toEqual(
      pins.map(([, uses = '']) => [uses, others[uses]?.version]),
    );
  });

  test('leaves no credentials of a checkout behind', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
});
