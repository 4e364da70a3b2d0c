# For PowerShell 7 or Windows PowerShell 5.1, with Microsoft Graph PowerShell:
# Install-Module Microsoft.Graph.Applications, Microsoft.Graph.Identity.Governance -Scope CurrentUser
# What is there already is left alone, so it can be run again.
Connect-MgGraph -TenantId '84841066-274d-4ec0-a5c1-276be684bdd3' -Environment Global -Scopes 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All' -NoWelcome

# 1. Register the application Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# It plans: it can read the tenant and change nothing.
$reader = @(Get-MgApplication -Filter 'displayName eq ''Tenantry reader''' -All)
if ($reader.Count -eq 0) {
    $reader = New-MgApplication -DisplayName 'Tenantry reader' -SignInAudience 'AzureADMyOrg'
# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.
} elseif ($reader.Count -gt 1 -or $reader[0].SignInAudience -ne 'AzureADMyOrg' -or $reader[0].PasswordCredentials -or (Get-MgApplicationOwner -ApplicationId $reader[0].Id -All | Where-Object { $_.AdditionalProperties.userPrincipalName -ne (Get-MgContext).Account })) {
    Write-Warning ('Stop: others can act as the application ' + $reader[0].AppId + ', or several have its name. Look at its owners, secrets and audience.')
    $reader = $null
} else {
    $reader = $reader[0]
}

# 2. Give Tenantry reader a service principal (an Application Administrator or a Cloud Application Administrator)
# Permissions are given to what an application acts through in the tenant.
$readerPrincipal = Get-MgServicePrincipal -Filter "appId eq '$($reader.AppId)'"
if (-not $readerPrincipal) { $readerPrincipal = New-MgServicePrincipal -AppId $reader.AppId }

# 3. Upload the certificate of Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# Whoever has its key can sign in. It holds until 2027-11-22 (SHA-1 0123456789ABCDEF0123456789ABCDEF01234567).
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-Path -LiteralPath 'keys/tenantry-reader-2026-11-22.cer').Path)
$keys = @((Get-MgApplication -ApplicationId $reader.Id -Property 'id,keyCredentials').KeyCredentials)
if (-not ($keys | Where-Object { $_.Key -and [Convert]::ToBase64String($_.Key) -eq [Convert]::ToBase64String($certificate.RawData) })) {
    Update-MgApplication -ApplicationId $reader.Id -KeyCredentials ($keys + @{ Type = 'AsymmetricX509Cert'; Usage = 'Verify'; Key = $certificate.RawData; DisplayName = $certificate.Subject })
}

# 4. Remove expired certificates of Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# They open nothing any more.
$keys = @((Get-MgApplication -ApplicationId $reader.Id -Property 'id,keyCredentials').KeyCredentials)
Update-MgApplication -ApplicationId $reader.Id -KeyCredentials @($keys | Where-Object { $_.EndDateTime -gt (Get-Date) })

# 5. Let jobs of the environment tenantry-plan sign in as Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.
$credential = @{ Name = 'tenantry-plan'; Issuer = 'https://token.actions.githubusercontent.com'; Subject = 'repo:contoso/tenant:environment:tenantry-plan'; Audiences = @('api://AzureADTokenExchange') }
if (-not (Get-MgApplicationFederatedIdentityCredential -ApplicationId $reader.Id -All | Where-Object { $_.Issuer -ceq $credential.Issuer -and $_.Subject -ceq $credential.Subject })) {
    New-MgApplicationFederatedIdentityCredential -ApplicationId $reader.Id -BodyParameter $credential | Out-Null
}

