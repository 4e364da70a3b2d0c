import type { Value } from '../core/attributes/attribute.ts';

/** What reading an operation's object again showed. */
export type Seen =
  | { readonly seen: 'object'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly seen: 'nothing' };

/** What follows for the write. `id` is that of a group or schema extension which looks as a creation asked for. */
export type Verdict =
  | { readonly verdict: 'proceed' }
  | { readonly verdict: 'alreadySo'; readonly id?: string }
  | {
      readonly verdict: 'conflict';
      readonly message: string;
      readonly found: Readonly<Record<string, Value>>;
    };

export const proceed: Verdict = { verdict: 'proceed' };
export const alreadySo: Verdict = { verdict: 'alreadySo' };

export const gone: Verdict = {
  verdict: 'conflict',
  message: 'The object is no longer there.',
  found: { exists: false },
};

/** One thing that a write is about: what is there, and whether that is what the plan saw or what it wants. */
export interface Part {
  readonly name: string;
  readonly now: Value;
  readonly atBefore: boolean;
  readonly atAfter: boolean;
}

/** Nothing to do where all that changes is as wanted; a conflict where anything is neither as it was nor as wanted. */
export function weigh(changed: readonly Part[], kept: readonly Part[] = []): Verdict {
  if (changed.every((part) => part.atAfter)) return alreadySo;
  const strange = [...changed, ...kept].filter((part) => !part.atBefore && !part.atAfter);
  return strange.length === 0 ? proceed : conflict(strange);
}

export function conflict(parts: readonly Pick<Part, 'name' | 'now'>[]): Verdict {
  const names = parts.map((part) => part.name).join(', ');
  return {
    verdict: 'conflict',
    message: `Somebody changed this since it was planned: ${names}.`,
    found: Object.fromEntries(parts.map((part) => [part.name, part.now])),
  };
}
