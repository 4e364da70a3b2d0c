import type { Need } from '../permissions/needed.ts';
import { directoryRoleIds, exchangeReading, exchangeWriting } from '../permissions/permission.ts';
import type { ExchangeRoles, Identity } from './wish.ts';

/** Permissions of one application of Microsoft's, by value. */
export interface ResourceRoles {
  readonly appId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface DirectoryRole {
  readonly id: string;
  readonly name: string;
}

/** A role group of Exchange Online, and the role that its members have. */
export interface ExchangeRole {
  readonly roleGroup: string;
  readonly role: string;
  /** A role of our own, cut out of a built-in one; absent for a built-in one. */
  readonly trimmed?: TrimmedRole;
}

export interface TrimmedRole {
  readonly parent: string;
  /** What it may run, and of a cmdlet that writes the parameters that it may use. */
  readonly entries: readonly { readonly cmdlet: string; readonly parameters?: readonly string[] }[];
}

/** What one application is given, whatever the way. */
export interface Grants {
  readonly resources: readonly ResourceRoles[];
  readonly directoryRoles: readonly DirectoryRole[];
  readonly exchangeRole?: ExchangeRole;
}

/** https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
export const graphAppId = '00000003-0000-0000-c000-000000000000';
export const exchangeAppId = '00000002-0000-0ff1-ce00-000000000000';

/** The needs of an application as what is to be granted, with Exchange in the way that was chosen. */
export function grantsOf({ part, needs }: Identity, exchangeRoles: ExchangeRoles): Grants {
  const named = (kind: Need['kind']): readonly string[] =>
    needs.filter((need) => need.kind === kind).map(({ name }) => name);
  const resources = [
    { appId: graphAppId, name: 'Microsoft Graph', roles: named('graph') },
    { appId: exchangeAppId, name: 'Office 365 Exchange Online', roles: named('exchange') },
  ].filter(({ roles }) => roles.length > 0);
  const readsInExchange = named('exchangeRole').includes(exchangeReading);
  const toDirectory = exchangeRoles === 'directory' && readsInExchange ? ['Global Reader'] : [];
  const directory = [...named('directoryRole'), ...toDirectory].filter(
    (name) => exchangeRoles !== 'custom' || name !== exchangeWriting,
  );
  const isCustom = exchangeRoles === 'custom' && named('directoryRole').includes(exchangeWriting);
  const exchangeRole = isCustom
    ? customRole
    : readsInExchange && exchangeRoles !== 'directory' && part === 'reader'
      ? viewOnly
      : undefined;
  return {
    resources,
    directoryRoles: directory.map((name) => ({ name, id: directoryRoleIds[name] ?? '' })),
    ...(exchangeRole ? { exchangeRole } : {}),
  };
}

const viewOnly: ExchangeRole = { roleGroup: 'Tenantry readers', role: exchangeReading };

/** Without these two a person who runs the cmdlets could not say yes beforehand, or try. They allow nothing. */
const switches = ['Confirm', 'WhatIf'];
const fifteen = Array.from({ length: 15 }, (_, index) => `CustomAttribute${index + 1}`);

/**
 * A child of Mail Recipients (https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementrole): whose
 * every entry is taken away but these, and of the writing ones every parameter but these.
 */
const customRole: ExchangeRole = {
  roleGroup: 'Tenantry writers',
  role: 'Tenantry custom attributes',
  trimmed: {
    parent: 'Mail Recipients',
    entries: [
      { cmdlet: 'Get-Mailbox' },
      { cmdlet: 'Get-MailUser' },
      { cmdlet: 'Get-Recipient' },
      { cmdlet: 'Set-Mailbox', parameters: ['Identity', ...fifteen, ...switches] },
      { cmdlet: 'Set-MailUser', parameters: ['Identity', ...fifteen, ...switches] },
    ],
  },
};
