import type { Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { count } from '../text/summary.ts';
import { exchangeUsers, leftToApply, type CustomAttribute, type ExchangeUser } from './exchange-users.ts';
import { connecting, ending, functions, parameters, requirements } from './frame.ts';
import { comment, literal } from './literal.ts';

/**
 * The part of a plan that Exchange Online takes, as a script for the module ExchangeOnlineManagement, in plain ASCII. It
 * reads every user again, writes only over what the plan saw, and can be run twice. Throws TenantryError where the id
 * of a user is no GUID.
 */
export function powershell(plan: Plan, file = 'exchange.ps1'): string {
  const users = exchangeUsers(plan);
  return [
    requirements,
    head(plan, users, file),
    parameters,
    '',
    `$tenantId = ${literal(plan.tenant.id.toLowerCase())}`,
    functions,
    '',
    `$connection = @{ ShowBanner = $false${environment(plan)} }`,
    connecting,
    ...users.map(block),
    ending,
  ].join('\n');
}

function head(plan: Plan, users: readonly ExchangeUser[], file: string): string {
  const { tenant, provenance } = plan;
  const left = leftToApply(plan);
  const unknown = users.filter(({ recipient }) => recipient === 'unknown').length;
  const command = /^[\w.-]+$/.test(file) ? `./${file}` : `& ${literal(`./${file}`)}`;
  const lines = [
    '.SYNOPSIS',
    `Sets extension attributes of ${count(users.length, 'user')} in Exchange Online.`,
    '',
    '.DESCRIPTION',
    `Tenant:  ${comment(tenant.name)} (${comment(tenant.id)})`,
    `Plan:    ${comment(plan.digest)}`,
    `Made:    ${comment(plan.evaluatedAt)} by ${comment(provenance.tool)}, against ${comment(provenance.endpoint)}`,
    ...(plan.only ? [`Only:    ${comment(plan.only.join(', '))}`] : []),
    '',
    'Every user is read again. What is as it should be is left alone; what somebody changed since the plan was made is',
    'reported and not written. The script can be run again. It ends with 1 where anybody was not written, else with 0.',
    ...(unknown > 0
      ? [
          '',
          `Exchange was not asked about ${unknown} of these users when the plan was made. Who is no recipient, or whose`,
          'attributes on-premises Active Directory holds, cannot be changed here and is reported.',
        ]
      : []),
    ...(left > 0
      ? [
          '',
          `Not in here: ${count(left, 'user')} whose extension attributes go through Microsoft Graph, and through Exchange`,
          'Online only should Graph refuse. `tenantry apply` does these.',
        ]
      : []),
    ...(plan.operations.some(({ phase }) => phase === 'pauses')
      ? [
          '',
          'The plan also pauses dynamic groups while it changes their rules. This script does not wait for that: people',
          'may leave or enter such groups between this script and `tenantry apply`.',
        ]
      : []),
    '',
    'The file is plain ASCII, so that every version of PowerShell reads it alike: [char]0x00E9 is one character.',
    '',
    '.EXAMPLE',
    `${command} -WhatIf`,
    '',
    '.EXAMPLE',
    `${command} -AppId ID -Organization contoso.onmicrosoft.com -CertificateThumbprint THUMBPRINT`,
  ];
  return ['<#', ...lines, '#>'].join('\n');
}

const kinds = { mailbox: 'Mailbox', mailUser: 'MailUser', unknown: 'Unknown' } as const;

function block({ id, name, recipient, attributes }: ExchangeUser): string {
  return [
    '',
    '    Set-PlannedAttribute -User @{',
    `        Id = ${literal(id)}`,
    `        Name = ${literal(safe(name))}`,
    `        Kind = ${literal(kinds[recipient])}`,
    '        Attributes = @(',
    ...attributes.map(row),
    '        )',
    '    }',
  ].join('\n');
}

const row = ({ name, before, after }: CustomAttribute): string =>
  `            @{ Name = ${literal(name)}; Before = ${literal(before)}; After = ${literal(after)} }`;

/**
 * Microsoft's name for the national clouds; the global one is the default.
 * https://learn.microsoft.com/powershell/module/exchange/connect-exchangeonline
 */
const environments: Readonly<Record<string, string>> = {
  usGovernment: 'O365USGovGCCHigh',
  usGovernmentDoD: 'O365USGovDoD',
  china: 'O365China',
};

function environment({ provenance }: Plan): string {
  const name = Object.hasOwn(environments, provenance.endpoint)
    ? environments[provenance.endpoint]
    : undefined;
  return name === undefined ? '' : `; ExchangeEnvironmentName = ${literal(name)}`;
}
