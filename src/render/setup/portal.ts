import type { Step } from '../../core/setup/step.ts';
import { literal } from '../powershell/literal.ts';
import { blank, line, paragraph, span, wrap, type Line } from '../text/lines.ts';
import { connectExchange, exchangeLines } from './exchange.ts';
import { consentLink, places, type SetupPlace } from './places.ts';

/** The steps as a numbered list of what to click and type, for the Entra admin centre and GitHub. */
export function portalLines(steps: readonly Step[], place: SetupPlace, columns: number): readonly Line[] {
  return steps.flatMap((step, index) => [
    ...(index === 0 ? [] : [blank]),
    line(span(`${index + 1}. ${step.title}`, 'heading')),
    ...paragraph(step.why, columns, 3),
    ...paragraph(`May do it: ${step.who}.`, columns, 3, 'quiet'),
    ...clicks(step, place).flatMap((each) =>
      each.startsWith('    ') ? [line(`   ${each}`)] : wrap([span(`- ${each}`)], columns, 5, 3),
    ),
    ...paragraph(`Done when: ${step.done}`, columns, 3, 'quiet'),
  ]);
}

/** A line that begins with four spaces is to be copied as it is. */
function clicks(step: Step, place: SetupPlace): readonly string[] {
  const { work } = step;
  const { portal, exchange } = places[place.cloud];
  switch (work.work) {
    case 'application':
      return [
        `${portal}, App registrations, New registration. If All applications lists one of this name that is not yours, take another name: permissions would be somebody else's.`,
        `Name: ${work.displayName}. Supported account types: this organizational directory only. No redirect URI.`,
        'Note the Application (client) ID.',
      ];
    case 'principal':
      return ['Nothing to do: the portal makes it together with the application.'];
    case 'certificate':
      return [
        'The application, Certificates & secrets, Certificates, Upload certificate.',
        `Choose ${work.certificate.file}. Never upload the .pem or the .pfx: they hold the key.`,
      ];
    case 'removeExpired':
      return [
        'The application, Certificates & secrets, Certificates.',
        'Delete those whose Expires is in the past.',
      ];
    case 'federation': {
      const { name, issuer, subject, audience } = work.credential;
      return [
        'The application, Certificates & secrets, Federated credentials, Add credential, Other issuer. Upper and lower case count.',
        `    Issuer    ${issuer}`,
        `    Subject   ${subject}`,
        `    Audience  ${audience}`,
        `    Name      ${name}`,
      ];
    }
    case 'permissions':
      return [
        ...work.resources.flatMap(({ name, roles }) => [
          `The application, API permissions, Add a permission, ${name === 'Microsoft Graph' ? name : `APIs my organization uses, ${name}`}, Application permissions:`,
          ...roles.map((role) => `    ${role}${work.reasons[role] ? ` (${work.reasons[role]})` : ''}`),
        ]),
        'Remove User.Read, which is there from the start and not needed. Then Grant admin consent.',
        'Somebody else can consent on this page:',
        `    ${consentLink(place.cloud, 'APPLICATION-ID')}`,
      ];
    case 'directoryRole':
      return [
        `${portal}, Roles & admins, ${work.role.name}, Add assignments: the application, by its name. Active, not eligible.`,
      ];
    case 'exchangeRole':
      return [
        'In PowerShell with the module ExchangeOnlineManagement; the ids stand on the page of the enterprise application.',
        ...[
          connectExchange(exchange),
          ...exchangeLines(work.role, work.displayName, {
            appId: literal('APPLICATION-ID'),
            objectId: literal('OBJECT-ID'),
          }),
        ].map((each) => `    ${each}`),
      ];
    case 'environment': {
      const { repository, name, branches, reviewers } = work.environment;
      return [
        `https://github.com/${repository}/settings/environments, New environment: ${name}.`,
        `Deployment branches and tags, Selected branches and tags: ${branches.join(' and ')}, and nothing else.`,
        `Environment variables: AZURE_TENANT_ID = ${place.tenantId}, AZURE_CLIENT_ID = the Application (client) ID. Neither is a secret.`,
        ...(reviewers === 'advised' ? ['Required reviewers, if merging alone is not to be enough.'] : []),
      ];
    }
    case 'signIn':
      return [
        'Set these where the program runs:',
        '    AZURE_CLIENT_ID                the Application (client) ID',
        `    AZURE_CLIENT_CERTIFICATE_PATH  ${work.keyFile}`,
      ];
    case 'doctor':
      return [
        `Run \`${place.program} doctor ${place.directory} --as ${step.part}\`, ${work.keyFile === undefined ? 'in a job of its environment' : 'with the two variables set'}.`,
      ];
  }
}
