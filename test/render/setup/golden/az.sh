# For Bash, with the Azure CLI (az). What is there already is left alone, so it can be run again.
az login --tenant 84841066-274d-4ec0-a5c1-276be684bdd3 --allow-no-subscriptions --output none
ME=$(az ad signed-in-user show --query id --output tsv)

# 1. Register the application Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# It plans: it can read the tenant and change nothing.
READER=$(az ad app list --filter 'displayName eq '\''Tenantry reader'\''' --query '[].appId' --output tsv)
if [ -z "$READER" ]; then
  READER=$(az ad app create --display-name 'Tenantry reader' --sign-in-audience AzureADMyOrg --query appId --output tsv)
# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.
elif [ "$(az ad app list --app-id "$READER" --query '[?length(passwordCredentials)==`0`].signInAudience' --output tsv)$(az ad app owner list --id "$READER" --query "[?id!='$ME'].id" --output tsv)" != AzureADMyOrg ]; then
  echo "Stop: others can act as the application READER ($READER), or several have its name. Look at its owners, secrets and audience." >&2
  READER=not-ours
fi

# 2. Give Tenantry reader a service principal (an Application Administrator or a Cloud Application Administrator)
# Permissions are given to what an application acts through in the tenant.
az ad sp show --id "$READER" --output none 2>/dev/null || az ad sp create --id "$READER" --output none
READER_PRINCIPAL=$(az ad sp show --id "$READER" --query id --output tsv)

# 3. Upload the certificate of Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# Whoever has its key can sign in. It holds until 2027-11-22 (SHA-1 0123456789ABCDEF0123456789ABCDEF01234567).
az ad app credential list --id "$READER" --cert --query "[?customKeyIdentifier=='0123456789ABCDEF0123456789ABCDEF01234567' || customKeyIdentifier=='ASNFZ4mrze8BI0VniavN7wEjRWc='].keyId" --output tsv | grep -q . ||
  az ad app credential reset --id "$READER" --cert @keys/tenantry-reader-2026-11-22.cer --append --output none

# 4. Remove expired certificates of Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# They open nothing any more.
for KEY in $(az ad app credential list --id "$READER" --cert --query "[?endDateTime<'$(date -u +%Y-%m-%dT%H:%M:%SZ)'].keyId" --output tsv); do
  az ad app credential delete --id "$READER" --cert --key-id "$KEY"
done

# 5. Let jobs of the environment tenantry-plan sign in as Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.
az ad app federated-credential list --id "$READER" --query '[?issuer=='\''https://token.actions.githubusercontent.com'\'' && subject=='\''repo:contoso/tenant:environment:tenantry-plan'\''].id' --output tsv | grep -q . ||
  az ad app federated-credential create --id "$READER" --parameters '{"name":"tenantry-plan","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/tenant:environment:tenantry-plan","audiences":["api://AzureADTokenExchange"]}' --output none

# 6. Grant Tenantry reader its permissions (a Privileged Role Administrator)
# They are what these files need, and no more.
# Group.Read.All: every group, since each rule can be concerned; members of the groups whose rules are concerned
# Organization.Read.All: the tenant's name and domains
# User.Read.All: every user, since rules and references can be about any; the number of users, to notice a list that ends early; deleted users
# AuditLog.Read.All: drift: who changed a value
# RoleManagement.Read.Directory: the guard roleHoldersChanged
# Exchange.ManageAsApp: extensionAttribute1 of 1 user
RESOURCE=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
for ROLE in Group.Read.All Organization.Read.All User.Read.All AuditLog.Read.All RoleManagement.Read.Directory; do
  ROLE_ID=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
  az rest --url "https://graph.microsoft.com/v1.0/servicePrincipals/$READER_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {
    az ad app permission add --id "$READER" --api 00000003-0000-0000-c000-000000000000 --api-permissions "$ROLE_ID=Role" --only-show-errors
    az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "{\"principalId\": \"$READER_PRINCIPAL\", \"resourceId\": \"$RESOURCE\", \"appRoleId\": \"$ROLE_ID\"}"
  }
done
RESOURCE=$(az ad sp show --id 00000002-0000-0ff1-ce00-000000000000 --query id --output tsv)
for ROLE in Exchange.ManageAsApp; do
  ROLE_ID=$(az ad sp show --id 00000002-0000-0ff1-ce00-000000000000 --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
  az rest --url "https://graph.microsoft.com/v1.0/servicePrincipals/$READER_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {
    az ad app permission add --id "$READER" --api 00000002-0000-0ff1-ce00-000000000000 --api-permissions "$ROLE_ID=Role" --only-show-errors
    az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "{\"principalId\": \"$READER_PRINCIPAL\", \"resourceId\": \"$RESOURCE\", \"appRoleId\": \"$ROLE_ID\"}"
  }
