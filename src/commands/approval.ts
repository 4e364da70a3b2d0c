import { heldBack, type HeldBack } from '../core/approval/held-back.ts';
import type { Held } from '../core/approval/held.ts';
import { lostSince, type Lost } from '../core/approval/lost.ts';
import type { AuditTrail } from '../core/live/audit.ts';
import type { Live } from '../core/live/live.ts';
import { indexLive } from '../core/match/live-index.ts';
import type { ObjectKey, Plan } from '../core/plan/plan.ts';
import type { Reader } from '../ports.ts';
import { heldReason, showHeld, showLost, type HeldContext } from '../render/text/held.ts';
import type { Line } from '../render/text/lines.ts';

/** Objects of which the audit log is asked; it answers few questions at a time. */
const askedAbout = 10;

/** A fresh plan held against the approved ones. */
export interface Approval {
  /** With the words that the journal keeps. */
  readonly held: readonly Held[];
  /** What was approved and can no longer be made. */
  readonly lost: readonly Lost[];
  /** What is held and what is lost; empty where neither. */
  readonly lines: readonly Line[];
}

/** Without any approved plan (undefined, as opposed to none that was found) nothing is held. */
export async function judgeApproval(
  approved: readonly Plan[] | undefined,
  plan: Plan,
  live: Live,
  reader: Reader,
  columns: number,
): Promise<Approval> {
  if (!approved) return { held: [], lost: [], lines: [] };
  const index = indexLive(live);
  const back = heldBack(approved, plan);
  const lost = withoutRepeats(approved.flatMap((each) => lostSince(each, plan, index)));
  const since = approved.map(({ evaluatedAt }) => evaluatedAt).toSorted()[0] ?? plan.evaluatedAt;
  const trail = await trailOf(moved(back, lost), since, reader);
  const context: HeldContext = {
    names: Object.assign({}, ...approved.map(({ names }) => names), plan.names) as Plan['names'],
    ...(trail ? { trail } : {}),
  };
  return {
    held: back.map((each) => ({
      operation: each.operation.key,
      why: heldReason(each, back, context),
      ...(each.cause ? { cause: each.cause.key } : {}),
    })),
    lost,
    lines: [
      ...(lost.length > 0 ? showLost(lost, context, columns) : []),
      ...(back.length > 0 ? showHeld(back, plan.operations.length, context, columns) : []),
    ],
  };
}

/** Two approved plans may have wanted the same. */
const withoutRepeats = (lost: readonly Lost[]): readonly Lost[] => [
  ...new Map(lost.map((each) => [each.change.key, each])).values(),
];

/** Who is asked about: objects whose live values are not what the approval knew. */
function moved(held: readonly HeldBack[], lost: readonly Lost[]): readonly string[] {
  const changed = held.flatMap(({ uncovered }) => uncovered.filter((each) => each.moved));
  const objects = new Set([...changed, ...lost].map(({ change }) => change.object));
  return [...objects].filter(hasId).map((key) => key.slice(key.indexOf(':') + 1));
}

const hasId = (key: ObjectKey): boolean =>
  /^(?:user|group):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);

/** `since` comes from a file, and goes into a filter. */
async function trailOf(
  objects: readonly string[],
  since: string,
  reader: Reader,
): Promise<AuditTrail | undefined> {
  if (objects.length === 0 || Number.isNaN(Date.parse(since))) return undefined;
  const instant = new Date(since).toISOString();
  const [answer] = await reader.answer([
    { query: 'audits', objects: objects.slice(0, askedAbout), since: instant },
  ]);
  return answer?.query === 'audits' ? answer.trail : undefined;
}
