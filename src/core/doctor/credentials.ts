import { failure, fine, warning, type DoctorLine } from './line.ts';
import type { Assertion, Certificate, Registration, WayIn } from './observed.ts';

const dayMs = 86_400_000;
/** From here on somebody should think of the next certificate or secret. */
const soonMs = 30 * dayMs;

/** What was chosen to sign in with, and how long it lasts. */
export function wayLines(
  { text, because, unused, problems, certificate }: WayIn,
  now: number,
): readonly DoctorLine[] {
  return [
    fine('sign-in', 'way', because.length === 0 ? text : `${text} Decided by ${because.join(' and ')}.`),
    ...(unused.length === 0
      ? []
      : [
          warning('sign-in', 'unused-variables', {
            text: `${unused.join(' and ')} ${unused.length === 1 ? 'is' : 'are'} set and not used, since another way goes first.`,
            next: 'Unset what is not meant, so that nobody wonders.',
          }),
        ]),
    ...problems.map(({ message, remedy }) => failure('sign-in', 'way-in', { text: message, next: remedy })),
    ...(certificate ? [expiry('The certificate that is used', certificate, now)] : []),
  ];
}

function expiry(what: string, { until, sha1 }: Partial<Certificate>, now: number): DoctorLine {
  const which = sha1 === undefined ? '' : ` (SHA-1 ${sha1})`;
  if (until === undefined) return fine('sign-in', 'expiry', `${what}${which} has no end.`);
  const day = new Date(until).toISOString().slice(0, 10);
  if (until <= now)
    return failure('sign-in', 'expiry', { text: `${what}${which} ended on ${day}.`, next: renew });
  const days = Math.ceil((until - now) / dayMs);
  if (until - now < soonMs)
    return warning('sign-in', 'expiry', {
      text: `${what}${which} ends on ${day}, in ${days} day${days === 1 ? '' : 's'}.`,
      next: renew,
    });
  return fine('sign-in', 'expiry', `${what}${which} holds until ${day}.`);
}

const renew =
  'Have a new one made and registered with the application (App registrations, Certificates & secrets) before that; `tenantry setup --rotate` does it.';

/** The keys that the application is registered with, as far as they are not the one that is used. */
export function registrationLines(
  { displayName, certificates, secrets }: Registration,
  { certificate }: WayIn,
  now: number,
): readonly DoctorLine[] {
  const used = certificate && certificates.find(({ sha1 }) => sha1 === certificate.sha1);
  const known = certificates.filter(({ sha1 }) => sha1 !== undefined);
  const others = [...certificates.filter((each) => each !== used), ...secrets].filter(
    ({ until }) => until !== undefined && until - now < soonMs,
  );
  return [
    ...(certificate && !used && known.length === certificates.length
      ? [
          failure('sign-in', 'certificate-unknown', {
            text: `The certificate that is used (SHA-1 ${certificate.sha1}) is not registered with ${displayName}.`,
            next: 'Upload its public part under App registrations, Certificates & secrets.',
          }),
        ]
      : []),
    ...others.map(({ name, until = 0 }) =>
      warning('sign-in', 'registered-key', {
        text: `${displayName} has a registered key ${name === '' ? 'without a name' : `"${name}"`} that ${until <= now ? 'ended' : 'ends'} on ${new Date(until).toISOString().slice(0, 10)}.`,
        next: until <= now ? 'Remove it from the application.' : renew,
      }),
    ),
  ];
}

/** What GitHub or another issuer sends, against the federated credentials of the application. */
export function federationLines(
  assertion: Assertion,
  registration: Registration | undefined,
): readonly DoctorLine[] {
  const { subject, issuer, audience } = assertion;
  const sent = `subject "${subject}", issuer "${issuer}", audience "${audience}"`;
  const credentials = registration?.federated;
  if (!credentials) return [fine('github', 'subject', `This job is sent with ${sent}.`)];
  const fits = credentials.find(
    (each) => each.subject === subject && each.issuer === issuer && each.audiences.includes(audience),
  );
  if (fits)
    return [
      fine(
        'github',
        'subject',
        `This job is sent with ${sent}; the federated credential "${fits.name}" fits.`,
      ),
    ];
  const near = credentials.map((each) => `"${each.subject}"`).join(', ');
  return [
    failure('github', 'subject', {
      text: `This job is sent with ${sent}. No federated credential of the application fits${near === '' ? '' : `; it has ${near}`}.`,
      next: 'Add a federated credential with exactly these three (App registrations, Certificates & secrets, Federated credentials); upper and lower case count.',
    }),
  ];
}
