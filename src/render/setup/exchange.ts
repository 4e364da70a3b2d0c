import type { ExchangeRole } from '../../core/setup/grants.ts';
import { comment, literal } from '../powershell/literal.ts';

/**
 * Lines of PowerShell (ExchangeOnlineManagement) that put an application into a role group of Exchange, and make group
 * and role first where they are not there. They can be run again. `ids` are expressions for the application id and the
 * object id of its service principal. Application roles alone could be assigned without a group
 * (https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementroleassignment, parameter App), and
 * these are none: https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2, step 5.
 */
export function exchangeLines(
  { roleGroup, role, trimmed }: ExchangeRole,
  displayName: string,
  ids: { readonly appId: string; readonly objectId: string },
): readonly string[] {
  const group = literal(roleGroup);
  return [
    `$appId = ${ids.appId}`,
    `$objectId = ${ids.objectId}`,
    'if (-not (Get-ServicePrincipal | Where-Object AppId -eq $appId)) {',
    `    New-ServicePrincipal -AppId $appId -ObjectId $objectId -DisplayName ${literal(displayName)} | Out-Null`,
    '}',
    '$principal = Get-ServicePrincipal | Where-Object AppId -eq $appId',
    ...(trimmed ? trimming(role, trimmed) : []),
    `if (-not (Get-RoleGroup -Identity ${group} -ErrorAction SilentlyContinue)) {`,
    `    New-RoleGroup -Name ${group} -Roles ${literal(role)} | Out-Null`,
    '}',
    `if (@(Get-RoleGroupMember -Identity ${group}).Name -notcontains $principal.Name) {`,
    `    Add-RoleGroupMember -Identity ${group} -Member $principal.Identity`,
    '}',
  ];
}

/**
 * A role can only be narrower than its parent: entries are taken away first, then parameters
 * (https://learn.microsoft.com/powershell/module/exchangepowershell/set-managementroleentry).
 */
function trimming(
  role: string,
  { parent, entries }: NonNullable<ExchangeRole['trimmed']>,
): readonly string[] {
  const cmdlets = entries.map(({ cmdlet }) => literal(cmdlet)).join(', ');
  return [
    `if (-not (Get-ManagementRole -Identity ${literal(role)} -ErrorAction SilentlyContinue)) {`,
    `    New-ManagementRole -Parent ${literal(parent)} -Name ${literal(role)} | Out-Null`,
    '}',
    `$kept = ${cmdlets}`,
    `Get-ManagementRoleEntry -Identity ${literal(`${role}\\*`)} | Where-Object Name -notin $kept | ForEach-Object {`,
    `    Remove-ManagementRoleEntry -Identity (${literal(`${role}\\`)} + $_.Name) -Confirm:$false`,
    '}',
    ...entries.flatMap(({ cmdlet, parameters }) =>
      parameters
        ? [
            `Set-ManagementRoleEntry -Identity ${literal(`${role}\\${cmdlet}`)} -Parameters ${parameters.map(literal).join(', ')} -Confirm:$false`,
          ]
        : [],
    ),
  ];
}

/** The line that signs in to Exchange, once for a session. */
export const connectExchange = (environment: string | undefined): string =>
  `if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false${environment === undefined ? '' : ` -ExchangeEnvironmentName ${literal(environment)}`} }`;

/** A heading of a step in PowerShell. */
export const powershellComment = (text: string): string => `# ${comment(text)}`;
