import type { Fault } from '../faults.ts';
import type { Outcome, Reply } from '../http/request.ts';
import { uuid } from '../random.ts';
import type { PendingDualWrite } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { answer } from './answers.ts';
import { assigned, checkTypes, type Values } from './attribute-values.ts';
import type { Cmdlet } from './cmdlets.ts';
import { dualWrite } from './dual-write.ts';
import type { Parameters } from './parameters.ts';
import { inGraph, type KeptRecipient } from './recipients.ts';
import { dualWriteFailed, invalidValue, mixedParameters, outOfWriteScope } from './refusals.ts';
import type { AdminApiRequest } from './request.ts';
import { resolve } from './resolve.ts';
import type { View } from './view.ts';

/** A Set-* cmdlet. All of it takes effect, here and in Entra, or nothing. */
export function set(
  tenant: Tenant,
  cmdlet: Cmdlet,
  parameters: Parameters,
  request: AdminApiRequest,
  faults: readonly Fault[],
): Outcome {
  const { identity, assignments } = parameters;
  checkTypes(assignments);
  if (identity === null) throw mixedParameters();
  const view = resolve(tenant, cmdlet, identity);
  const { recipient } = view;
  if (!recipient) throw new Error(`${cmdlet.name} found what is no recipient.`);
  const next = changed(cmdlet, parameters, view, recipient);
  if (!next) return unchanged(request, view);
  refuseDualWrite(tenant, faults);
  if (parameters.isWhatIf) return answer(request, { value: [] });
  return {
    commit() {
      tenant.recipients.byId.set(view.id, next);
      const attributes = differences(recipient, next);
      if (Object.keys(attributes).length > 0) dualWrite(tenant, view.id, attributes);
      tenant.changed();
      return answer(request, { value: [] });
    },
  };
}

/** The recipient as the call would leave it behind; null where it changes nothing. */
function changed(
  cmdlet: Cmdlet,
  { assignments }: Parameters,
  view: View,
  recipient: KeptRecipient,
): KeptRecipient | null {
  const flag = assignments.find(({ key }) => key === 'isExchangeCloudManaged');
  if (flag) return withFlag(view, recipient, flag.value === true);
  const [first] = assignments;
  if (first && view.isDirSynced && recipient.isExchangeCloudManaged !== true)
    throw outOfWriteScope(cmdlet.name, first.parameter, view.id);
  const values = assigned(recipient, assignments);
  if (isSame(values, recipient)) return null;
  const { extensionCustomAttributes: _, ...rest } = recipient;
  const { customAttributes, extensionCustomAttributes } = values;
  return Object.keys(extensionCustomAttributes).length === 0
    ? { ...rest, customAttributes }
    : { ...rest, customAttributes, extensionCustomAttributes };
}

/** Only synchronised users can be handed over (techcommunity 4446042). What others are told is not documented. */
function withFlag(
  view: View,
  recipient: KeptRecipient,
  isExchangeCloudManaged: boolean,
): KeptRecipient | null {
  if (isExchangeCloudManaged && !view.isDirSynced)
    throw invalidValue(
      'System.InvalidOperationException',
      `IsExchangeCloudManaged can't be set on the object '${view.id}' because the object isn't synchronized from your on-premises organization.`,
    );
  if ((recipient.isExchangeCloudManaged ?? false) === isExchangeCloudManaged) return null;
  return { ...recipient, isExchangeCloudManaged };
}

function isSame(values: Values, recipient: KeptRecipient): boolean {
  return (
    sorted(values.customAttributes) === sorted(recipient.customAttributes) &&
    sorted(values.extensionCustomAttributes) === sorted(recipient.extensionCustomAttributes)
  );
}

function sorted(attributes: Readonly<Record<string, unknown>> | undefined): string {
  return JSON.stringify(Object.entries(attributes ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function differences(before: KeptRecipient, after: KeptRecipient): PendingDualWrite['attributes'] {
  const attributes: PendingDualWrite['attributes'] = {};
  const old = before.customAttributes;
  const now = after.customAttributes;
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)]))
    if (old[name] !== now[name]) attributes[inGraph(name)] = now[name] ?? null;
  return attributes;
}

function refuseDualWrite(tenant: Tenant, faults: readonly Fault[]): void {
  const fault = faults.find(({ exchange }) => exchange === 'dualWrite');
  if (fault)
    throw dualWriteFailed(
      fault.status ?? 400,
      fault.message ?? 'Service unavailable. Please try again later.',
      uuid(tenant.random),
    );
}

/** Setting what is set already is no failure. */
function unchanged(request: AdminApiRequest, { id }: View): Reply {
  return answer(request, {
    value: [],
    warnings: [`The command completed successfully but no settings of '${id}' have been modified.`],
  });
}
