import { findAttribute } from '../../core/attributes/attributes.ts';
import { undeterminedReasons } from '../../rules/outcome.ts';
import type { Blocked, Change, GroupImpact, GuardVerdict, Plan, Unresolved } from '../../core/plan/plan.ts';
import { blockedWords, expectationWords, unresolvedWords } from './blocked-words.ts';
import { redactLoosened } from './loosened.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { redactOperation } from './write.ts';

/** Stands for a value that is not shown. */
export const hidden = '(not shown)';

/** A plan with the same numbers, and with pseudonyms instead of objects; no value, rule or free text of it stays. */
export function redactWith(plan: Plan, redaction: 'ids' | 'counts', names: Pseudonyms): Plan {
  // The groups that lose most come first, and so have the lowest numbers.
  for (const { group } of plan.impact.toSorted((a, b) => b.leaves - a.leaves || b.enters - a.enters))
    names.object(group);
  const known = new Map(plan.operations.map((operation) => [operation.key, operation]));
  const { base, tool, undoes } = plan.provenance;
  const redacted = {
    changes: plan.changes.map((change) => redactChange(change, names)),
    operations: plan.operations.map((operation) => redactOperation(operation, known, names)),
    blocked: plan.blocked.map((blocked) => redactBlocked(blocked, names)),
    unresolved: plan.unresolved.map(redactUnresolved),
    released: plan.released.map((each) => ({ ...each, object: names.object(each.object), value: hidden })),
    unsettled: plan.unsettled.map(({ object, attribute }) => ({
      object: names.object(object),
      attribute,
      exchange: hidden,
      graph: hidden,
    })),
    impact: plan.impact.map((impact) => redactImpact(impact, names)),
    worse: plan.worse.map(({ group, leaves, enters }) => ({
      group: names.object(group),
      leaves: leaves.map(names.object),
      enters: enters.map(names.object),
    })),
    expectations: plan.expectations.map(({ group, expected, user, origin, place }) => ({
      group: names.object(group),
      expected,
      ...(user === undefined ? {} : { user: names.object(user) }),
      origin,
      message: expectationWords[expected],
      place,
    })),
    guards: plan.guards.map((guard) => redactGuard(guard, redaction, names)),
  };
  return {
    format: plan.format,
    tenant: { id: plan.tenant.id, name: plan.tenant.id },
    ...(plan.only === undefined ? {} : { only: plan.only.map((_, index) => `object ${index + 1}`) }),
    ...(plan.without === undefined ? {} : { without: plan.without.map(names.change) }),
    ...redacted,
    snapshots: [],
    loosened: plan.loosened.map(redactLoosened),
    counts: plan.counts,
    digest: plan.digest,
    names: names.names(),
    evaluatedAt: plan.evaluatedAt,
    provenance: {
      tool,
      directory: '',
      ...(base === undefined ? {} : { base: 'the base' }),
      endpoint: '',
      ...(undoes === undefined ? {} : { undoes }),
    },
  };
}

function redactChange(change: Change, names: Pseudonyms): Change {
  const { kind, attribute, origin, place, sensitive, fromDefaults, consequence, irreversible } = change;
  const exists = attribute === 'exists';
  const row = findAttribute(kind, attribute)?.consequence;
  const ours = consequence !== undefined && [row?.changed, row?.cleared].includes(consequence);
  return {
    key: names.change(change.key),
    object: names.object(change.object),
    kind,
    attribute,
    before: exists ? change.before : hidden,
    after: exists ? change.after : hidden,
    origin,
    ...(sensitive ? { sensitive } : {}),
    ...(fromDefaults ? { fromDefaults } : {}),
    ...(ours ? { consequence } : {}),
    ...(irreversible === undefined ? {} : { irreversible: 'What was there before cannot be brought back.' }),
    place,
  };
}

function redactBlocked(blocked: Blocked, names: Pseudonyms): Blocked {
  const { kind, attribute, origin, reason, sensitive, place } = blocked;
  return {
    key: names.change(blocked.key),
    object: names.object(blocked.object),
    kind,
    attribute,
    before: hidden,
    after: hidden,
    origin,
    reason,
    ...blockedWords[reason],
    ...(sensitive ? { sensitive } : {}),
    place,
  };
}

const redactUnresolved = ({ kind, attribute, origin, place }: Unresolved): Unresolved => ({
  kind,
  label: 'entry',
  ...(attribute === undefined ? {} : { attribute }),
  origin,
  ...unresolvedWords(attribute),
  place,
});

function redactImpact(impact: GroupImpact, names: Pseudonyms): GroupImpact {
  const { carries } = impact;
  const licences = carries.licences.length;
  return {
    ...impact,
    group: names.object(impact.group),
    buckets: impact.buckets.map(({ direction, because, changes, members }) => ({
      direction,
      because: undeterminedReasons.some((reason) => reason === because) ? because : '',
      changes: changes.map(names.change),
      members: members.map(names.object),
    })),
    carries: {
      ...carries,
      licences: licences === 0 ? [] : [licences === 1 ? 'a licence' : `${licences} licences`],
    },
    secondOrder: impact.secondOrder.map(names.object),
  };
}

function redactGuard(guard: GuardVerdict, redaction: 'ids' | 'counts', names: Pseudonyms): GuardVerdict {
  const { objects, override, details: _, reason: __, ...numbers } = guard;
  return {
    ...numbers,
    objects: redaction === 'ids' ? objects.map(names.object) : [],
    details: [],
    ...(override === undefined || redaction === 'counts'
      ? {}
      : { override: redactOverride(override, objects, names) }),
  };
}

/** The override of an object that has no id names it by what a file calls it, which stays out. */
function redactOverride(override: string, objects: readonly string[], names: Pseudonyms): string {
  const nameless = new Set(objects.filter((object) => names.object(object) !== object));
  return override
    .split('\n')
    .map((line) =>
      line.startsWith('  object: ') && nameless.has(line.slice('  object: '.length))
        ? '  object:      # its key, as the plan in the artifact has it'
        : line,
    )
    .join('\n');
}
