import { byId, deletedGroup, deletedUser, link } from './contoso/build.ts';
import { business } from './contoso/business.ts';
import { devices } from './contoso/devices.ts';
import { applications, extensionProperties, schemaExtensions } from './contoso/extensions.ts';
import { groupsHeldElsewhere } from './contoso/held-elsewhere.ts';
import { groups } from './contoso/groups.ts';
import { makers } from './contoso/makers.ts';
import { munich } from './contoso/munich.ts';
import { others, tomas } from './contoso/others.ts';
import { recipientsAmong } from './contoso/recipients.ts';
import { applicationRoles, planRegistration, servicePrincipals } from './contoso/sign-in.ts';
import {
  auditLogs,
  domains,
  organization,
  roleAssignments,
  roleEligibilityScheduleInstances,
} from './contoso/tenant.ts';
import { borealis, undeclaredGroups } from './contoso/undeclared-groups.ts';
import { undeclared } from './contoso/undeclared.ts';
import type { State } from './state.ts';

/**
 * The practice tenant that belongs to the example in `tenant/`: Contoso as somebody left it who administered by hand.
 * It differs from the files in every way that a plan can show. Every call makes it anew, always the same.
 */
export function contoso(): State {
  const linked = link(
    [...makers, ...business, ...others, ...munich, ...undeclared],
    [...groups, ...groupsHeldElsewhere, ...undeclaredGroups],
    devices,
  );
  const state: State = {
    format: 1,
    organization,
    domains,
    ...linked,
    deletedItems: byId([
      deletedUser(tomas, '2026-11-13T16:20:05Z'),
      deletedGroup(borealis, '2026-11-05T15:47:10Z'),
    ]),
    auditLogs,
    membershipEvents: [],
    applications: [...applications, planRegistration],
    schemaExtensions,
    extensionProperties,
    roleAssignments: [...roleAssignments, ...applicationRoles],
    roleEligibilityScheduleInstances,
    servicePrincipals,
    exchange: { recipients: recipientsAmong(linked) },
  };
  return structuredClone(state);
}
