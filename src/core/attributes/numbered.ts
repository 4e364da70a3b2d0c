import type { Attribute, ObjectKind } from './attribute.ts';

export type ExtensionNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

/**
 * The row of extensionAttribute1 to 15. Their PATCH merges: what the body does not name stays
 * (https://learn.microsoft.com/graph/extensibility-overview). Those of groups are in Graph's metadata of 2026.
 */
export function numberedAttribute<N extends ExtensionNumber>(kind: ObjectKind, number: N) {
  const name = `extensionAttribute${number}` as const;
  return {
    name,
    on: kind,
    shape: { type: 'text', maxLength: 1024 },
    read: { property: 'onPremisesExtensionAttributes', member: name },
    update: 'merge',
    travels: 'extensionAttributes',
    equality: 'exact',
    clearing: 'null',
    sensitive: false,
    route: 'extensionAttribute',
    inDefaults: true,
    doc: `Free text number ${number} of 15 for the purposes of the organisation; also known as CustomAttribute${number} in Exchange.`,
    example: number === 1 ? 'Contractor' : 'any text',
  } as const satisfies Attribute;
}
