import { afterAll, describe, expect, test } from 'vitest';
import type { BlockedReason, Change } from '../../src/core/plan/plan.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { practise } from '../scenarios/support-practice.ts';
import { planted, type Planted } from './planted.ts';
import { tenantTexts } from './tenant-texts.ts';

/** The plan of the example against what was planted by hand. */

const practice = await practise({ state: contoso(), throttling: false });
afterAll(() => practice.close());
const plan = await practice.plan(tenantTexts);

const of = (...kinds: readonly Planted['kind'][]): readonly Planted[] =>
  planted.filter(({ kind }) => kinds.includes(kind));
const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

function kindOf({ attribute, before, after }: Change): Planted['kind'] {
  if (attribute === 'exists') return after === true ? 'created' : 'deleted';
  if (isNothing(before)) return 'set';
  return isNothing(after) ? 'cleared' : 'changed';
}

const created = new Set<string>(of('created').map(({ object }) => object));
const found = plan.changes
  .filter(({ object, attribute }) => attribute === 'exists' || !created.has(object))
  .map((change) => `${change.object} ${change.attribute} ${kindOf(change)}`);

describe('the plan of the example', () => {
  test('changes what is planted, and nothing else', () => {
    const expected = of('changed', 'cleared', 'set', 'created', 'deleted').map(
      ({ object, attribute, kind }) => `${object} ${attribute} ${kind}`,
    );
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test('is blocked where it is planted, for the reasons that stand there', () => {
    const expected = of('blocked').map(
      ({ object, attribute, note }) => `${object} ${attribute} ${note.split(':')[0]}`,
    );
    expect(
      plan.blocked.map(({ object, attribute, reason }) => `${object} ${attribute} ${reason}`).toSorted(),
    ).toEqual(expected.toSorted());
  });

  test('does not find what is planted so', () => {
    expect(plan.unresolved).toHaveLength(of('unresolved').length);
  });

  test('takes each of the doors', () => {
    const doors = new Set(plan.operations.map(({ channels }) => channels.join(', then ')));
    expect(doors).toEqual(new Set(['graph', 'graph, then exchange', 'exchange']));
  });
});

/** All reasons: true where the example has one, or why it has none; it is to stay readable. */
const reasons: Readonly<Record<BlockedReason, true | string>> = {
  masteredOnPremises: true,
  noRecipient: true,
  exchangeNotUsed: 'occurs only where tenant.yaml says `exchange: { route: never }`',
  holdsRole: true,
  managementRestricted: true,
  managedInExchange: true,
  roleAssignable: true,
  syncedDefinition: true,
  frozen: 'whoever rolls back writes it; no state of a tenant',
  heldElsewhere: true,
  domainNotVerified: true,
  domainFederated: true,
  nameTaken: true,
  immutableIdTaken: 'a line that was copied from one entry to another; no state of a tenant',
  groupTypeFixed: true,
  visibilityFixed: true,
  definitionMissing: 'the owner of a definition is misspelt; no state of a tenant',
  definitionFixed: true,
  definitionInUse: true,
  tooManyExtensions: 'an entry with three new open extensions; no state of a tenant',
};

test('each reason for which a state of the tenant blocks something is in the example', () => {
  const expected = Object.entries(reasons).flatMap(([reason, here]) => (here === true ? [reason] : []));
  expect([...new Set<string>(plan.blocked.map(({ reason }) => reason))].toSorted()).toEqual(
    expected.toSorted(),
  );
});
