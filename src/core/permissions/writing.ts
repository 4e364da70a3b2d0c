import type { Attribute } from '../attributes/attribute.ts';
import type { Desired, DesiredDefinition } from '../desired/desired.ts';
import { definitionName, type Facts } from './facts.ts';
import { counted, managedGroups, usedAttributes } from './files.ts';
import { need, type Reason, type Requirement } from './requirement.ts';
import { tasks } from './tasks.ts';

/** What an apply of these files may have to change. */
export function writingRequirements(desired: Desired, facts: Facts): readonly Requirement[] {
  const users = usedAttributes(desired, 'user');
  const numbered = users.filter(({ row }) => row.route === 'extensionAttribute').map(({ reason }) => reason);
  const groups = managedGroups(desired);
  const groupReasons = usedAttributes(desired, 'group').map(({ reason }) => reason);
  const gone = groups.filter((entry) => entry.delete || entry.restore).length;
  const assignable = new Set(facts.roleAssignable ?? []);
  const definitions = definitionsToWrite(desired, facts);
  const cleared = definitions.filter((each) => each.delete && each.targets.includes('User'));
  return [
    ...users.map(({ row, reason }) => changing(row, reason)),
    ...need(
      'writeUsers',
      cleared.map((each) => ({ what: `values that go with the definition ${definitionName(each)}` })),
    ),
    ...need('writeGroups', groupReasons),
    ...need('deleteGroups', counted('deletion or restoration', gone, 'group')),
    ...need(
      'writeRoleAssignable',
      counted('changes', groups.filter(({ label }) => assignable.has(label)).length, 'group').map(
        (reason) => ({ ...reason, what: 'attributes (roles can be assigned to it)' }),
      ),
    ),
    ...need('writeDirectoryDefinitions', byName(definitions, 'directoryExtension')),
    ...need('writeSchemaDefinitions', byName(definitions, 'schemaExtension')),
    ...(desired.settings.exchange.route === 'never' ? [] : need('writeRecipients', numbered)),
    ...need(
      'readCloudManaged',
      counted('extension attributes (once synced, and no recipients)', facts.stranded ?? 0, 'user'),
      'recommended',
    ),
  ];
}

/** What changing one attribute of users takes. */
export function changing({ name, permissions }: Attribute, reason: Reason): Requirement {
  const whole = tasks.writeUsers.anyOf;
  const anyOf =
    permissions === undefined
      ? whole
      : 'enough' in permissions
        ? [permissions.enough, ...whole]
        : [[permissions.besides.write]];
  return { doing: `change ${name} of users`, anyOf, level: 'required', reasons: [reason] };
}

function definitionsToWrite({ definitions }: Desired, facts: Facts): readonly DesiredDefinition[] {
  const { definitionsToWrite: names } = facts;
  return definitions.filter((each) => !each.known && (names?.includes(definitionName(each)) ?? true));
}

const byName = (
  definitions: readonly DesiredDefinition[],
  kind: DesiredDefinition['kind'],
): readonly Reason[] =>
  definitions
    .filter((each) => each.kind === kind)
    .map((each) => ({ what: `the definition ${definitionName(each)}` }));
