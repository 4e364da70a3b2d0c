import { attributes } from '../../core/attributes/attributes.ts';
import { nearest } from '../../core/nearest.ts';
import { TenantryError } from '../../core/problem.ts';

/** An attribute of a history: as the audit log is asked for it, and how entries of files say it. */
export interface WhichAttribute {
  /** As the table of attributes has it: `department`, `membershipRule`, `directoryExtensions.level`. */
  readonly name: string;
  readonly inFiles: (path: string) => boolean;
}

/** What stands otherwise in a file than it is called in Graph. */
const paths: Readonly<Record<string, string>> = {
  membershipRule: 'membership.rule',
  membershipRuleProcessingState: 'membership.processing',
};
const extensions = /^(?:directoryExtensions|schemaExtensions|openExtensions)\../;

/** The attribute that somebody means. Throws TenantryError, with what it may be, where there is none of that name. */
export function whichAttribute(kind: 'user' | 'group', given: string): WhichAttribute {
  const known = attributes[kind].map(({ name }) => name);
  const wanted = given.toLowerCase();
  const name =
    known.find((each) => each.toLowerCase() === wanted) ??
    known.find((each) => paths[each]?.toLowerCase() === wanted) ??
    (kind === 'group' && wanted === 'membership' ? 'membershipRule' : undefined) ??
    (kind === 'group' && wanted === 'members' ? 'members' : undefined) ??
    (extensions.test(given) ? given : undefined) ??
    known.find((each) => each.toLowerCase().startsWith(`${wanted}.`))?.replace(/\..*$/, '');
  if (name === undefined) {
    const alike = nearest(given, known, 3, 4);
    throw new TenantryError({
      id: 'unknown-attribute',
      message: `No ${kind} has an attribute ${JSON.stringify(given)}`,
      remedy:
        alike.length === 0
          ? 'Name it as it stands in the files; docs/attributes.md lists all of them.'
          : `Did you mean ${alike.join(' or ')}?`,
    });
  }
  const path = wanted === 'membership' ? 'membership' : (paths[name] ?? name);
  return {
    name,
    inFiles: (each) =>
      each.toLowerCase() === path.toLowerCase() || each.toLowerCase().startsWith(`${path.toLowerCase()}.`),
  };
}
