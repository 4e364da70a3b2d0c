import type { Redaction } from '../../render/redaction.ts';
import type { Annotation, Forge } from '../../ports.ts';
import type { WritingWorld } from '../world.ts';

/** What made the workflow run, as far as it matters here. Commits are 40 hexadecimal digits. */
export type RunEvent =
  | {
      readonly type: 'pullRequest';
      readonly number: number;
      readonly headCommit: string;
      readonly fork: boolean;
    }
  | { readonly type: 'mergeGroup'; readonly headCommit: string; readonly baseCommit: string }
  /** `before` is absent for a branch that is new. */
  | { readonly type: 'push'; readonly branch: string; readonly before?: string; readonly after: string }
  | { readonly type: 'dispatch' }
  | { readonly type: 'schedule' };

/** The job that runs the Action. */
export interface Runner {
  readonly event: RunEvent;
  /** The commit that the run is about. */
  readonly commit: string;
  /** `refs/heads/main`, `refs/pull/1/merge`. */
  readonly ref: string;
  readonly runId: number;
  /** For links. */
  readonly runUrl: string;
  readonly setOutput: (name: string, value: string) => void;
  /** Markdown for the page of the run. */
  readonly summarise: (markdown: string) => Promise<void>;
  /** A remark at a line, where no check can be written. */
  readonly annotate: (annotation: Annotation) => void;
}

/** What the Action's commands receive. */
export interface ActionWorld extends WritingWorld {
  readonly forge: Forge;
  readonly runner: Runner;
  /** Whether what leaves this machine is encrypted. */
  readonly hasPlanKey: boolean;
}

/** The Action's inputs, as far as several commands share them. */
export interface ActionOptions {
  readonly directory: string;
  /** Absent: as the repository's visibility asks for. */
  readonly redaction?: Redaction;
  /** Where files for the workflow's artifact are put. */
  readonly folder: string;
  /** Where plans and journals are kept: in the workflow's artifacts, or on a branch where GitHub cannot store them. */
  readonly store: 'artifact' | 'branch';
  readonly endpoint?: string;
  readonly trace?: string;
}
