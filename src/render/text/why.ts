import { decidingParts, type Explanation } from '../../rules/explain.ts';
import { safe } from '../safe.ts';
import { reasonWords, showExplanation } from './explanation.ts';
import { blank, line, paragraph, span, wrap, type Line, type Role } from './lines.ts';

/** Why a person is in a group or not, on live data. */
export interface Why {
  readonly person: string;
  readonly group: string;
  readonly groupId: string;
  /** What Entra says: a direct member now. */
  readonly isMember: boolean;
  /** The files declare another rule, which is not applied yet. */
  readonly otherInFiles: boolean;
  readonly standing:
    | { readonly type: 'assigned' }
    | { readonly type: 'device' | 'unreadable' }
    | {
        readonly type: 'ruled';
        readonly explanation: Explanation;
        readonly processing: 'on' | 'paused' | 'frozen';
      };
}

/** The answer of `tenantry why`. */
export function showWhy(why: Why, columns: number): readonly Line[] {
  const { standing, isMember } = why;
  const entra = isMember ? 'is a member' : 'is no member';
  return [
    ...wrap([span(safe(why.person), 'name')], columns, 2, 0),
    ...wrap([span('in '), span(safe(why.group), 'name'), span(` (${why.groupId})`, 'quiet')], columns, 2, 0),
    blank,
    ...fact('Entra says', entra, isMember ? 'added' : 'removed', columns),
    ...(standing.type === 'ruled'
      ? ruled(standing.explanation, standing.processing, isMember, columns)
      : paragraph(unruled[standing.type], columns, 0)),
    ...(why.otherInFiles
      ? [
          blank,
          ...paragraph(
            'This is by what the tenant has. The files have another rule for the group, which is not applied yet; `tenantry plan` shows what it brings.',
            columns,
            0,
            'warning',
          ),
        ]
      : []),
  ];
}

const unruled = {
  assigned:
    'The group has no rule in force: its members are assigned, by its owners or by an administrator. Only direct members are looked at, not those of groups inside it.',
  device: 'The rule of the group is about devices, so no person can be a member by it.',
  unreadable: 'The rule of the group cannot be read, so nothing can be said of it.',
} as const;

function ruled(
  explanation: Explanation,
  processing: 'on' | 'paused' | 'frozen',
  isMember: boolean,
  columns: number,
): readonly Line[] {
  const { result } = explanation;
  const remark = remarkOn(result, processing, isMember);
  return [
    ...verdict(explanation, columns),
    ...(remark === undefined ? [] : [blank, ...paragraph(remark, columns, 0, 'warning')]),
    blank,
    line(span('The rule, part by part', 'heading')),
    ...showExplanation(explanation, columns),
  ];
}

function remarkOn(
  result: boolean | null,
  processing: 'on' | 'paused' | 'frozen',
  isMember: boolean,
): string | undefined {
  if (processing === 'paused')
    return 'Processing of the group is paused: whoever was a member then is one still.';
  if (processing === 'frozen')
    return 'The rule names members of other groups, which Entra no longer evaluates (since 2026-11-03): nobody enters or leaves.';
  if (result === null || result === isMember) return undefined;
  return 'Entra and the rule do not agree. Entra can take a day to process a change; if it stays so, the rule means something else to Entra than to Tenantry: please report it.';
}

/** What a rule comes to for one person or object. */
export function showRuleExplanation(
  name: string,
  explanation: Explanation,
  columns: number,
): readonly Line[] {
  return [
    ...wrap([span(safe(name), 'name')], columns, 2, 0),
    blank,
    ...verdict(explanation, columns),
    blank,
    line(span('The rule, part by part', 'heading')),
    ...showExplanation(explanation, columns),
  ];
}

function verdict(explanation: Explanation, columns: number): readonly Line[] {
  const { result } = explanation;
  const parts = decidingParts(explanation);
  const because = parts.map(({ text, result: own }) => `${safe(text)} is ${own === null ? 'open' : own}`);
  const reasons = [...new Set(parts.flatMap(({ reason }) => (reason ? [reasonWords(reason)] : [])))];
  return [
    ...(result === null
      ? fact('The rule says', `cannot be determined: ${reasons.join('; ')}`, 'warning', columns)
      : fact('The rule says', result ? 'a member' : 'no member', result ? 'added' : 'removed', columns)),
    ...fact('What decides', because.join('; '), 'plain', columns),
  ];
}

const fact = (label: string, text: string, role: Role, columns: number): readonly Line[] =>
  wrap([span(`${label}:`.padEnd(15)), span(text, role)], columns, 15, 0);