# 6. Grant Tenantry reader its permissions (a Privileged Role Administrator)
# They are what these files need, and no more.
$granted = @((Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $readerPrincipal.Id -All).AppRoleId)
# Group.Read.All: every group, since each rule can be concerned; members of the groups whose rules are concerned
# Organization.Read.All: the tenant's name and domains
# User.Read.All: every user, since rules and references can be about any; the number of users, to notice a list that ends early; deleted users
# AuditLog.Read.All: drift: who changed a value
# RoleManagement.Read.Directory: the guard roleHoldersChanged
# Exchange.ManageAsApp: extensionAttribute1 of 1 user
$noted = @((Get-MgApplication -ApplicationId $reader.Id -Property 'id,requiredResourceAccess').RequiredResourceAccess)
$required = @($noted | Where-Object ResourceAppId -notin @('00000003-0000-0000-c000-000000000000', '00000002-0000-0ff1-ce00-000000000000'))
$resource = Get-MgServicePrincipal -Filter 'appId eq ''00000003-0000-0000-c000-000000000000'''
$roles = $resource.AppRoles | Where-Object { $_.AllowedMemberTypes -contains 'Application' -and $_.Value -in @('Group.Read.All', 'Organization.Read.All', 'User.Read.All', 'AuditLog.Read.All', 'RoleManagement.Read.Directory') }
$others = @(($noted | Where-Object ResourceAppId -eq '00000003-0000-0000-c000-000000000000').ResourceAccess | Where-Object { $_ -and $_.Id -notin $roles.Id })
$required += @{ ResourceAppId = '00000003-0000-0000-c000-000000000000'; ResourceAccess = $others + @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } }) }
foreach ($role in $roles | Where-Object Id -notin $granted) {
    New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $resource.Id -PrincipalId $readerPrincipal.Id -ResourceId $resource.Id -AppRoleId $role.Id | Out-Null
}
$resource = Get-MgServicePrincipal -Filter 'appId eq ''00000002-0000-0ff1-ce00-000000000000'''
$roles = $resource.AppRoles | Where-Object { $_.AllowedMemberTypes -contains 'Application' -and $_.Value -in @('Exchange.ManageAsApp') }
$others = @(($noted | Where-Object ResourceAppId -eq '00000002-0000-0ff1-ce00-000000000000').ResourceAccess | Where-Object { $_ -and $_.Id -notin $roles.Id })
$required += @{ ResourceAppId = '00000002-0000-0ff1-ce00-000000000000'; ResourceAccess = $others + @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } }) }
foreach ($role in $roles | Where-Object Id -notin $granted) {
    New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $resource.Id -PrincipalId $readerPrincipal.Id -ResourceId $resource.Id -AppRoleId $role.Id | Out-Null
}
Update-MgApplication -ApplicationId $reader.Id -RequiredResourceAccess $required
# To be looked at, or consented to by somebody else:
"https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/$($reader.AppId)"

# 7. Register the application Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# It applies what is merged. It is apart from the reader, since whoever may push a branch can use that one.
$writer = @(Get-MgApplication -Filter 'displayName eq ''Tenantry writer''' -All)
if ($writer.Count -eq 0) {
    $writer = New-MgApplication -DisplayName 'Tenantry writer' -SignInAudience 'AzureADMyOrg'
# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.
} elseif ($writer.Count -gt 1 -or $writer[0].SignInAudience -ne 'AzureADMyOrg' -or $writer[0].PasswordCredentials -or (Get-MgApplicationOwner -ApplicationId $writer[0].Id -All | Where-Object { $_.AdditionalProperties.userPrincipalName -ne (Get-MgContext).Account })) {
    Write-Warning ('Stop: others can act as the application ' + $writer[0].AppId + ', or several have its name. Look at its owners, secrets and audience.')
    $writer = $null
} else {
    $writer = $writer[0]
}

# 8. Give Tenantry writer a service principal (an Application Administrator or a Cloud Application Administrator)
# Permissions are given to what an application acts through in the tenant.
$writerPrincipal = Get-MgServicePrincipal -Filter "appId eq '$($writer.AppId)'"
if (-not $writerPrincipal) { $writerPrincipal = New-MgServicePrincipal -AppId $writer.AppId }

