/**
 * What was looked at and how it is: `failure` keeps a plan or an apply from working; `warning` lets it work, with less, or
 * for how long nobody knows.
 */
export type Verdict = 'fine' | 'warning' | 'failure';

export const topics = [
  'program',
  'files',
  'network',
  'sign-in',
  'github',
  'tenant',
  'permissions',
  'exchange',
  'plan',
] as const;
export type Topic = (typeof topics)[number];

export interface DoctorLine {
  readonly topic: Topic;
  /** Stable name of what was looked at, such as `permission-missing`. */
  readonly id: string;
  readonly verdict: Verdict;
  /** One or two sentences. */
  readonly text: string;
  /** What to do next, and who can do it; absent where there is nothing to do. */
  readonly next?: string;
  /** The permission or role that it is about. */
  readonly permission?: string;
}

type Words = Pick<DoctorLine, 'text' | 'next' | 'permission'>;

export const fine = (topic: Topic, id: string, text: string): DoctorLine => ({
  topic,
  id,
  verdict: 'fine',
  text,
});
export const warning = (topic: Topic, id: string, words: Words): DoctorLine => ({
  topic,
  id,
  verdict: 'warning',
  ...words,
});
export const failure = (topic: Topic, id: string, words: Words): DoctorLine => ({
  topic,
  id,
  verdict: 'failure',
  ...words,
});
