import { attributes } from '../attributes/attributes.ts';
import type { ObjectKind } from '../attributes/attribute.ts';
import { liveValue } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { nearest } from '../nearest.ts';
import { TenantryError } from '../problem.ts';
import { slug } from './slug.ts';

/** Where new entries go: a path below the folder, with the names of attributes between braces. */
export interface Pattern {
  readonly kind: ObjectKind;
  readonly text: string;
  /** The attributes that it reads, by name. */
  readonly attributes: readonly string[];
}

const folder = { user: 'users', group: 'groups' } as const;
const flag = { user: '--users-to', group: '--groups-to' } as const;
const made: Readonly<Record<ObjectKind, readonly string[]>> = {
  user: ['domain'],
  group: ['membership', 'name'],
};

/** What can stand between braces. Personal attributes cannot: the name of a file is read by everybody. */
const placeholders = (kind: ObjectKind): readonly string[] => [
  ...made[kind],
  ...attributes[kind]
    .filter(({ shape, sensitive }) => !sensitive && (shape.type === 'text' || shape.type === 'choice'))
    .map(({ name }) => name)
    .filter((name) => !/^(?:displayName|givenName|surname|streetAddress|postalCode|faxNumber)$/.test(name)),
];

/** Reads a pattern such as `users/{country}/{department}.yaml`; throws TenantryError where it leads nowhere. */
export function parsePattern(kind: ObjectKind, text: string): Pattern {
  const problem = (message: string, remedy: string): TenantryError =>
    new TenantryError({ id: 'pattern', message: `${flag[kind]} ${text}: ${message}`, remedy });
  const example = kind === 'user' ? 'users/{country}/{department}.yaml' : 'groups/{type}.yaml';
  const parts = text.split('/');
  if (parts[0] !== folder[kind] || parts.length < 2 || !/\.ya?ml$/.test(text))
    throw problem(
      `the path must begin with ${folder[kind]}/ and end with .yaml`,
      `Write it like ${flag[kind]} '${example}'.`,
    );
  if (
    parts.some((part) => part === '' || part.startsWith('.') || part === 'node_modules') ||
    /[\\:*?"<>|\p{C}]/u.test(text)
  )
    throw problem(
      'a part of it is empty, begins with a dot, or holds what not every disk takes',
      `Write it like ${flag[kind]} '${example}'.`,
    );
  const known = placeholders(kind);
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))) {
    const [near] = unknown === undefined ? [] : nearest(unknown, known);
    throw problem(
      unknown === undefined
        ? 'a brace is not closed'
        : `{${unknown}} is nothing that a file can be named after`,
      near === undefined
        ? `Use some of ${known.map((name) => `{${name}}`).join(', ')}.`
        : `Did you mean {${near}}?`,
    );
  }
  return { kind, text, attributes: names.filter((name) => !made[kind].includes(name)) };
}

/** The path for one object. */
export function fillPattern({ kind, text }: Pattern, object: LiveObject, key: string): string {
  return text.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = slug(valueOf(kind, name, object, key));
    return (
      value ??
      `no-${name
        .replaceAll(/(?=[A-Z])/g, '-')
        .replaceAll('.', '-')
        .toLowerCase()}`
    );
  });
}

function valueOf(kind: ObjectKind, name: string, object: LiveObject, key: string): string {
  if (name === 'domain') return object.userPrincipalName?.split('@').at(-1)?.replaceAll('.', '-') ?? '';
  if (name === 'name') return key;
  const row = attributes[kind].find(
    (each) => each.name === (name === 'membership' ? 'membershipRule' : name),
  );
  const value = row ? liveValue(row, object) : null;
  if (name === 'membership') return value === null ? 'assigned' : 'dynamic';
  return typeof value === 'string' ? value : '';
}
