import type { Step } from '../../core/setup/step.ts';

/** What the run of a step asks Microsoft Graph to do, one request a line, with names where the ids are not known yet. */
export function requestLines({ work }: Step): readonly string[] {
  switch (work.work) {
    case 'application':
      return [
        `POST /applications ${json({ displayName: work.displayName, signInAudience: 'AzureADMyOrg' })}`,
      ];
    case 'principal':
      return ['POST /servicePrincipals {"appId": the application}'];
    case 'certificate':
      return [
        `PATCH /applications/{id} keyCredentials: what is there, and the one with SHA-1 ${work.certificate.sha1}`,
      ];
    case 'removeExpired':
      return ['PATCH /applications/{id} keyCredentials: those that have not expired'];
    case 'federation': {
      const { name, issuer, subject, audience } = work.credential;
      return [
        `POST /applications/{id}/federatedIdentityCredentials ${json({ name, issuer, subject, audiences: [audience] })}`,
      ];
    }
    case 'permissions':
      return work.resources.flatMap(({ name, roles }) =>
        roles.map((role) => `POST /servicePrincipals/{${name}}/appRoleAssignedTo ${role}`),
      );
    case 'directoryRole':
      return [`POST /roleManagement/directory/roleAssignments ${work.role.name}, for the whole tenant`];
    case 'exchangeRole':
    case 'environment':
    case 'signIn':
    case 'doctor':
      return [];
  }
}

const json = (value: unknown): string => JSON.stringify(value);
