import { shellWord } from '../core/shell-word.ts';
import type { World } from './world.ts';

/** What a command has to be told again so that it is about the same files and the same tenant. */
export interface SameTenant {
  readonly directory: string;
  readonly endpoint?: string;
}

/** A command as one types it, with whatever it was given this time to find files and tenant. */
export function commandLine(
  { program }: Pick<World, 'program'>,
  words: readonly string[],
  { directory, endpoint }: SameTenant,
  flags: readonly string[] = [],
): string {
  const folder = directory === 'tenant' ? [] : [directory];
  const door = endpoint === undefined ? [] : ['--endpoint', endpoint];
  return [program, ...[...words, ...folder, ...door, ...flags].map(shellWord)].join(' ');
}
