import type { Value } from '../attributes/attribute.ts';
import { findAttribute } from '../attributes/attributes.ts';
import { isDynamic } from '../attributes/value.ts';
import type { Live } from '../live/live.ts';
import { isSchemaExtension } from '../attributes/extension-value.ts';
import { liveOf } from './diff.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { byText } from './order.ts';
import { definitionOf } from './definitions.ts';
import type { Change, ObjectKey, Snapshot } from './plan.ts';

/** What stands in no change and would be lost: kept with the plan, and so in the journal, for a rollback. */
export function snapshotsOf(changes: readonly Change[], live: Live, index: LiveIndex): readonly Snapshot[] {
  const found = changes.flatMap((change) => snapshotOf(change, live, index) ?? []);
  const known = new Set(found.map(({ object }) => object));
  const used = new Set(changes.map(schemaOf).filter((object) => object !== '' && !known.has(object)));
  const ofValues = [...used].flatMap(
    (object) => definitionSnapshot({ object, kind: 'schemaExtension' }, live) ?? [],
  );
  return [...found, ...ofValues].toSorted((a, b) => byText(a.object, b.object));
}

/** A schema extension of which a value changes can only be found again by its owner. */
function schemaOf({ kind, attribute }: Change): ObjectKey {
  const row = findAttribute(kind, attribute);
  return row?.route === 'schemaExtension' ? definitionOf(row) : '';
}

function snapshotOf(change: Change, live: Live, index: LiveIndex): Snapshot | undefined {
  const { object, attribute, after } = change;
  if (attribute === 'exists' && after === false) return definitionSnapshot(change, live);
  if (attribute !== 'membershipRule') return undefined;
  const group = liveOf(object, index);
  if (!group) return undefined;
  if (after !== null && !isDynamic(group))
    return { snapshot: 'members', object, members: [...(group.members ?? [])].toSorted(byText) };
  const state = group['membershipRuleProcessingState'];
  return after === null && typeof state === 'string' ? { snapshot: 'processing', object, state } : undefined;
}

function definitionSnapshot(
  { object, kind }: Pick<Change, 'object' | 'kind'>,
  { definitions }: Live,
): Snapshot | undefined {
  const name = object.slice(object.indexOf(':') + 1);
  const attributes = kind === 'directoryExtension' ? directory(name) : schema(name);
  return attributes && { snapshot: 'definition', object, attributes };

  function directory(wireName: string): Readonly<Record<string, Value>> | undefined {
    const found = definitions.directory.find((each) => each.name === wireName);
    return (
      found && {
        dataType: found.dataType,
        targetObjects: found.targetObjects.toSorted(byText),
        isMultiValued: found.isMultiValued,
      }
    );
  }

  function schema(id: string): Readonly<Record<string, Value>> | undefined {
    const found = definitions.schema.find((each) => isSchemaExtension(each.id, id));
    return (
      found && {
        status: found.status,
        description: found.description,
        owner: found.owner,
        targetTypes: found.targetTypes.toSorted(byText),
        properties: Object.fromEntries(found.properties.map((each) => [each.name, each.type])),
      }
    );
  }
}
