import { tasks, type Task, type TaskName } from './tasks.ts';

/** Who runs: whoever plans, compares and imports, or whoever applies. */
export type Part = 'reader' | 'writer';

/**
 * How much hangs on it: `required`: a plan, or the apply of a part of it, fails without; `recommended`: it goes on, and says
 * less or holds something back.
 */
export type Level = 'required' | 'recommended';

/** What of the files takes a permission: `mobilePhone of 3 users`. */
export interface Reason {
  /** An attribute by its name in YAML, or a part of the program in words. */
  readonly what: string;
  /** How many objects of the files are concerned; absent where it does not hang on objects. */
  readonly count?: number;
  readonly of?: 'user' | 'group' | 'definition';
}

/** Something that these files need somebody to be allowed to do. */
export interface Requirement {
  readonly doing: string;
  readonly anyOf: Task['anyOf'];
  readonly level: Level;
  readonly reasons: readonly Reason[];
}

/** What is required of a task for these reasons; nothing where there is none. */
export function need(
  task: TaskName,
  reasons: readonly Reason[],
  level: Level = 'required',
): readonly Requirement[] {
  return reasons.length === 0 ? [] : [{ ...tasks[task], level, reasons }];
}

const plural = { user: 'users', group: 'groups', definition: 'definitions' } as const;

/** `mobilePhone of 3 users`. */
export function reasonText({ what, count, of }: Reason): string {
  if (count === undefined || of === undefined) return what;
  return `${what} of ${count} ${count === 1 ? of : plural[of]}`;
}
