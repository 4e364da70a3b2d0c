import { immutableIdOf } from '../core/attributes/immutable-id.ts';
import { forms } from '../core/attributes/forms.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Problem } from '../core/problem.ts';
import { note, type Flaws } from './flaw.ts';
import type { Node } from './node.ts';
import { quote } from './quote.ts';
import { readText, type TextRules } from './text.ts';

const attribute = 'onPremisesImmutableId';

/** An immutable id as base64 text, written so or as the GUID that it holds; undefined where it has a flaw. */
export function readImmutableId(node: Node, rules: TextRules, flaws: Flaws): string | undefined {
  if (node.type === 'map') {
    return readGuid(node, flaws);
  }
  const { form: _, ...anyForm } = rules;
  const written = readText(node, anyForm, flaws);
  if (written === undefined) {
    return undefined;
  }
  const bare = written.replace(/^\{(.*)\}$/, '$1');
  if (new RegExp(forms.id.pattern).test(bare)) {
    note(flaws, node, {
      id: 'bad-form',
      message: `${quote(attribute)} is base64 text, but ${quote(written)} is a GUID.`,
      remedy: `Write \`${attribute}: { objectGuid: ${bare} }\`, or \`consistencyGuid\` where it is the mS-DS-ConsistencyGuid.`,
    });
    return undefined;
  }
  return readText(node, rules, flaws);
}

function readGuid(node: Extract<Node, { type: 'map' }>, flaws: Flaws): string | undefined {
  const given = ['objectGuid', 'consistencyGuid'].flatMap((name) => {
    const pair = node.pairs.get(name);
    return pair === undefined ? [] : [{ name, pair }];
  });
  const [first, second] = given;
  if (first === undefined) {
    return undefined;
  }
  if (second !== undefined) {
    note(flaws, second.pair.key, {
      id: 'bad-value',
      message: `${quote(attribute)} has both \`objectGuid\` and \`consistencyGuid\`; an account has one immutable id.`,
      remedy: 'Keep the one that Entra Connect uses as source anchor, mostly `consistencyGuid`.',
    });
    return undefined;
  }
  const guid = readText(
    first.pair.value,
    {
      name: first.name,
      pattern: {
        pattern: forms.id.pattern,
        words: 'a GUID such as 00112233-4455-6677-8899-aabbccddeeff',
        remedy: 'Write it as Active Directory shows it, as text and not as bytes.',
      },
      empty: 'Write the GUID.',
    },
    flaws,
  );
  return guid === undefined ? undefined : immutableIdOf(guid);
}

/** Accounts that are to have the same immutable id, which the directory refuses; neither is used. */
export function findSameImmutableIds(users: readonly DesiredObject[]): {
  readonly problems: readonly Problem[];
  readonly unusable: ReadonlySet<DesiredObject>;
} {
  const problems: Problem[] = [];
  const unusable = new Set<DesiredObject>();
  const firstById = new Map<string, DesiredObject>();
  for (const user of users) {
    const declared = user.attributes[attribute];
    if (typeof declared?.value !== 'string') {
      continue;
    }
    const first = firstById.get(declared.value);
    const place = first?.attributes[attribute]?.place;
    if (first === undefined || place === undefined) {
      firstById.set(declared.value, user);
      continue;
    }
    unusable.add(user).add(first);
    problems.push({
      id: 'declared-twice',
      place: declared.place,
      object: `user ${user.label}`,
      message: `The immutable id is also that of ${quote(first.label)}, at ${place.file}:${place.line}; two accounts cannot have the same.`,
      remedy: 'Keep it with the account that belongs to the on-premises object. Until then neither is used.',
      also: [place],
    });
  }
  return { problems, unusable };
}
