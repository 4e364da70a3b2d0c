import { shownName } from '../attributes/extension-value.ts';
import type { LiveDirectoryExtension, LiveObject } from '../live/live.ts';
import { extensionValues } from './extension-sensitive.ts';
import type { AuditDefinitions, Found } from './subject.ts';

/**
 * Definitions of extensions that no user and no group holds a value of and that no rule reads. Those that are also for
 * devices, applications or the like are left out, because their values are not looked at.
 */
export function findUnusedDefinitions(
  { directory, schema }: AuditDefinitions,
  objects: readonly LiveObject[],
  rules: ReadonlyMap<string, readonly LiveObject[]>,
): readonly Found[] {
  const schemas = new Set(schema.map(({ id }) => id));
  const held = new Set(
    objects
      .flatMap((object) => extensionValues(object, schemas))
      .map(([attribute]) => (/^schemaExtensions\.([^.]+)/.exec(attribute)?.[1] ?? attribute).toLowerCase()),
  );
  const isUsed = (name: string): boolean => held.has(name.toLowerCase()) || rules.has(name.toLowerCase());
  return [
    ...directory
      .filter(({ name, targetObjects }) => isForPeople(targetObjects) && !isUsed(name))
      .map(({ name, isSyncedFromOnPremises }) => ({
        ...about(name),
        ...unused,
        ...(isSyncedFromOnPremises
          ? { remedy: 'Take it out of the directory extensions that Entra Connect synchronises.' }
          : {}),
      })),
    ...schema
      .filter(({ id, targetTypes }) => isForPeople(targetTypes) && !isUsed(id))
      .map(({ id, status }) => ({
        ...about(id),
        ...unused,
        ...(status === 'InDevelopment'
          ? {}
          : {
              remedy: 'Set its `status` to Deprecated: once Available, a schema extension cannot be deleted.',
            }),
      })),
  ];
}

const unused = {
  id: 'unused-definition',
  message: 'No user and no group has a value of it, and no rule reads it.',
  remedy:
    'Delete it with `delete: true` in its entry below `extensions/`, unless something is still to come.',
} as const;

const isForPeople = (targets: readonly string[]): boolean =>
  targets.every((target) => /^(user|group)$/i.test(target));

/** Definitions whose application is no longer there, or has no service principal in this tenant. */
export function findOwnerless({
  directory,
  schema,
  applications,
  servicePrincipals,
}: AuditDefinitions): readonly Found[] {
  const registered = new Map(applications.map((each) => [each.appId.toLowerCase(), each.displayName]));
  const all = [
    ...directory.map((each) => ({ name: each.name, owner: ownerOf(each) })),
    ...schema.map(({ id, owner }) => ({ name: id, owner: owner.toLowerCase() })),
  ];
  return all.flatMap(({ name, owner }): Found[] => {
    if (owner === undefined || servicePrincipals.has(owner)) return [];
    const application = registered.get(owner);
    return [
      {
        id: 'definition-without-owner',
        ...about(name),
        ...(application === undefined
          ? {
              message: `The application ${owner} that owns it is not in the tenant any more.`,
              remedy:
                'Restore the application from the deleted ones within 30 days; after that define it anew under another application, and move the values.',
            }
          : {
              message: `The application ${application} (${owner}) that owns it has no service principal in the tenant.`,
              remedy: `Create it, so that rules and applications can use the definition: \`az ad sp create --id ${owner}\`.`,
            }),
      },
    ];
  });
}

/** The client id of the owner, which is a part of the name. */
export function ownerOf({ name }: Pick<LiveDirectoryExtension, 'name'>): string | undefined {
  const digits = /^extension_([0-9a-f]{32})_/i.exec(name)?.[1]?.toLowerCase();
  return digits?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const about = (name: string): Pick<Found, 'object' | 'name'> => ({
  object: `definition:${name}`,
  name: shownName(name),
});
