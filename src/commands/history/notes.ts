/** How far the two sources of a history reach. */
export interface Reach {
  readonly isThere: boolean;
  /** How many entries the log had of the object. */
  readonly entries: number;
  /** Why the log does not tell, as a sentence. */
  readonly unknown: string | undefined;
  /** Why it never tells of the attribute, as a clause. */
  readonly unlogged: string | undefined;
  readonly git: 'whole' | 'shallow' | 'none';
}

/** The log is asked for so many entries of an object. */
const mostEntries = 50;

/** What a history cannot know, each a sentence. */
export function historyNotes({ isThere, entries, unknown, unlogged, git }: Reach): readonly string[] {
  return [
    ...(unknown === undefined ? [] : [unknown]),
    ...(unlogged === undefined ? [] : [`In the tenant: ${unlogged}.`]),
    ...(isThere
      ? []
      : ['It is not in the tenant, and its id is not known, so that the audit log cannot be asked for it.']),
    ...(entries >= mostEntries
      ? [
          `The audit log was asked for the newest ${mostEntries} entries; a shorter --since does not bring more.`,
        ]
      : []),
    'The audit log of the directory keeps 30 days, and 7 without a licence for Entra ID P1 or P2. What is changed through Exchange Online or by Entra Connect has their names in it.',
    ...(git === 'none'
      ? ['The folder is in no Git repository, so that nothing is known of its files before.']
      : []),
    ...(git === 'shallow'
      ? ['The clone has not all commits. To see the older ones: git fetch --unshallow']
      : []),
  ];
}
