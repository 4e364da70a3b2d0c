import { shellWord } from '../../core/shell-word.ts';
import type { Step } from '../../core/setup/step.ts';
import type { ResourceRoles } from '../../core/setup/grants.ts';
import { literal } from '../powershell/literal.ts';
import { connectExchange, exchangeLines } from './exchange.ts';
import { environmentLines } from './github.ts';
import { consentLink, places, shellName, type SetupPlace } from './places.ts';
import { reasonLines } from './reasons.ts';
import { odataText, shellComment } from './shell.ts';

/**
 * The steps as commands of the Azure CLI for Bash. Each looks first, so that all of it can be pasted again. Permissions
 * are granted one by one instead of by `az ad app permission admin-consent`, which asks an interface of the portal's and
 * knows nothing of what was added a moment ago.
 */
export function azLines(steps: readonly Step[], place: SetupPlace): readonly string[] {
  const { azure } = places[place.cloud];
  return [
    '# For Bash, with the Azure CLI (az). What is there already is left alone, so it can be run again.',
    ...(azure === undefined ? [] : [`az cloud set --name ${azure}`]),
    `az login --tenant ${shellWord(place.tenantId)} --allow-no-subscriptions --output none`,
    'ME=$(az ad signed-in-user show --query id --output tsv)',
    ...steps.flatMap((step, index) => [
      '',
      shellComment(`${index + 1}. ${step.title} (${step.who})`),
      shellComment(step.why),
      ...commands(step, place),
    ]),
  ];
}

