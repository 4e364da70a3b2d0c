import { properties, type Kind } from '../model/properties.ts';
import { unsupportedQuery } from '../errors.ts';
import { fold } from './compare.ts';
import { invalidQuery } from './faults.ts';

export interface OrderTerm {
  readonly property: string;
  readonly descending: boolean;
}

export interface OrderOptions {
  /** The request has `ConsistencyLevel: eventual` and `$count=true`. */
  readonly advanced: boolean;
  /** The request has a `$filter` or a `$search` too, which together with sorting is an advanced query. */
  readonly narrowed: boolean;
}

/** What the directory sorts by at once, and what it sorts by in advanced queries; no other property is documented. */
const SORTABLE: Readonly<Partial<Record<Kind, { default: readonly string[]; advanced: readonly string[] }>>> =
  {
    user: { default: ['displayName', 'userPrincipalName'], advanced: ['createdDateTime'] },
    group: { default: ['displayName'], advanced: ['createdDateTime'] },
    directoryObject: { default: [], advanced: ['displayName', 'userPrincipalName'] },
    directoryAudit: { default: ['activityDateTime', 'activityDisplayName'], advanced: [] },
  };

/**
 * A comparator for `$orderby`. Sorting together with a filter needs an advanced query, and few properties sort at
 * all; the answer to anything else is the one that the announcement of advanced queries (devblogs, May 2020) shows.
 * Text is sorted without regard to case, absent values first.
 */
export function compileOrder(
  terms: readonly OrderTerm[],
  kind: Kind,
  options: OrderOptions,
): (left: object, right: object) => number {
  const sortable = SORTABLE[kind] ?? { default: [], advanced: [] };
  // The audit log is another store, which knows no advanced query and sorts what it filters.
  const plain = kind === 'directoryAudit' || !options.narrowed;
  const keys = terms.map(({ property: name, descending }) => {
    const property = properties[kind].get(name.toLowerCase());
    if (property === undefined) {
      throw invalidQuery(`Could not find a property named '${name}' on type 'microsoft.graph.${kind}'.`);
    }
    const allowed = options.advanced
      ? sortable.default.includes(property.name) || sortable.advanced.includes(property.name)
      : plain && sortable.default.includes(property.name);
    if (!allowed) throw unsupportedQuery('Sorting not supported for current query.');
    return { name: property.name, sign: descending ? -1 : 1 };
  });
  return (left, right) => {
    for (const { name, sign } of keys) {
      const order = byText(sortKey(left, name), sortKey(right, name));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

function sortKey(object: object, name: string): string {
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'string' ? fold(value) : '';
}

function byText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
