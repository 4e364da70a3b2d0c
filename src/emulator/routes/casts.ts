import type { Entry } from '../directory/entry.ts';
import type { Kind } from '../directory/item.ts';
import type { Call, Routes } from '../http/call.ts';
import { ok, plainText } from '../http/request.ts';
import { objects } from '../reads/items.ts';
import { answerList, countOf } from '../reads/list.ts';
import { requireEventual } from './users.ts';

/** Types that a directory can link to and the practice tenant has none of: their lists are empty. */
const absent = ['servicePrincipal', 'orgContact', 'administrativeUnit', 'directoryRole', 'application'];

/**
 * A collection of mixed objects with everything that hangs on it: the list, the list of one type
 * (`/microsoft.graph.group`), and the `$count` of either.
 */
export function addCasts(routes: Routes, path: string, entries: (call: Call) => readonly Entry[]): void {
  const add = (suffix: string, kind: Kind | null): void => {
    const collection = (call: Call) =>
      objects(
        call,
        entries(call).filter((entry) => kind === null || entry.kind === kind),
        kind,
      );
    routes.add('GET', `${path}${suffix}`, (call) => answerList(call, collection(call)));
    routes.add('GET', `${path}${suffix}/$count`, (call) => {
      requireEventual(call);
      return plainText(countOf(call, collection(call)));
    });
  };
  add('', null);
  add('/graph.user', 'user');
  add('/graph.group', 'group');
  add('/graph.device', 'device');
  for (const type of absent) {
    const context = `$metadata#${type}s`;
    routes.add('GET', `${path}/graph.${type}`, (call) =>
      ok({ '@odata.context': `${call.request.root}/${context}`, value: [] }),
    );
    routes.add('GET', `${path}/graph.${type}/$count`, () => plainText(0));
  }
}
