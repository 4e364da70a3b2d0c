import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../adapters/clock/clock.ts';
import { certificateFolder } from '../adapters/certificates/certificate-folder.ts';
import { examine } from '../adapters/examination/examine.ts';
import { diskFiles } from '../adapters/files/disk.ts';
import { clouds } from '../adapters/graph/clouds.ts';
import { useProxies } from '../adapters/http/proxy.ts';
import { writeFiles } from '../adapters/files/write-files.ts';
import { openJournal } from '../adapters/journal/journal-file.ts';
import { takeLock } from '../adapters/lock/lock-file.ts';
import { planKeyName } from '../adapters/sealing/plan-key.ts';
import { planSealing } from '../adapters/sealing/plan-sealing.ts';
import { connectSetup } from '../adapters/setup/connect-setup.ts';
import { withCertificate, type Environment } from '../adapters/sign-in/environment.ts';
import { parseEndpoint } from '../adapters/sign-in/endpoint.ts';
import { signIn, type Tokens } from '../adapters/sign-in/sign-in.ts';
import { connectTenant } from '../adapters/tenant/connect-tenant.ts';
import { terminal as processTerminal } from '../adapters/terminal/terminal.ts';
import { recordTo } from '../adapters/trace/recorder.ts';
import type { ProgramWorld, SetupConnection, Target, WritingConnection } from '../commands/world.ts';
import type { Examination } from '../ports.ts';
import { TenantryError } from '../core/problem.ts';
import manifest from '../../package.json' with { type: 'json' };
import { soberTerminal } from './sober-terminal.ts';

/** The world of a process: its disk, its terminal, the machine's clock, and a tenant of Microsoft's or for practice, which is
 * signed in to as `environment` says. */
export function systemWorld(signal: AbortSignal, environment: Environment = process.env): ProgramWorld {
  const clock = systemClock();
  const terminal = soberTerminal(processTerminal());
  const unattended = isSet(process.env['CI']);

  const interactive = process.stdin.isTTY && process.stderr.isTTY && !unattended;

  function tokensFor({ cloud, tenantId }: Target, endpoint: URL | undefined): Tokens {
    useProxies(process.env, endpoint);
    return signIn({
      cloud,
      tenantId,
      endpoint,
      environment,
      clock,
      interactive,
      say: (text) => terminal.say(text),
      signal,
    });
  }

  async function examineTarget(target: Target): Promise<Examination> {
    const endpoint = target.endpoint === undefined ? undefined : parseEndpoint(target.endpoint);
    const tokens = tokensFor(target, endpoint);
    const { cloud, tenantId } = target;
    return await examine({
      cloud,
      tenantId,
      environment,
      interactive,
      clock,
      signal,
      endpoint,
      tokens,
    });
  }

  /** What everything that talks to a tenant has in common. */
  function surroundings(target: Target) {
    const endpoint = target.endpoint === undefined ? undefined : parseEndpoint(target.endpoint);
    const tokens = tokensFor(target, endpoint);
    const trace = target.trace === undefined ? undefined : recordTo(target.trace);
    return { endpoint, trace, tokens, close: async () => trace?.close() };
  }

  function connect(target: Target): WritingConnection {
    const { endpoint, trace, tokens, close } = surroundings(target);
    const { reader, writer } = connectTenant({
      cloud: target.cloud,
      tenantId: target.tenantId,
      ...(endpoint ? { endpoint } : {}),
      tokens,
      clock,
      ...(trace ? { trace } : {}),
      onProgress: (text) => terminal.progress(text),
      signal,
    });
    return { reader, writer, root: `${endpoint?.origin ?? clouds[target.cloud].graph}/v1.0`, close };
  }

  function connectForSetup(target: Target): SetupConnection {
    const { endpoint, trace, tokens, close } = surroundings(target);
    const setup = connectSetup({
      cloud: target.cloud,
      endpoint,
      token: tokens.graph,
      trace,
      clock,
      random: Math.random,
      onProgress: (text) => terminal.progress(text),
      signal,
    });
    return { setup, close };
  }

  return {
    version: manifest.version,
    program: process.env['npm_lifecycle_event'] === undefined ? 'tenantry' : 'npm run -s tenantry --',
    files: diskFiles(),
    terminal,
    clock,
    signal,
    unattended,
    connect,
    connectForWriting: connect,
    examine: examineTarget,
    nodeVersion: process.versions.node,
    connectForSetup,
    certificates: certificateFolder(process.env),
    signedInWith: (certificate) => systemWorld(signal, withCertificate(process.env, certificate)),
    openJournal,
    lock: (request) => takeLock(request, { clock, signal, say: (text) => terminal.say(text) }),
    listJournals,
    readText,
    findText,
    readBytes,
    writeText,
    writeFiles,
    sealing: planSealing(process.env[planKeyName]),
  };
}

const isSet = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && value !== 'false';

async function listJournals(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw fileProblem(folder, 'read', error);
  });
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => join(folder, name));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fileProblem(path, 'read', error);
  }
}

async function findText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw fileProblem(path, 'read', error);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw fileProblem(path, 'read', error);
  }
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (error) {
    throw fileProblem(path, 'written', error);
  }
}

function fileProblem(path: string, what: 'read' | 'written', error: unknown): TenantryError {
  return new TenantryError({
    id: 'file',
    message: `The file ${path} cannot be ${what}: ${whyNot(error, what)}`,
    remedy: 'Check the name and the rights of the file and its folder.',
  });
}

function whyNot(error: unknown, what: 'read' | 'written'): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return what === 'read' ? 'it does not exist' : 'its folder does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you have no right to do so';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
