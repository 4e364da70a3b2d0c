# For Bash, with the Azure CLI (az). What is there already is left alone, so it can be run again.
az cloud set --name AzureChinaCloud
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

# 3. Let jobs of the environment tenantry-plan sign in as Tenantry reader (an Application Administrator or a Cloud Application Administrator)
# Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.
az ad app federated-credential list --id "$READER" --query '[?issuer=='\''https://token.actions.githubusercontent.com'\'' && subject=='\''repo:contoso/tenant:environment:tenantry-plan'\''].id' --output tsv | grep -q . ||
  az ad app federated-credential create --id "$READER" --parameters '{"name":"tenantry-plan","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/tenant:environment:tenantry-plan","audiences":["api://AzureADTokenExchangeChina"]}' --output none

# 4. Grant Tenantry reader its permissions (a Privileged Role Administrator)
# They are what these files need, and no more.
# Group.Read.All: every group, since each rule can be concerned; members of the groups whose rules are concerned
# Organization.Read.All: the tenant's name and domains
# User.Read.All: every user, since rules and references can be about any; the number of users, to notice a list that ends early; deleted users
# AuditLog.Read.All: drift: who changed a value
# RoleManagement.Read.Directory: the guard roleHoldersChanged
RESOURCE=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
for ROLE in Group.Read.All Organization.Read.All User.Read.All AuditLog.Read.All RoleManagement.Read.Directory; do
  ROLE_ID=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
  az rest --url "https://microsoftgraph.chinacloudapi.cn/v1.0/servicePrincipals/$READER_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {
    az ad app permission add --id "$READER" --api 00000003-0000-0000-c000-000000000000 --api-permissions "$ROLE_ID=Role" --only-show-errors
    az rest --method POST --url "https://microsoftgraph.chinacloudapi.cn/v1.0/servicePrincipals/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "{\"principalId\": \"$READER_PRINCIPAL\", \"resourceId\": \"$RESOURCE\", \"appRoleId\": \"$ROLE_ID\"}"
  }
done
# To be looked at, or consented to by somebody else:
echo "https://entra.microsoftonline.cn/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/$READER"

# 5. Register the application Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# It applies what is merged. It is apart from the reader, since whoever may push a branch can use that one.
WRITER=$(az ad app list --filter 'displayName eq '\''Tenantry writer'\''' --query '[].appId' --output tsv)
if [ -z "$WRITER" ]; then
  WRITER=$(az ad app create --display-name 'Tenantry writer' --sign-in-audience AzureADMyOrg --query appId --output tsv)
# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.
elif [ "$(az ad app list --app-id "$WRITER" --query '[?length(passwordCredentials)==`0`].signInAudience' --output tsv)$(az ad app owner list --id "$WRITER" --query "[?id!='$ME'].id" --output tsv)" != AzureADMyOrg ]; then
  echo "Stop: others can act as the application WRITER ($WRITER), or several have its name. Look at its owners, secrets and audience." >&2
  WRITER=not-ours
fi

# 6. Give Tenantry writer a service principal (an Application Administrator or a Cloud Application Administrator)
# Permissions are given to what an application acts through in the tenant.
az ad sp show --id "$WRITER" --output none 2>/dev/null || az ad sp create --id "$WRITER" --output none
WRITER_PRINCIPAL=$(az ad sp show --id "$WRITER" --query id --output tsv)

# 7. Let jobs of the environment tenant sign in as Tenantry writer (an Application Administrator or a Cloud Application Administrator)
# Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.
az ad app federated-credential list --id "$WRITER" --query '[?issuer=='\''https://token.actions.githubusercontent.com'\'' && subject=='\''repo:contoso/tenant:environment:tenant'\''].id' --output tsv | grep -q . ||
  az ad app federated-credential create --id "$WRITER" --parameters '{"name":"tenant","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/tenant:environment:tenant","audiences":["api://AzureADTokenExchangeChina"]}' --output none

# 8. Grant Tenantry writer its permissions (a Privileged Role Administrator)
# They are what these files need, and no more.
# Group.Read.All: every group, since each rule can be concerned; members of the groups whose rules are concerned
# Organization.Read.All: the tenant's name and domains
# User.ReadWrite.All: department of 1 user; every user, since rules and references can be about any; the number of users, to notice a list that ends early; 1 more
# AuditLog.Read.All: approvals and drift: who changed a value
# RoleManagement.Read.Directory: the guard roleHoldersChanged
RESOURCE=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
for ROLE in Group.Read.All Organization.Read.All User.ReadWrite.All AuditLog.Read.All RoleManagement.Read.Directory; do
  ROLE_ID=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
  az rest --url "https://microsoftgraph.chinacloudapi.cn/v1.0/servicePrincipals/$WRITER_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {
    az ad app permission add --id "$WRITER" --api 00000003-0000-0000-c000-000000000000 --api-permissions "$ROLE_ID=Role" --only-show-errors
    az rest --method POST --url "https://microsoftgraph.chinacloudapi.cn/v1.0/servicePrincipals/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "{\"principalId\": \"$WRITER_PRINCIPAL\", \"resourceId\": \"$RESOURCE\", \"appRoleId\": \"$ROLE_ID\"}"
  }
done
# To be looked at, or consented to by somebody else:
echo "https://entra.microsoftonline.cn/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/$WRITER"

# 9. Make the environment tenantry-plan in contoso/tenant (an administrator of the repository)
# Only pull requests and main may use the reader.
gh api -X PUT repos/contoso/tenant/environments/tenantry-plan -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent
gh api -X POST repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies -f name=main --silent
gh api -X POST repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies -f 'name=refs/pull/*/merge' --silent
gh variable set AZURE_TENANT_ID --repo contoso/tenant --env tenantry-plan --body 84841066-274d-4ec0-a5c1-276be684bdd3
gh variable set AZURE_CLIENT_ID --repo contoso/tenant --env tenantry-plan --body "$READER"

# 10. Make the environment tenant in contoso/tenant (an administrator of the repository)
# Only main may use the writer. Reviewers are asked before each apply, if you name any.
gh api -X PUT repos/contoso/tenant/environments/tenant -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent
gh api -X POST repos/contoso/tenant/environments/tenant/deployment-branch-policies -f name=main --silent
gh variable set AZURE_TENANT_ID --repo contoso/tenant --env tenant --body 84841066-274d-4ec0-a5c1-276be684bdd3
gh variable set AZURE_CLIENT_ID --repo contoso/tenant --env tenant --body "$WRITER"
# Reviewers: https://github.com/contoso/tenant/settings/environments, tenant, Required reviewers

# 11. Check Tenantry reader (whoever can sign in as it)
# doctor signs in as it, and names what is missing. New roles can take up to an hour.
# in a job of its environment: tenantry doctor tenant --as reader

# 12. Check Tenantry writer (whoever can sign in as it)
# doctor signs in as it, and names what is missing. New roles can take up to an hour.
# in a job of its environment: tenantry doctor tenant --as writer