# 9. Upload the certificate of Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# Whoever has its key can sign in. It holds until 2027-11-22 (SHA-1 0123456789ABCDEF0123456789ABCDEF01234567).
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-Path -LiteralPath 'keys/tenantry-writer-2026-11-22.cer').Path)
$keys = @((Get-MgApplication -ApplicationId $writer.Id -Property 'id,keyCredentials').KeyCredentials)
if (-not ($keys | Where-Object { $_.Key -and [Convert]::ToBase64String($_.Key) -eq [Convert]::ToBase64String($certificate.RawData) })) {
    Update-MgApplication -ApplicationId $writer.Id -KeyCredentials ($keys + @{ Type = 'AsymmetricX509Cert'; Usage = 'Verify'; Key = $certificate.RawData; DisplayName = $certificate.Subject })
}

# 10. Remove expired certificates of Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# They open nothing any more.
$keys = @((Get-MgApplication -ApplicationId $writer.Id -Property 'id,keyCredentials').KeyCredentials)
Update-MgApplication -ApplicationId $writer.Id -KeyCredentials @($keys | Where-Object { $_.EndDateTime -gt (Get-Date) })

# 11. Let jobs of the environment tenant sign in as Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.
$credential = @{ Name = 'tenant'; Issuer = 'https://token.actions.githubusercontent.com'; Subject = 'repo:contoso/tenant:environment:tenant'; Audiences = @('api://AzureADTokenExchange') }
if (-not (Get-MgApplicationFederatedIdentityCredential -ApplicationId $writer.Id -All | Where-Object { $_.Issuer -ceq $credential.Issuer -and $_.Subject -ceq $credential.Subject })) {
    New-MgApplicationFederatedIdentityCredential -ApplicationId $writer.Id -BodyParameter $credential | Out-Null
}

# 12. Grant Tenantry writer its permissions (a Privileged Role Administrator)
# They are what these files need, and no more.
$granted = @((Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $writerPrincipal.Id -All).AppRoleId)
# Group.Read.All: every group, since each rule can be concerned; members of the groups whose rules are concerned
# Organization.Read.All: the tenant's name and domains
# User.ReadWrite.All: extensionAttribute1 of 1 user; every user, since rules and references can be about any; the number of users, to notice a list that ends early; 1 more
# AuditLog.Read.All: approvals and drift: who changed a value
# RoleManagement.Read.Directory: the guard roleHoldersChanged
# Exchange.ManageAsApp: extensionAttribute1 of 1 user
$noted = @((Get-MgApplication -ApplicationId $writer.Id -Property 'id,requiredResourceAccess').RequiredResourceAccess)
$required = @($noted | Where-Object ResourceAppId -notin @('00000003-0000-0000-c000-000000000000', '00000002-0000-0ff1-ce00-000000000000'))
$resource = Get-MgServicePrincipal -Filter 'appId eq ''00000003-0000-0000-c000-000000000000'''
$roles = $resource.AppRoles | Where-Object { $_.AllowedMemberTypes -contains 'Application' -and $_.Value -in @('Group.Read.All', 'Organization.Read.All', 'User.ReadWrite.All', 'AuditLog.Read.All', 'RoleManagement.Read.Directory') }
$others = @(($noted | Where-Object ResourceAppId -eq '00000003-0000-0000-c000-000000000000').ResourceAccess | Where-Object { $_ -and $_.Id -notin $roles.Id })
$required += @{ ResourceAppId = '00000003-0000-0000-c000-000000000000'; ResourceAccess = $others + @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } }) }
foreach ($role in $roles | Where-Object Id -notin $granted) {
    New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $resource.Id -PrincipalId $writerPrincipal.Id -ResourceId $resource.Id -AppRoleId $role.Id | Out-Null
}
$resource = Get-MgServicePrincipal -Filter 'appId eq ''00000002-0000-0ff1-ce00-000000000000'''
$roles = $resource.AppRoles | Where-Object { $_.AllowedMemberTypes -contains 'Application' -and $_.Value -in @('Exchange.ManageAsApp') }
$others = @(($noted | Where-Object ResourceAppId -eq '00000002-0000-0ff1-ce00-000000000000').ResourceAccess | Where-Object { $_ -and $_.Id -notin $roles.Id })
$required += @{ ResourceAppId = '00000002-0000-0ff1-ce00-000000000000'; ResourceAccess = $others + @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } }) }
foreach ($role in $roles | Where-Object Id -notin $granted) {
    New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $resource.Id -PrincipalId $writerPrincipal.Id -ResourceId $resource.Id -AppRoleId $role.Id | Out-Null
}
Update-MgApplication -ApplicationId $writer.Id -RequiredResourceAccess $required
# To be looked at, or consented to by somebody else:
"https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/$($writer.AppId)"

