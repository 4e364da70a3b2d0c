import { claimsOf } from './claims.ts';

/** What a token that is to be exchanged says of itself. Nothing in it is secret; the token itself is. */
export interface AssertionClaims {
  readonly subject: string;
  readonly issuer: string;
  readonly audience: string;
  /** Milliseconds. */
  readonly expires?: number;
  /** The same subject in GitHub's other form, where it is GitHub's and in one of its usual forms. */
  readonly otherSubject?: string;
}

/** Undefined of a token in a form that is no JWT. */
export function assertionClaims(assertion: string): AssertionClaims | undefined {
  const claims = claimsOf(assertion);
  if (claims === undefined) return undefined;
  const text = (name: string): string => {
    const value = claims[name];
    return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
  };
  const { exp } = claims;
  const subject = text('sub');
  const other = otherForm(subject, text('repository'), text('repository_owner_id'), text('repository_id'));
  return {
    subject,
    issuer: text('iss'),
    audience: text('aud'),
    ...(typeof exp === 'number' ? { expires: exp * 1000 } : {}),
    ...(other === undefined ? {} : { otherSubject: other }),
  };
}

/**
 * GitHub writes the repository of a subject as `repo:octo-org/octo-repo` or, since 2026, with ids that no later owner of
 * the name can get, as `repo:octo-org@123456/octo-repo@456789`:
 * https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
 */
function otherForm(subject: string, repository: string, ownerId: string, id: string): string | undefined {
  const [owner, name] = repository.split('/');
  if (!owner || !name || !ownerId || !id) return undefined;
  const plain = `repo:${owner}/${name}`;
  const lasting = `repo:${owner}@${ownerId}/${name}@${id}`;
  for (const [from, to] of [
    [plain, lasting],
    [lasting, plain],
  ] as const)
    if (subject === from || subject.startsWith(`${from}:`)) return `${to}${subject.slice(from.length)}`;
  return undefined;
}
