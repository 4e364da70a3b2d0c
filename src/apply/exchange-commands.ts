import type { Body } from '../core/plan/plan.ts';
import type { ExchangeCommand } from '../ports.ts';
import { isObject } from './compare.ts';
import type { Target } from './target.ts';

/** The command that reads through Exchange what a write is about to touch. */
export function lookCommand(id: string, target: Target): ExchangeCommand {
  const cmdlet = target.operation.recipient === 'mailUser' ? 'Get-MailUser' : 'Get-Mailbox';
  const select = Object.keys(customAttributes(target));
  return { id, cmdlet, parameters: { Identity: identity(target) }, select };
}

/** The command that makes the changes; null clears. */
export function writeCommand(id: string, target: Target): ExchangeCommand {
  const cmdlet = target.operation.recipient === 'mailUser' ? 'Set-MailUser' : 'Set-Mailbox';
  return { id, cmdlet, parameters: { ...customAttributes(target), Identity: identity(target) } };
}

/** A recipient as Exchange shows it, in the form in which Graph shows the user. */
export function asGraphShows(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const members = Object.entries(row).flatMap(([name, value]) => {
    const number = /^CustomAttribute(\d+)$/.exec(name)?.[1];
    return number === undefined ? [] : [[`extensionAttribute${number}`, value] as const];
  });
  return { onPremisesExtensionAttributes: Object.fromEntries(members) };
}

/**
 * CustomAttribute1 to 15 are Graph's extensionAttribute1 to 15.
 * https://learn.microsoft.com/powershell/module/exchange/set-mailbox
 */
function customAttributes({ operation }: Target): Readonly<Record<string, string | null>> {
  const body: Body = operation.write.type === 'update' ? operation.write.body : {};
  const members = body['onPremisesExtensionAttributes'];
  return Object.fromEntries(
    Object.entries(isObject(members) ? members : {}).map(([name, value]) => [
      name.replace(/^extensionAttribute/, 'CustomAttribute'),
      typeof value === 'string' ? value : null,
    ]),
  );
}

/** With an empty identity a `Get-` answers with every recipient that there is. */
function identity({ id, operation }: Target): string {
  if (id === '') throw new TypeError(`no id for ${operation.key}`);
  return id;
}
