import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import * as cli from '../support/cli.ts';
import { root, temporary, type Ended, type RunOptions } from '../support/cli.ts';
import type { Json, JsonObject } from './end-to-end-files.ts';

/** Every process would compile the same sources again, which is half of its time. */
const cached = (options: RunOptions): RunOptions => ({
  ...options,
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'tenantry-test-compiled'), ...options.env },
});

export const start = (args: readonly string[], options: RunOptions = {}): ReturnType<typeof cli.start> =>
  cli.start(args, cached(options));
export const tenantry = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  cli.tenantry(args, cached(options));

/** A practice tenant, spoken to over HTTP alone. */
export interface Practice {
  readonly graph: string;
  readonly admin: string;
  state(): Promise<JsonObject>;
  requests(): Promise<Requests>;
  forgetRequests(): Promise<void>;
  /** Somebody changes something by hand. */
  patch(path: string, body: JsonObject): Promise<number>;
  get(path: string): Promise<JsonObject>;
}

export interface Requests {
  readonly totals: { readonly exchanges: number; readonly items: number };
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly status: number;
    readonly batch: number | null;
    readonly cmdlet?: string;
  }[];
}

export function practiceAt(graph: string): Practice {
  const admin = graph.replace(/\/v1\.0$/, '/_emulator');
  const headers = { authorization: 'Bearer somebody', 'content-type': 'application/json' };
  const json = async (url: string): Promise<Json> => (await (await fetch(url, { headers })).json()) as Json;
  return {
    graph,
    admin,
    state: async () => (await json(`${admin}/state`)) as JsonObject,
    requests: async () => (await (await fetch(`${admin}/requests`)).json()) as Requests,
    forgetRequests: async () => void (await fetch(`${admin}/requests`, { method: 'DELETE' })),
    patch: async (path, body) =>
      (await fetch(`${graph}${path}`, { method: 'PATCH', headers, body: JSON.stringify(body) })).status,
    get: async (path) => (await json(`${graph}${path}`)) as JsonObject,
  };
}

/** `tenantry emulate` as a process of its own. */
export interface Emulating extends Practice {
  /** Ctrl-C; how it ended. */
  stop(): Promise<Ended>;
}

export async function emulate(args: readonly string[] = []): Promise<Emulating> {
  const child = start(['emulate', '--port', '0', ...args]);
  let stdout = '';
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const end = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const [first, rest] = stdout.split('\n', 2);
      if (first !== undefined && rest !== undefined) resolve(first);
    });
    child.on('close', () => reject(new Error(`emulate ended: ${stderr}`)));
  });
  const { graph } = JSON.parse(line) as { graph: string };
  return {
    ...practiceAt(graph),
    stop() {
      child.kill('SIGINT');
      return end;
    },
  };
}

/** A folder of its own with a copy of the example, in which commands run as in a repository. */
export interface Workplace {
  readonly folder: string;
  path(name: string): string;
  read(name: string): string;
  write(name: string, text: string): void;
  /** Puts a text in place of another one, which has to be there exactly once. */
  replace(name: string, before: string, after: string): void;
}

export function workplace(files?: Readonly<Record<string, string>>): Workplace {
  const folder = temporary();
  if (files === undefined) cpSync(join(root, 'tenant'), join(folder, 'tenant'), { recursive: true });
  const place: Workplace = {
    folder,
    path: (name) => join(folder, name),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    write(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    replace(name, before, after) {
      const parts = place.read(name).split(before);
      expect(parts, `${name} holds ${JSON.stringify(before)} once`).toHaveLength(2);
      place.write(name, parts.join(after));
    },
  };
  for (const [name, text] of Object.entries(files ?? {})) place.write(name, text);
  return place;
}

/** Whether a request is a write. Batches are counted by what is in them. */
export const isWrite = ({
  method,
  path,
  cmdlet,
}: Pick<Requests['requests'][number], 'method' | 'path' | 'cmdlet'>): boolean =>
  cmdlet === undefined
    ? method !== 'GET' && !/\/(\$batch|getAvailableExtensionProperties)$/.test(path)
    : cmdlet.startsWith('Set-');

export const planOf = (text: string): Plan => JSON.parse(text) as Plan;

/** `name attribute: before → after` of every change. */
export const changesOf = (plan: Plan): readonly string[] =>
  plan.changes.map(
    ({ object, attribute, before, after }) =>
      `${plan.names[object] ?? object} ${attribute}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns of a terminal that a line takes: Chinese and Japanese characters are two wide, combining marks take none. */
export const columnsOf = (line: string): number =>
  Array.from(line.normalize('NFC')).reduce(
    (sum, character) => sum + (/\p{Mark}/u.test(character) ? 0 : wide.test(character) ? 2 : 1),
    0,
  );

export const tooWide = (text: string, columns = 80): readonly string[] =>
  text.split('\n').filter((line) => columnsOf(line) > columns);

/** What a file below `golden/` says; UPDATE_GOLDEN=1 makes it say this. */
export function golden(name: string, text: string): string {
  const path = join(import.meta.dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return existsSync(path) ? readFileSync(path, 'utf8') : `There is no ${name}; UPDATE_GOLDEN=1 writes it.`;
}