done
# To be looked at, or consented to by somebody else:
echo "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/$READER"

# 7. Register the application Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# It applies what is merged. It is apart from the reader, since whoever may push a branch can use that one.
WRITER=$(az ad app list --filter 'displayName eq '\''Tenantry writer'\''' --query '[].appId' --output tsv)
if [ -z "$WRITER" ]; then
  WRITER=$(az ad app create --display-name 'Tenantry writer' --sign-in-audience AzureADMyOrg --query appId --output tsv)
# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.
elif [ "$(az ad app list --app-id "$WRITER" --query '[?length(passwordCredentials)==`0`].signInAudience' --output tsv)$(az ad app owner list --id "$WRITER" --query "[?id!='$ME'].id" --output tsv)" != AzureADMyOrg ]; then
  echo "Stop: others can act as the application WRITER ($WRITER), or several have its name. Look at its owners, secrets and audience." >&2
  WRITER=not-ours
fi

# 8. Give Tenantry writer a service principal (an Application Administrator or a Cloud Application Administrator)
# Permissions are given to what an application acts through in the tenant.
az ad sp show --id "$WRITER" --output none 2>/dev/null || az ad sp create --id "$WRITER" --output none
WRITER_PRINCIPAL=$(az ad sp show --id "$WRITER" --query id --output tsv)

# 9. Upload the certificate of Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# Whoever has its key can sign in. It holds until 2027-11-22 (SHA-1 0123456789ABCDEF0123456789ABCDEF01234567).
az ad app credential list --id "$WRITER" --cert --query "[?customKeyIdentifier=='0123456789ABCDEF0123456789ABCDEF01234567' || customKeyIdentifier=='ASNFZ4mrze8BI0VniavN7wEjRWc='].keyId" --output tsv | grep -q . ||
  az ad app credential reset --id "$WRITER" --cert @keys/tenantry-writer-2026-11-22.cer --append --output none

# 10. Remove expired certificates of Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# They open nothing any more.
for KEY in $(az ad app credential list --id "$WRITER" --cert --query "[?endDateTime<'$(date -u +%Y-%m-%dT%H:%M:%SZ)'].keyId" --output tsv); do
  az ad app credential delete --id "$WRITER" --cert --key-id "$KEY"
done

# 11. Let jobs of the environment tenant sign in as Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.
az ad app federated-credential list --id "$WRITER" --query '[?issuer=='\''https://token.actions.githubusercontent.com'\'' && subject=='\''repo:contoso/tenant:environment:tenant'\''].id' --output tsv | grep -q . ||
  az ad app federated-credential create --id "$WRITER" --parameters '{"name":"tenant","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/tenant:environment:tenant","audiences":["api://AzureADTokenExchange"]}' --output none

# 12. Grant Tenantry writer its permissions (a Privileged Role Administrator)
# They are what these files need, and no more.
# Group.Read.All: every group, since each rule can be concerned; members of the groups whose rules are concerned
# Organization.Read.All: the tenant's name and domains
# User.ReadWrite.All: extensionAttribute1 of 1 user; every user, since rules and references can be about any; the number of users, to notice a list that ends early; 1 more
# AuditLog.Read.All: approvals and drift: who changed a value
# RoleManagement.Read.Directory: the guard roleHoldersChanged
# Exchange.ManageAsApp: extensionAttribute1 of 1 user
RESOURCE=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
for ROLE in Group.Read.All Organization.Read.All User.ReadWrite.All AuditLog.Read.All RoleManagement.Read.Directory; do
  ROLE_ID=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
  az rest --url "https://graph.microsoft.com/v1.0/servicePrincipals/$WRITER_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {
    az ad app permission add --id "$WRITER" --api 00000003-0000-0000-c000-000000000000 --api-permissions "$ROLE_ID=Role" --only-show-errors
    az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "{\"principalId\": \"$WRITER_PRINCIPAL\", \"resourceId\": \"$RESOURCE\", \"appRoleId\": \"$ROLE_ID\"}"
  }
