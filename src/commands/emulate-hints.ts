import type { Emulator } from '../emulator/emulator.ts';
import { hosts } from '../emulator/http/hosts.ts';

/**
 * How programs get to a practice tenant that answers over TLS: whom to trust, which names to turn to this machine, and how
 * an application gets what it signs in with. `certificateAuthority` is the path of the certificate.
 */
export function tlsHints(emulator: Emulator, certificateAuthority: string): string {
  const { organization, servicePrincipals: applications = [] } = emulator.state();
  const names = ['global', 'usGovernment', 'usGovernmentDoD', 'china'].map((cloud) =>
    hosts
      .filter(({ clouds }) => clouds.some((each) => each === cloud))
      .map(({ name }) => name)
      .join(' '),
  );
  return [
    'Programs have to trust the certificate of this run:',
    `  NODE_EXTRA_CA_CERTS=${certificateAuthority}   for Node.js`,
    `  SSL_CERT_FILE=${certificateAuthority}   for OpenSSL, curl, Go and .NET; Python reads REQUESTS_CA_BUNDLE`,
    'It also answers for hosts of Microsoft, once lines like these are in the hosts file and port 443 leads here:',
    ...names.map((line) => `  127.0.0.1 ${line}`),
    `Applications of the tenant ${organization.id} sign in with what they are given:`,
    ...applications.map(({ appId, displayName }) => `  ${appId}  ${displayName}`),
    `  curl --cacert ${certificateAuthority} -d '{"appId": "…", "secret": "…"}' ${emulator.admin}/credentials`,
  ].join('\n');
}
