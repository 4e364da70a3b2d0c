import { InvalidArgumentError, Option } from 'commander';

/** What several commands take, in one wording. */
export const directory = ['[dir]', 'the folder that holds tenant.yaml', 'tenant'] as const;
export const endpoint = [
  '--endpoint <url>',
  'a practice tenant on this machine instead of the real one',
] as const;
export const trace = [
  '--trace <file>',
  'write every HTTP exchange to a file (HAR 1.2, credentials removed)',
] as const;

/** How long a command that writes waits for another one. */
export const lockTimeout = (): Option =>
  new Option('--lock-timeout <seconds>', 'how long to wait for another apply to this tenant')
    .argParser(whole)
    .default(0);

/** An option that collects what it is given; `none` says in the help what holds without it. */
export const repeatable = (flags: string, description: string, none: string): Option =>
  new Option(flags, `${description}; can be repeated`)
    .default([], none)
    .argParser((text: string, before: readonly string[]) => [...before, text]);

/** A number without sign or fraction. */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Options of every command that asks a tenant. */
export interface AskingFlags {
  endpoint?: string;
  trace?: string;
}

/** Receives the exit code of the command that ran. */
export type Exit = (code: number) => void;

/** Examples for the end of a help text. */
export const examples = (commands: readonly string[]): string =>
  `\nExamples:\n${commands.map((command) => `  tenantry ${command}\n`).join('')}`;
