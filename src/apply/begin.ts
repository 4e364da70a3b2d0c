import type { Plan } from '../core/plan/plan.ts';
import { channels } from './channels.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { createPace, type PaceOptions } from './pace.ts';
import { emptyPast, type Past } from './past.ts';
import type { State } from './state.ts';

/** What `begin` is given. */
export interface Beginning {
  readonly plan: Plan;
  /** Keys of the operations that may run; absent: all. */
  readonly operations?: readonly string[];
  readonly held?: readonly { readonly operation: string; readonly why: string }[];
  readonly root: string;
  readonly limits?: Partial<Limits>;
  readonly pace?: PaceOptions;
  /** What earlier runs of the same journal did. */
  readonly past?: Past;
  /** Where the jitter starts; any whole number. */
  readonly seed: number;
}

/** The state before the first event. */
export function begin(beginning: Beginning): State {
  const { plan, past = emptyPast } = beginning;
  const held = new Map((beginning.held ?? []).map((each) => [each.operation, each.why]));
  const allowed = beginning.operations && new Set([...beginning.operations, ...held.keys()]);
  const operations = plan.operations.filter((each) => allowed === undefined || allowed.has(each.key));
  const ofObject = Map.groupBy(plan.operations, (each) => each.object);
  const creating = Map.groupBy(plan.operations, (each) => each.write.type);
  const definitions = [
    ...(creating.get('createDirectoryExtension') ?? []),
    ...(creating.get('createSchemaExtension') ?? []),
  ];
  return {
    job: {
      operations: operations.filter((each) => !past.done.has(each.key) && !past.blocked.has(each.key)),
      held,
      changes: new Map(plan.changes.map((change) => [change.key, change])),
      toBeCreated: new Set((creating.get('createGroup') ?? []).map((each) => each.object)),
      definitions: new Set(definitions.map((each) => each.key)),
      channels: channels.filter((channel) => operations.some((each) => each.channels.includes(channel))),
      included: new Set([...operations.map((each) => each.key), ...past.done]),
      past,
      root: beginning.root,
      limits: { ...defaultLimits, ...beginning.limits },
    },
    phase: -1,
    waiting: [],
    ready: [],
    checks: [],
    underWay: new Map(),
    batches: 0,
    unfulfilled: new Map([...past.blocked].map((key) => [key, 'blocked'])),
    created: past.created,
    touched: past.touched,
    shared: new Set([...ofObject].filter(([, ofIt]) => ofIt.length > 1).map(([object]) => object)),
    pace: createPace(beginning.pace ?? {}),
    refusals: { graph: 0, exchange: 0 },
    seed: beginning.seed,
  };
}