function commands(step: Step, place: SetupPlace): readonly string[] {
  const { work, part } = step;
  const name = shellName(part);
  const app = `"$${name}"`;
  switch (work.work) {
    case 'application':
      return [
        `${name}=$(az ad app list --filter ${shellWord(`displayName eq ${odataText(work.displayName)}`)} --query '[].appId' --output tsv)`,
        `if [ -z ${app} ]; then`,
        `  ${name}=$(az ad app create --display-name ${shellWord(work.displayName)} --sign-in-audience AzureADMyOrg --query appId --output tsv)`,
        "# Names prove nothing: one that is open to other tenants, or has owners or secrets, may be somebody else's.",
        `elif [ "$(az ad app list --app-id ${app} --query '[?length(passwordCredentials)==\`0\`].signInAudience' --output tsv)$(az ad app owner list --id ${app} --query "[?id!='$ME'].id" --output tsv)" != AzureADMyOrg ]; then`,
        `  echo "Stop: others can act as the application ${name} ($${name}), or several have its name. Look at its owners, secrets and audience." >&2`,
        `  ${name}=not-ours`,
        'fi',
      ];
    case 'principal':
      return [
        `az ad sp show --id ${app} --output none 2>/dev/null || az ad sp create --id ${app} --output none`,
        `${name}_PRINCIPAL=$(az ad sp show --id ${app} --query id --output tsv)`,
      ];
    case 'certificate': {
      const { sha1, file } = work.certificate;
      const base64 = hexToBase64(sha1);
      return [
        `az ad app credential list --id ${app} --cert --query "[?customKeyIdentifier=='${sha1}' || customKeyIdentifier=='${base64}'].keyId" --output tsv | grep -q . ||`,
        `  az ad app credential reset --id ${app} --cert ${shellWord(`@${file}`)} --append --output none`,
      ];
    }
    case 'removeExpired':
      return [
        `for KEY in $(az ad app credential list --id ${app} --cert --query "[?endDateTime<'$(date -u +%Y-%m-%dT%H:%M:%SZ)'].keyId" --output tsv); do`,
        `  az ad app credential delete --id ${app} --cert --key-id "$KEY"`,
        'done',
      ];
    case 'federation': {
      const { name: label, issuer, subject, audience } = work.credential;
      const body = JSON.stringify({ name: label, issuer, subject, audiences: [audience] });
      return [
        `az ad app federated-credential list --id ${app} --query ${shellWord(`[?issuer=='${issuer}' && subject=='${subject}'].id`)} --output tsv | grep -q . ||`,
        `  az ad app federated-credential create --id ${app} --parameters ${shellWord(body)} --output none`,
      ];
    }
    case 'permissions':
      return [
        ...reasonLines(work).map(shellComment),
        ...work.resources.flatMap((resource) => permissionLines(resource, name, place)),
        shellComment('To be looked at, or consented to by somebody else:'),
        `echo "${consentLink(place.cloud, `$${name}`)}"`,
      ];
    case 'directoryRole': {
      const root = `${places[place.cloud].graph}/v1.0/roleManagement/directory/roleAssignments`;
      return [
        `az rest --url "${root}?\\$filter=principalId%20eq%20'$${name}_PRINCIPAL'" --query "value[?roleDefinitionId=='${work.role.id}'].id" --output tsv | grep -q . ||`,
        `  az rest --method POST --url ${shellWord(root)} --headers Content-Type=application/json --output none \\`,
        `    --body "{\\"principalId\\": \\"$${name}_PRINCIPAL\\", \\"roleDefinitionId\\": \\"${work.role.id}\\", \\"directoryScopeId\\": \\"/\\"}"`,
      ];
    }
    case 'exchangeRole':
      return [
        '# The Azure CLI cannot do this. It prints lines for PowerShell with the module ExchangeOnlineManagement:',
        `cat <<'LINES' | sed -e "s/APPLICATION_ID/$${name}/" -e "s/PRINCIPAL_ID/$${name}_PRINCIPAL/"`,
        connectExchange(places[place.cloud].exchange),
        ...exchangeLines(work.role, work.displayName, {
          appId: literal('APPLICATION_ID'),
          objectId: literal('PRINCIPAL_ID'),
        }),
        'LINES',
      ];
    case 'environment':
      return environmentLines(work.environment, {
        tenantId: shellWord(place.tenantId),
        appId: app,
        word: shellWord,
      });
    case 'signIn':
      return [
        `printf '%s\\n' "AZURE_CLIENT_ID=$${name}" AZURE_CLIENT_CERTIFICATE_PATH=${shellWord(work.keyFile)}`,
      ];
    case 'doctor':
      return work.keyFile === undefined
        ? [
            shellComment(
              `in a job of its environment: ${place.program} doctor ${shellWord(place.directory)} --as ${part}`,
            ),
          ]
        : [
            `AZURE_CLIENT_ID=${app} AZURE_CLIENT_CERTIFICATE_PATH=${shellWord(work.keyFile)} ${place.program} doctor ${shellWord(place.directory)} --as ${part}`,
          ];
  }
}

function permissionLines(
  { appId, roles }: ResourceRoles,
  name: string,
  { cloud }: SetupPlace,
): readonly string[] {
  const root = `${places[cloud].graph}/v1.0/servicePrincipals`;
  return [
    `RESOURCE=$(az ad sp show --id ${appId} --query id --output tsv)`,
    `for ROLE in ${roles.map(shellWord).join(' ')}; do`,
    `  ROLE_ID=$(az ad sp show --id ${appId} --query "appRoles[?value=='$ROLE' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)`,
    `  az rest --url "${root}/$${name}_PRINCIPAL/appRoleAssignments" --query "value[?appRoleId=='$ROLE_ID'].id" --output tsv | grep -q . || {`,
    `    az ad app permission add --id "$${name}" --api ${appId} --api-permissions "$ROLE_ID=Role" --only-show-errors`,
    `    az rest --method POST --url "${root}/$RESOURCE/appRoleAssignedTo" --headers Content-Type=application/json --output none \\`,
    `      --body "{\\"principalId\\": \\"$${name}_PRINCIPAL\\", \\"resourceId\\": \\"$RESOURCE\\", \\"appRoleId\\": \\"$ROLE_ID\\"}"`,
    '  }',
    'done',
  ];
}

/** Thumbprints are shown in either form. */
const hexToBase64 = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));
