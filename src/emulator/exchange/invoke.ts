import type { Fault } from '../faults.ts';
import type { Outcome } from '../http/request.ts';
import { isObject, member } from '../json.ts';
import type { Tenant } from '../tenant.ts';
import { cmdletNamed } from './cmdlets.ts';
import { get } from './get.ts';
import { organizationConfig } from './organization-config.ts';
import { readParameters } from './parameters.ts';
import { forbidden, notInvocable } from './refusals.ts';
import type { AdminApiRequest } from './request.ts';
import { set } from './set.ts';

/** Runs the cmdlet that a body names, or checks a write and hands back the step that makes it. */
export function invoke(tenant: Tenant, request: AdminApiRequest, faults: readonly Fault[]): Outcome {
  const input = member(request.body, 'CmdletInput');
  const name = member(input, 'CmdletName');
  if (typeof name !== 'string' || name === '') throw notInvocable('CmdletName is missing in CmdletInput.');
  const parameters = member(input, 'Parameters') ?? {};
  if (!isObject(parameters) || member(input, 'Parameters') === null)
    throw notInvocable('Parameters of CmdletInput cannot be null. They have to be an object.');
  if (name.toLowerCase() === 'get-organizationconfig') return organizationConfig(tenant, request);
  const cmdlet = cmdletNamed(name);
  // Whether a cmdlet is not there or only not for this caller, nobody is told.
  if (!cmdlet) throw forbidden(request.headers);
  const read = readParameters(cmdlet, parameters);
  return cmdlet.verb === 'Get'
    ? get(tenant, cmdlet, read, request, faults)
    : set(tenant, cmdlet, read, request, faults);
}
