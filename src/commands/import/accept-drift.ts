import { acceptDrift as acceptInPlan } from '../../core/drift/accept.ts';
import { isGroupInScope, isUserInScope } from '../../core/import/scope.ts';
import { diff } from '../../core/plan/diff.ts';
import { asPending } from '../../core/plan/origin.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { editsOf } from '../rewrite.ts';
import type { Importing } from './importing.ts';
import type { ObjectEdit, Work } from './object-edit.ts';

/** Writes what is not as the files say, and nothing else. */
export function acceptDrift(importing: Importing): Work {
  const { head, live, index, draft, now, refused } = importing;
  const { changes, blocked, unresolved } = diff(head, live, index, head.settings);
  // Whatever the reason why a plan would not write it: it is what the tenant holds.
  const differs = [...changes, ...blocked].filter(({ object }) => isInScope(object, importing));
  const { accepted, left } = acceptInPlan(
    {
      changes: asPending(differs),
      blocked: [],
      unresolved: unresolved.map((each) => ({ ...each, origin: 'pending' as const })),
    },
    head,
    index,
  );
  const names: Plan['names'] = Object.fromEntries(
    live.users.map(({ id, userPrincipalName = id }) => [`user:${id}`, userPrincipalName]),
  );
  const edits = accepted.flatMap(({ change: { object, attribute }, edit }): readonly ObjectEdit[] => {
    if (edit.edit === 'removeDefinition' || refused.get(object)?.has(attribute)) return [];
    const { kind, label, place } = edit.entry;
    const made = editsOf([edit], names, now, 'found paused and accepted');
    return [
      {
        object,
        kind,
        name: label,
        path: draft.pathOf(place.file),
        edit: 'changed',
        edits: made,
        attributes: [attribute],
      },
    ];
  });
  return {
    edits,
    left: [
      ...left.map(({ object, attribute, why }) => ({
        kind: object.startsWith('group') ? ('group' as const) : ('user' as const),
        name: nameOf(object, importing),
        ...(attribute === undefined ? {} : { attribute }),
        why,
      })),
      ...[...refused].flatMap(([object, reasons]) =>
        [...reasons].map(([attribute, why]) => ({
          kind: object.startsWith('group') ? ('group' as const) : ('user' as const),
          name: nameOf(object, importing),
          attribute,
          why,
        })),
      ),
    ],
  };
}

function isInScope(object: string, { index, scope }: Importing): boolean {
  const [kind, id = ''] = object.split(':', 2);
  const live = (kind === 'user' ? index.users : index.groups).get(id.toLowerCase());
  if (!live) return false;
  return kind === 'user' ? isUserInScope(live, scope) : isGroupInScope(live, scope);
}

function nameOf(object: string, { index }: Importing): string {
  const [kind, id = ''] = object.split(':', 2);
  const live = (kind === 'user' ? index.users : index.groups).get(id.toLowerCase());
  return live?.userPrincipalName ?? live?.displayName ?? object.replace(/^(?:user|group)[ :]/, '');
}
