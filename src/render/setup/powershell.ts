import type { Part } from '../../core/permissions/requirement.ts';
import type { Step } from '../../core/setup/step.ts';
import { literal } from '../powershell/literal.ts';
import { connectExchange, exchangeLines, powershellComment } from './exchange.ts';
import { environmentLines } from './github.ts';
import { consentLink, places, type SetupPlace } from './places.ts';
import { reasonLines } from './reasons.ts';
import { odataText } from './shell.ts';

/** The steps as Microsoft Graph PowerShell, in plain ASCII. Each looks first, so that all of it can be pasted again. */
export function powershellLines(steps: readonly Step[], place: SetupPlace): readonly string[] {
  const scopes = [
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    ...(steps.some(({ work }) => work.work === 'directoryRole')
      ? ['RoleManagement.ReadWrite.Directory']
      : []),
  ];
  return [
    '# For PowerShell 7 or Windows PowerShell 5.1, with Microsoft Graph PowerShell:',
    '# Install-Module Microsoft.Graph.Applications, Microsoft.Graph.Identity.Governance -Scope CurrentUser',
    '# What is there already is left alone, so it can be run again.',
    `Connect-MgGraph -TenantId ${literal(place.tenantId)} -Environment ${places[place.cloud].mgGraph} -Scopes ${scopes.map(literal).join(', ')} -NoWelcome`,
    ...steps.flatMap((step, index) => [
      '',
      powershellComment(`${index + 1}. ${step.title} (${step.who})`),
      powershellComment(step.why),
      ...commands(step, place),
    ]),
  ];
}

const variable = (part: Part): string => `$${part}`;

