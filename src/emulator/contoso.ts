import { byId, deletedGroup, deletedUser, link } from './contoso/build.ts';
import { business } from './contoso/business.ts';
import { devices } from './contoso/devices.ts';
import { groups } from './contoso/groups.ts';
import { makers } from './contoso/makers.ts';
import { others, tomas } from './contoso/others.ts';
import { auditLogs, domains, organization } from './contoso/tenant.ts';
import { borealis, undeclaredGroups } from './contoso/undeclared-groups.ts';
import { undeclared } from './contoso/undeclared.ts';
import type { State } from './state.ts';

/**
 * The practice tenant that belongs to the example in `tenant/`: Contoso as somebody left it who administered by hand.
 * It differs from the files in every way that a plan can show. Every call makes it anew, always the same.
 */
export function contoso(): State {
  const state: State = {
    format: 1,
    organization,
    domains,
    ...link([...makers, ...business, ...others, ...undeclared], [...groups, ...undeclaredGroups], devices),
    deletedItems: byId([
      deletedUser(tomas, '2026-11-13T16:20:05Z'),
      deletedGroup(borealis, '2026-11-05T15:47:10Z'),
    ]),
    auditLogs,
    membershipEvents: [],
    schemaExtensions: [],
    extensionProperties: [],
  };
  return structuredClone(state);
}
