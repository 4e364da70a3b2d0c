import { exportCsv, type ExportCsvOptions } from '../../../src/commands/csv/export-csv.ts';
import { importCsv, type ImportCsvOptions } from '../../../src/commands/csv/import-csv.ts';
import type { World } from '../../../src/commands/world.ts';
import type { CsvImport } from '../../../src/core/csv/imported.ts';
import type { LiveObject } from '../../../src/core/live/live.ts';
import { TenantryError, type Problem } from '../../../src/core/problem.ts';
import type { Answer, Query } from '../../../src/ports.ts';
import { tenantId, tenantYaml } from '../../config/support.ts';
import { treeOf, type Texts } from '../../scenarios/support-practice.ts';
import { offline } from '../asking.ts';

/** Files in memory and a tenant that answers who people are, at which tables are imported and exported. */
export interface Desk {
  /** By path below `tenant/`. */
  readonly files: Record<string, string>;
  import(csv: string | Uint8Array, options?: Partial<ImportCsvOptions>): Promise<Imported>;
  export(options?: Partial<ExportCsvOptions>): Promise<string>;
}

export interface Imported {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** `row 2, column B (x): what is wrong. How to mend it.` */
  readonly problems: readonly string[];
  /** `user attribute: before → after` */
  readonly changes: readonly string[];
}

export function desk(texts: Texts, users?: readonly LiveObject[]): Desk {
  const files: Record<string, string> = { 'tenant.yaml': tenantYaml, ...texts };
  const { world, printed, said } = offline();
  let bytes: Uint8Array = new Uint8Array();
  const here: World = {
    ...world,
    terminal: { ...world.terminal, columns: 1000 },
    files: { ...world.files, read: () => Promise.resolve(treeOf(files)) },
    readBytes: () => Promise.resolve(bytes),
    writeFiles: (written) => {
      for (const [path, text] of written) files[path.replace(/^tenant\//, '')] = text;
      return Promise.resolve();
    },
    connect: () => ({
      reader: { answer: (queries) => answer(queries, users) },
      root: '',
      close: () => Promise.resolve(),
    }),
  };
  const usual = {
    directory: 'tenant',
    file: 'a.csv',
    map: [],
    saveMap: false,
    emptyClears: false,
    partial: false,
  };
  return {
    files,
    async import(csv, options = {}) {
      bytes = typeof csv === 'string' ? new TextEncoder().encode(csv) : csv;
      const all = { ...usual, offline: users === undefined, ...options };
      try {
        const code = await importCsv({ ...all, json: true }, here);
        const result = JSON.parse(printed()) as CsvImport;
        return {
          code,
          stdout: '',
          stderr: said(),
          problems: result.problems.map(inWords),
          changes: changesOf(result),
        };
      } catch (error) {
        if (!(error instanceof TenantryError)) throw error;
        return {
          code: 1,
          stdout: printed(),
          stderr: said(),
          problems: error.problems.map(inWords),
          changes: [],
        };
      }
    },
    async export(options = {}) {
      await exportCsv({ directory: 'tenant', live: false, bom: true, ...options }, here);
      return printed();
    },
  };
}

const inWords = ({ object, message, remedy }: Problem): string =>
  `${object === undefined ? '' : `${object}: `}${message} ${remedy}`;

const changesOf = ({ people }: CsvImport): readonly string[] =>
  people.flatMap(({ user, changes }) =>
    changes.map(
      ({ attribute, before, after }) =>
        `${user} ${attribute}: ${JSON.stringify(before) ?? 'nothing'} → ${JSON.stringify(after)}`,
    ),
  );

function answer(
  queries: readonly Query[],
  users: readonly LiveObject[] | undefined,
): Promise<readonly Answer[]> {
  if (users === undefined)
    return Promise.reject(
      new TenantryError({ id: 'sign-in', message: 'Nobody is signed in.', remedy: 'Sign in.' }),
    );
  const tenant = { id: tenantId, displayName: 'Contoso', verifiedDomains: [], federatedDomains: [] };
  return Promise.resolve(
    queries.map(({ query }): Answer => {
      if (query === 'tenant') return { query, tenant };
      if (query === 'users') return { query, users };
      throw new Error(`Nobody should ask for ${query}.`);
    }),
  );
}
