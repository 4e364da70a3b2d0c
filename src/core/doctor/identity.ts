import { directoryRoleIds } from '../permissions/permission.ts';
import { failure, fine, warning, type DoctorLine } from './line.ts';
import type { Identity } from './observed.ts';

/** Who is signed in, and whether to the tenant of the files. */
export function identityLines(identity: Identity, tenantId: string): readonly DoctorLine[] {
  const { kind, name, application, tenantId: to } = identity;
  const id = application === undefined ? '' : ` (${application})`;
  const who =
    kind === 'person'
      ? `You are signed in as ${name ?? 'somebody'}, through the application${id === '' ? ' that the tool has' : id}.`
      : `Signed in as application ${name ?? ''}${id}.`.replace('  ', ' ');
  if (to !== undefined && to.toLowerCase() !== tenantId.toLowerCase())
    return [
      failure('sign-in', 'identity', {
        text: `${who} The token is for tenant ${to}, tenant.yaml is about ${tenantId}.`,
        next: `Sign in to that tenant (\`az login --tenant ${tenantId}\`), or correct tenant.id in tenant.yaml.`,
      }),
    ];
  return [fine('sign-in', 'identity', `${who} The token is for the tenant of the files.`)];
}

const mighty = ['Global Administrator'];

/** What a person may do follows the directory roles and not the permissions of the tool. */
export function personLines(
  { directoryRoles, scopes }: Identity,
  needs: { readonly writing: readonly ('user' | 'group')[]; readonly exchange: boolean },
): readonly DoctorLine[] {
  const held = Object.entries(directoryRoleIds).flatMap(([name, id]) =>
    directoryRoles.includes(id) ? [name] : [],
  );
  const wanted = needs.writing
    .map((kind) => (kind === 'user' ? 'User Administrator' : 'Groups Administrator'))
    .filter((name) => !held.includes(name));
  const enough = wanted.length === 0 || held.some((name) => mighty.includes(name));
  const roles = held.length === 0 ? 'none that is known here' : held.join(', ');
  return [
    enough
      ? fine('permissions', 'person', `A person may do what their directory roles allow: ${roles}.`)
      : warning('permissions', 'person', {
          text: `A person may do what their directory roles allow: ${roles}. An apply of these files takes ${wanted.join(' and ')}.`,
          next: 'Plan as you are; to apply, have a Privileged Role Administrator give you these roles, or sign in as an application.',
        }),
    ...(scopes.length > 0
      ? []
      : [
          warning('permissions', 'scopes', {
            text: 'The token names no delegated permission.',
            next: 'Sign in again with `az login`, which asks for them.',
          }),
        ]),
    ...(needs.exchange
      ? [
          warning('exchange', 'person', {
            text: 'These files have extension attributes that can go through Exchange Online, and a person gets no token for it: where such a value differs, you can neither plan nor apply it. Jobs that sign in as an application can.',
            next: 'Sign in as an application for that, or set `exchange: { route: never }` in tenant.yaml.',
          }),
        ]
      : []),
  ];
}
