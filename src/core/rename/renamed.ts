import type { Place } from '../problem.ts';

/** A value of users that is to be called otherwise. */
export interface Renaming {
  /** As the files name it: `department`, `employeeOrgData.division`, `directoryExtensions.jobGrade`. */
  readonly attribute: string;
  readonly from: string;
  readonly to: string;
  /** The vocabulary of the attribute is to know the old value as an alias of the new one. */
  readonly keepAlias: boolean;
}

/** What came of renaming a value in the files. */
export interface Renamed extends Renaming {
  /** By file and line. */
  readonly changes: readonly RenamedPlace[];
  /** By file and line: what may be meant too, and was not touched. */
  readonly left: readonly LeftPlace[];
  /** How often the new value stood in the files before: from now on nothing tells the two apart. */
  readonly joined: { readonly entries: number; readonly rules: number };
}

export interface RenamedPlace {
  readonly what: 'entry' | 'default' | 'rule' | 'vocabulary';
  readonly place: Place;
  /** `user adele.vance@contoso.com`, `group sg-sales`; absent for defaults and the vocabulary. */
  readonly object?: string;
  /** Of a default: how many entries of the file say nothing else. */
  readonly entries?: number;
}

/**
 * `spelling`: the value but for capitals and spaces; `condition`: a part of a rule that is not a comparison with the
 * whole value; `unreadable`: a rule that is none; `vocabulary`: what `tenant.yaml` says of the old value; `finding`: what
 * validation finds now and did not find before.
 */
export interface LeftPlace {
  readonly why: 'spelling' | 'condition' | 'unreadable' | 'vocabulary' | 'finding';
  readonly place: Place;
  readonly object?: string;
  /** Sentences, with what to do. */
  readonly message: string;
}
