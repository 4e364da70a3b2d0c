import { isCollection, isNode, isScalar, type Document } from 'yaml';
import type { LeftPlace, RenamedPlace } from '../../core/rename/renamed.ts';
import { transformFile } from '../edit/edit-file.ts';
import type { Path } from '../edit/edit.ts';
import { atPath } from '../edit/at-path.ts';
import type { JsonObject } from '../edit/plain.ts';
import { byHand, Refusal } from '../edit/refusal.ts';
import { ruleOnOneLine } from '../edit/rule-block.ts';
import { rulesInPlace } from '../edit/rule-source.ts';
import { refuseShared } from '../edit/source-node.ts';
import { splice, type Splice } from '../edit/splice.ts';
import { objectName } from '../identity.ts';
import { child, items, plainValue, textOf, type Node } from '../node.ts';
import { parseSource } from '../parse.ts';
import { quote } from '../quote.ts';
import type { FoundInFile, Search } from './found.ts';
import { renameInRule } from './in-rule.ts';

/** Renames the value in the rules of a file of groups; their lines stay as they are broken. */
export function renameInGroups(text: string, file: string, search: Search): FoundInFile {
  const changes: RenamedPlace[] = [];
  const left: LeftPlace[] = [];
  const values: string[] = [];
  const edited = transformFile(text, file, (root, body) => {
    const before = root?.type === 'map' ? (plainValue(root) as JsonObject) : {};
    let after = before;
    let source: Document.Parsed | undefined;
    const splices: Splice[] = [];
    for (const { path, node, holder } of rulesIn(root)) {
      const rule = ruleOnOneLine(textOf(node) ?? '');
      const found = renameInRule(rule, search);
      const name = objectName('group', holder);
      const where = { place: node.place, ...(name === undefined ? {} : { object: name }) };
      values.push(...found.values);
      left.push(...found.left.map(({ message }) => ({ why: 'condition' as const, ...where, message })));
      if (!found.readable && rule.toLowerCase().includes(search.renaming.from.toLowerCase()))
        left.push({ why: 'unreadable', ...where, message: unreadable(search) });
      if (found.splices.length === 0) continue;
      changes.push({ what: 'rule', ...where });
      after = atPath(after, path, splice(rule, found.splices), new Map());
      source ??= parseSource(body);
      splices.push(...placed(source, path, rule, found.splices, body));
    }
    return { before, after, origins: new Map(), splices };
  });
  return { edited, changes, left, values };
}

function rulesIn(root: Node | undefined): readonly { path: Path; node: Node; holder: Node }[] {
  const holders = [
    ...(child(root, 'defaults') ? [{ path: ['defaults'] as Path, holder: child(root, 'defaults') }] : []),
    ...items(child(root, 'groups')).map((holder, index) => ({ path: ['groups', index] as Path, holder })),
  ];
  return holders.flatMap(({ path, holder }) => {
    const node = child(child(holder, 'membership'), 'rule');
    return holder === undefined || textOf(node) === undefined || node === undefined
      ? []
      : [{ path: [...path, 'membership', 'rule'], node, holder }];
  });
}

/** The edits of one rule as edits of the file. Throws Refusal where the rule is shared with another place, or unclear. */
function placed(
  source: Document.Parsed,
  path: Path,
  rule: string,
  edits: readonly Splice[],
  text: string,
): readonly Splice[] {
  let flow = false;
  for (let depth = 0; depth <= path.length; depth += 1) {
    const each: unknown = source.getIn(path.slice(0, depth), true);
    if (!isNode(each)) throw unclear(undefined);
    refuseShared(each);
    flow ||= isCollection(each) && each.flow === true;
  }
  const node: unknown = source.getIn(path, true);
  const made = isScalar(node) ? rulesInPlace(node, rule, edits, { text, flow }) : undefined;
  if (!made) throw unclear(isScalar(node) ? node.range?.[0] : undefined);
  return made;
}

const unclear = (offset: number | undefined): Refusal =>
  new Refusal(
    {
      id: 'edit',
      message: 'The rule is written in a way in which a part of it cannot be changed alone.',
      remedy: byHand,
    },
    offset,
  );

const unreadable = ({ renaming }: Search): string =>
  `The rule cannot be read and has ${quote(renaming.from)} in it. Correct it (\`tenantry validate\` says what is wrong), and look at it by hand.`;