done
RESOURCE=$(az ad sp show --id 00000002-0000-0ff1-ce00-000000000000 --query id --output tsv)
for ROLE in Exchange.ManageAsApp; do
  ROLE_ID=$(az ad sp show --id 00000002-0000-0ff1-ce00-000000000000 --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
  az rest --url "https://graph.microsoft.com/v1.0/servicePrincipals/$WRITER_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {
    az ad app permission add --id "$WRITER" --api 00000002-0000-0ff1-ce00-000000000000 --api-permissions "$ROLE_ID=Role" --only-show-errors
    az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "{\"principalId\": \"$WRITER_PRINCIPAL\", \"resourceId\": \"$RESOURCE\", \"appRoleId\": \"$ROLE_ID\"}"
  }
done
# To be looked at, or consented to by somebody else:
echo "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/$WRITER"

# 13. Let Tenantry reader into Exchange Online: View-Only Recipients (an Exchange Administrator)
# Extension attributes of some people are held by Exchange Online, which has roles of its own.
# The Azure CLI cannot do this. It prints lines for PowerShell with the module ExchangeOnlineManagement:
cat <<'LINES' | sed -e "s/APPLICATION_ID/$READER/" -e "s/PRINCIPAL_ID/$READER_PRINCIPAL/"
if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false }
$appId = 'APPLICATION_ID'
$objectId = 'PRINCIPAL_ID'
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
LINES

# 14. Let Tenantry writer into Exchange Online: Tenantry custom attributes (an Exchange Administrator)
# Extension attributes of some people can only be changed through Exchange Online.
# The Azure CLI cannot do this. It prints lines for PowerShell with the module ExchangeOnlineManagement:
cat <<'LINES' | sed -e "s/APPLICATION_ID/$WRITER/" -e "s/PRINCIPAL_ID/$WRITER_PRINCIPAL/"
if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false }
$appId = 'APPLICATION_ID'
$objectId = 'PRINCIPAL_ID'
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
LINES

# 15. Make the environment tenantry-plan in contoso/tenant (an administrator of the repository)
# Only pull requests and main may use the reader.
gh api -X PUT repos/contoso/tenant/environments/tenantry-plan -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent
gh api -X POST repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies -f name=main --silent
gh api -X POST repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies -f 'name=refs/pull/*/merge' --silent
gh variable set AZURE_TENANT_ID --repo contoso/tenant --env tenantry-plan --body 84841066-274d-4ec0-a5c1-276be684bdd3
gh variable set AZURE_CLIENT_ID --repo contoso/tenant --env tenantry-plan --body "$READER"

# 16. Make the environment tenant in contoso/tenant (an administrator of the repository)
# Only main may use the writer. Reviewers are asked before each apply, if you name any.
gh api -X PUT repos/contoso/tenant/environments/tenant -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent
gh api -X POST repos/contoso/tenant/environments/tenant/deployment-branch-policies -f name=main --silent
gh variable set AZURE_TENANT_ID --repo contoso/tenant --env tenant --body 84841066-274d-4ec0-a5c1-276be684bdd3
gh variable set AZURE_CLIENT_ID --repo contoso/tenant --env tenant --body "$WRITER"
# Reviewers: https://github.com/contoso/tenant/settings/environments, tenant, Required reviewers

# 17. Sign in as Tenantry reader with its certificate (whoever has the key)
# Where no job of GitHub runs: the program finds application and certificate in these variables.
printf '%s\n' "AZURE_CLIENT_ID=$READER" AZURE_CLIENT_CERTIFICATE_PATH=keys/tenantry-reader-2026-11-22.pem

# 18. Sign in as Tenantry writer with its certificate (whoever has the key)
# Where no job of GitHub runs: the program finds application and certificate in these variables.
printf '%s\n' "AZURE_CLIENT_ID=$WRITER" AZURE_CLIENT_CERTIFICATE_PATH=keys/tenantry-writer-2026-11-22.pem

# 19. Check Tenantry reader (whoever can sign in as it)
# doctor signs in as it, and names what is missing. New roles can take up to an hour.
AZURE_CLIENT_ID="$READER" AZURE_CLIENT_CERTIFICATE_PATH=keys/tenantry-reader-2026-11-22.pem tenantry doctor tenant --as reader

# 20. Check Tenantry writer (whoever can sign in as it)
# doctor signs in as it, and names what is missing. New roles can take up to an hour.
AZURE_CLIENT_ID="$WRITER" AZURE_CLIENT_CERTIFICATE_PATH=keys/tenantry-writer-2026-11-22.pem tenantry doctor tenant --as writer