function commands({ work, part }: Step, place: SetupPlace): readonly string[] {
  const app = variable(part);
  const principal = `${app}Principal`;
  switch (work.work) {
    case 'application':
      return [
        `${app} = @(Get-MgApplication -Filter ${literal(`displayName eq ${odataText(work.displayName)}`)} -All)`,
        `if (${app}.Count -eq 0) {`,
        `    ${app} = New-MgApplication -DisplayName ${literal(work.displayName)} -SignInAudience 'AzureADMyOrg'`,
        "# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.",
        `} elseif (${app}.Count -gt 1 -or ${app}[0].SignInAudience -ne 'AzureADMyOrg' -or ${app}[0].PasswordCredentials -or (Get-MgApplicationOwner -ApplicationId ${app}[0].Id -All | Where-Object { $_.AdditionalProperties.userPrincipalName -ne (Get-MgContext).Account })) {`,
        `    Write-Warning ('Stop: others can act as the application ' + ${app}[0].AppId + ', or several have its name. Look at its owners, secrets and audience.')`,
        `    ${app} = $null`,
        '} else {',
        `    ${app} = ${app}[0]`,
        '}',
      ];
    case 'principal':
      return [
        `${principal} = Get-MgServicePrincipal -Filter "appId eq '$(${app}.AppId)'"`,
        `if (-not ${principal}) { ${principal} = New-MgServicePrincipal -AppId ${app}.AppId }`,
      ];
    case 'certificate':
      return [
        `$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-Path -LiteralPath ${literal(work.certificate.file)}).Path)`,
        `$keys = ${keysOf(app)}`,
        'if (-not ($keys | Where-Object { $_.Key -and [Convert]::ToBase64String($_.Key) -eq [Convert]::ToBase64String($certificate.RawData) })) {',
        `    Update-MgApplication -ApplicationId ${app}.Id -KeyCredentials ($keys + @{ Type = 'AsymmetricX509Cert'; Usage = 'Verify'; Key = $certificate.RawData; DisplayName = $certificate.Subject })`,
        '}',
      ];
    case 'removeExpired':
      return [
        `$keys = ${keysOf(app)}`,
        `Update-MgApplication -ApplicationId ${app}.Id -KeyCredentials @($keys | Where-Object { $_.EndDateTime -gt (Get-Date) })`,
      ];
    case 'federation': {
      const { name, issuer, subject, audience } = work.credential;
      return [
        `$credential = @{ Name = ${literal(name)}; Issuer = ${literal(issuer)}; Subject = ${literal(subject)}; Audiences = @(${literal(audience)}) }`,
        `if (-not (Get-MgApplicationFederatedIdentityCredential -ApplicationId ${app}.Id -All | Where-Object { $_.Issuer -ceq $credential.Issuer -and $_.Subject -ceq $credential.Subject })) {`,
        `    New-MgApplicationFederatedIdentityCredential -ApplicationId ${app}.Id -BodyParameter $credential | Out-Null`,
        '}',
      ];
    }
    case 'permissions':
      return [
        `$granted = @((Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ${principal}.Id -All).AppRoleId)`,
        ...reasonLines(work).map(powershellComment),
        `$noted = @((Get-MgApplication -ApplicationId ${app}.Id -Property 'id,requiredResourceAccess').RequiredResourceAccess)`,
        `$required = @($noted | Where-Object ResourceAppId -notin @(${work.resources.map(({ appId }) => literal(appId)).join(', ')}))`,
        ...work.resources.flatMap(({ appId, roles }) => [
          `$resource = Get-MgServicePrincipal -Filter ${literal(`appId eq '${appId}'`)}`,
          `$roles = $resource.AppRoles | Where-Object { $_.AllowedMemberTypes -contains 'Application' -and $_.Value -in @(${roles.map(literal).join(', ')}) }`,
          `$others = @(($noted | Where-Object ResourceAppId -eq ${literal(appId)}).ResourceAccess | Where-Object { $_ -and $_.Id -notin $roles.Id })`,
          `$required += @{ ResourceAppId = ${literal(appId)}; ResourceAccess = $others + @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } }) }`,
          'foreach ($role in $roles | Where-Object Id -notin $granted) {',
          `    New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $resource.Id -PrincipalId ${principal}.Id -ResourceId $resource.Id -AppRoleId $role.Id | Out-Null`,
          '}',
        ]),
        `Update-MgApplication -ApplicationId ${app}.Id -RequiredResourceAccess $required`,
        '# To be looked at, or consented to by somebody else:',
        `"${consentLink(place.cloud, `$(${app}.AppId)`)}"`,
      ];
    case 'directoryRole':
      return [
        `if (-not (Get-MgRoleManagementDirectoryRoleAssignment -Filter "principalId eq '$(${principal}.Id)'" -All | Where-Object RoleDefinitionId -eq ${literal(work.role.id)})) {`,
        `    New-MgRoleManagementDirectoryRoleAssignment -PrincipalId ${principal}.Id -RoleDefinitionId ${literal(work.role.id)} -DirectoryScopeId '/' | Out-Null`,
        '}',
      ];
    case 'exchangeRole':
      return [
        '# With the module ExchangeOnlineManagement, best in a session of its own: the modules can disagree about libraries.',
        connectExchange(places[place.cloud].exchange),
        ...exchangeLines(work.role, work.displayName, { appId: `${app}.AppId`, objectId: `${principal}.Id` }),
      ];
    case 'environment':
      return environmentLines(work.environment, {
        tenantId: literal(place.tenantId),
        appId: `"$(${app}.AppId)"`,
        word: literal,
      });
    case 'signIn':
      return [
        `"AZURE_CLIENT_ID=$(${app}.AppId)"`,
        `'AZURE_CLIENT_CERTIFICATE_PATH=' + ${literal(work.keyFile)}`,
      ];
    case 'doctor':
      return work.keyFile === undefined
        ? [
            powershellComment(
              `in a job of its environment: ${place.program} doctor ${place.directory} --as ${part}`,
            ),
          ]
        : [
            `$env:AZURE_CLIENT_ID = ${app}.AppId`,
            `$env:AZURE_CLIENT_CERTIFICATE_PATH = ${literal(work.keyFile)}`,
            `${place.program} doctor ${literal(place.directory)} --as ${part}`,
            'Remove-Item Env:AZURE_CLIENT_ID, Env:AZURE_CLIENT_CERTIFICATE_PATH',
          ];
  }
}

/** Only of one application, and only when it is asked for, the keys come along: without them they would be lost. */
const keysOf = (app: string): string =>
  `@((Get-MgApplication -ApplicationId ${app}.Id -Property 'id,keyCredentials').KeyCredentials)`;
