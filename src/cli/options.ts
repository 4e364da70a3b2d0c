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