# 13. Let Tenantry reader into Exchange Online: View-Only Recipients (an Exchange Administrator)
# Extension attributes of some people are held by Exchange Online, which has roles of its own.
# With the module ExchangeOnlineManagement, best in a session of its own: the modules can disagree about libraries.
if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false }
$appId = $reader.AppId
$objectId = $readerPrincipal.Id
if (-not (Get-ServicePrincipal | Where-Object AppId -eq $appId)) {
    New-ServicePrincipal -AppId $appId -ObjectId $objectId -DisplayName 'Tenantry reader' | Out-Null
}
$principal = Get-ServicePrincipal | Where-Object AppId -eq $appId
if (-not (Get-RoleGroup -Identity 'Tenantry readers' -ErrorAction SilentlyContinue)) {
    New-RoleGroup -Name 'Tenantry readers' -Roles 'View-Only Recipients' | Out-Null
}
if (@(Get-RoleGroupMember -Identity 'Tenantry readers').Name -notcontains $principal.Name) {
    Add-RoleGroupMember -Identity 'Tenantry readers' -Member $principal.Identity
}

# 14. Let Tenantry writer into Exchange Online: Tenantry custom attributes (an Exchange Administrator)
# Extension attributes of some people can only be changed through Exchange Online.
# With the module ExchangeOnlineManagement, best in a session of its own: the modules can disagree about libraries.
if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false }
$appId = $writer.AppId
$objectId = $writerPrincipal.Id
if (-not (Get-ServicePrincipal | Where-Object AppId -eq $appId)) {
    New-ServicePrincipal -AppId $appId -ObjectId $objectId -DisplayName 'Tenantry writer' | Out-Null
}
$principal = Get-ServicePrincipal | Where-Object AppId -eq $appId
if (-not (Get-ManagementRole -Identity 'Tenantry custom attributes' -ErrorAction SilentlyContinue)) {
    New-ManagementRole -Parent 'Mail Recipients' -Name 'Tenantry custom attributes' | Out-Null
}
$kept = 'Get-Mailbox', 'Get-MailUser', 'Get-Recipient', 'Set-Mailbox', 'Set-MailUser'
Get-ManagementRoleEntry -Identity 'Tenantry custom attributes\*' | Where-Object Name -notin $kept | ForEach-Object {
    Remove-ManagementRoleEntry -Identity ('Tenantry custom attributes\' + $_.Name) -Confirm:$false
}
Set-ManagementRoleEntry -Identity 'Tenantry custom attributes\Set-Mailbox' -Parameters 'Identity', 'CustomAttribute1', 'CustomAttribute2', 'CustomAttribute3', 'CustomAttribute4', 'CustomAttribute5', 'CustomAttribute6', 'CustomAttribute7', 'CustomAttribute8', 'CustomAttribute9', 'CustomAttribute10', 'CustomAttribute11', 'CustomAttribute12', 'CustomAttribute13', 'CustomAttribute14', 'CustomAttribute15', 'Confirm', 'WhatIf' -Confirm:$false
Set-ManagementRoleEntry -Identity 'Tenantry custom attributes\Set-MailUser' -Parameters 'Identity', 'CustomAttribute1', 'CustomAttribute2', 'CustomAttribute3', 'CustomAttribute4', 'CustomAttribute5', 'CustomAttribute6', 'CustomAttribute7', 'CustomAttribute8', 'CustomAttribute9', 'CustomAttribute10', 'CustomAttribute11', 'CustomAttribute12', 'CustomAttribute13', 'CustomAttribute14', 'CustomAttribute15', 'Confirm', 'WhatIf' -Confirm:$false
if (-not (Get-RoleGroup -Identity 'Tenantry writers' -ErrorAction SilentlyContinue)) {
    New-RoleGroup -Name 'Tenantry writers' -Roles 'Tenantry custom attributes' | Out-Null
}
if (@(Get-RoleGroupMember -Identity 'Tenantry writers').Name -notcontains $principal.Name) {
    Add-RoleGroupMember -Identity 'Tenantry writers' -Member $principal.Identity
}

# 15. Make the environment tenantry-plan in contoso/tenant (an administrator of the repository)
# Only pull requests and main may use the reader.
gh api -X PUT 'repos/contoso/tenant/environments/tenantry-plan' -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent
gh api -X POST 'repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies' -f 'name=main' --silent
gh api -X POST 'repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies' -f 'name=refs/pull/*/merge' --silent
gh variable set AZURE_TENANT_ID --repo 'contoso/tenant' --env 'tenantry-plan' --body '84841066-274d-4ec0-a5c1-276be684bdd3'
gh variable set AZURE_CLIENT_ID --repo 'contoso/tenant' --env 'tenantry-plan' --body "$($reader.AppId)"

# 16. Make the environment tenant in contoso/tenant (an administrator of the repository)
# Only main may use the writer. Reviewers are asked before each apply, if you name any.
gh api -X PUT 'repos/contoso/tenant/environments/tenant' -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent
gh api -X POST 'repos/contoso/tenant/environments/tenant/deployment-branch-policies' -f 'name=main' --silent
gh variable set AZURE_TENANT_ID --repo 'contoso/tenant' --env 'tenant' --body '84841066-274d-4ec0-a5c1-276be684bdd3'
gh variable set AZURE_CLIENT_ID --repo 'contoso/tenant' --env 'tenant' --body "$($writer.AppId)"
# Reviewers: https://github.com/contoso/tenant/settings/environments, tenant, Required reviewers

# 17. Sign in as Tenantry reader with its certificate (whoever has the key)
# Where no job of GitHub runs: the program finds application and certificate in these variables.
"AZURE_CLIENT_ID=$($reader.AppId)"
'AZURE_CLIENT_CERTIFICATE_PATH=' + 'keys/tenantry-reader-2026-11-22.pem'

# 18. Sign in as Tenantry writer with its certificate (whoever has the key)
# Where no job of GitHub runs: the program finds application and certificate in these variables.
"AZURE_CLIENT_ID=$($writer.AppId)"
'AZURE_CLIENT_CERTIFICATE_PATH=' + 'keys/tenantry-writer-2026-11-22.pem'

# 19. Check Tenantry reader (whoever can sign in as it)
# doctor signs in as it, and names what is missing. New roles can take up to an hour.
$env:AZURE_CLIENT_ID = $reader.AppId
$env:AZURE_CLIENT_CERTIFICATE_PATH = 'keys/tenantry-reader-2026-11-22.pem'
tenantry doctor 'tenant' --as reader
Remove-Item Env:AZURE_CLIENT_ID, Env:AZURE_CLIENT_CERTIFICATE_PATH

# 20. Check Tenantry writer (whoever can sign in as it)
# doctor signs in as it, and names what is missing. New roles can take up to an hour.
$env:AZURE_CLIENT_ID = $writer.AppId
$env:AZURE_CLIENT_CERTIFICATE_PATH = 'keys/tenantry-writer-2026-11-22.pem'
tenantry doctor 'tenant' --as writer
Remove-Item Env:AZURE_CLIENT_ID, Env:AZURE_CLIENT_CERTIFICATE_PATH
