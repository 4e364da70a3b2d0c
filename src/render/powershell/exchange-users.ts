import type { Value } from '../../core/attributes/attribute.ts';
import type { Change, ObjectKey, Operation, Plan } from '../../core/plan/plan.ts';
import { TenantryError } from '../../core/problem.ts';

/** What Exchange Online is to hold of one user. */
export interface ExchangeUser {
  /** The object id in Entra ID, a GUID. */
  readonly id: string;
  /** For reading. */
  readonly name: string;
  /** `unknown` where Exchange was not asked. */
  readonly recipient: 'mailbox' | 'mailUser' | 'unknown';
  readonly attributes: readonly CustomAttribute[];
}

export interface CustomAttribute {
  /** `CustomAttribute1` to `CustomAttribute15`, which are Graph's extensionAttribute1 to 15. */
  readonly name: string;
  /** As the plan saw it; `null`: nothing. */
  readonly before: string | null;
  /** `null` clears. */
  readonly after: string | null;
}

/**
 * Whom a script for Exchange Online is to change: users whose extension attributes go through Exchange first, and those
 * that are blocked only because tenant.yaml keeps Tenantry out of Exchange. In the order of the plan. Throws
 * TenantryError where the id of a user is no GUID: with anything else `-Identity` may find somebody else.
 */
export function exchangeUsers(plan: Plan): readonly ExchangeUser[] {
  const operations = plan.operations.filter(({ channels }) => channels[0] === 'exchange');
  const recipients = new Map(operations.map(({ object, recipient }) => [object, recipient]));
  const wanted = [
    ...changesOf(plan, operations),
    ...plan.blocked.filter(({ reason }) => reason === 'exchangeNotUsed'),
  ].flatMap(({ object, attribute, before, after }) => {
    const name = customAttribute(attribute);
    return name === undefined ? [] : [{ object, name, before: textOf(before), after: textOf(after) }];
  });
  return [...Map.groupBy(wanted, ({ object }) => object)].map(([object, attributes]) => ({
    id: idOf(object),
    name: plan.names[object] ?? object,
    recipient: recipients.get(object) ?? 'unknown',
    attributes: attributes.map(({ name, before, after }) => ({ name, before, after })),
  }));
}

/** How many users go through Exchange only should Graph refuse them. Nobody knows beforehand, so apply does these. */
export function leftToApply({ operations }: Plan): number {
  const found = operations.filter(({ channels }) => channels[0] === 'graph' && channels[1] === 'exchange');
  return new Set(found.map(({ object }) => object)).size;
}

function changesOf({ changes }: Plan, operations: readonly Operation[]): readonly Change[] {
  const keys = new Set(operations.flatMap((each) => each.changes));
  return changes.filter(({ key }) => keys.has(key));
}

function customAttribute(attribute: string): string | undefined {
  const number = /^extensionAttribute([1-9]|1[0-5])$/.exec(attribute)?.[1];
  return number === undefined ? undefined : `CustomAttribute${number}`;
}

const textOf = (value: Value): string | null => (typeof value === 'string' && value !== '' ? value : null);

function idOf(object: ObjectKey): string {
  const id = /^user:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(object)?.[1];
  if (id !== undefined) return id.toLowerCase();
  throw new TenantryError({
    id: 'object-id',
    message: `The plan names ${object}, whose id is no GUID, so no script can be written for it`,
    remedy: 'Make the plan again; if it stays so, please report it.',
  });
}
