import type { Item, Property } from './ast.ts';
import { fail, peek, quoteToken, take, wordOf, type Cursor } from './cursor.ts';
import { operatorNamed } from './operators.ts';
import type { Place } from './place.ts';
import { planProperties, propertyNamed } from './properties.ts';
import type { Side } from './property-kind.ts';

/** Reads what a condition is about: a property with its prefix, or an item inside -any and -all. */
export function parseSubject(cursor: Cursor, place: Place): Property | Item | undefined {
  const token = peek(cursor);
  if (token.type !== 'word') return noSubject(cursor);
  const { text, offset, end } = token;
  const dot = text.indexOf('.');
  const head = (dot === -1 ? text : text.slice(0, dot)).toLowerCase();
  const name = dot === -1 ? '' : text.slice(dot + 1);
  if (peek(cursor, 1).type === '(' && text !== '_' && operatorNamed(head) === undefined)
    return noFunction(cursor);
  if (text === '_') {
    take(cursor);
    return { type: 'item', of: '_', name: '', offset, end };
  }
  if ((head === 'user' || head === 'device') && dot !== -1) {
    take(cursor);
    return property(cursor, head, name, offset, end);
  }
  if ((head === 'assignedplan' || head === 'group') && dot !== -1) {
    take(cursor);
    const of = head === 'group' ? 'group' : 'assignedPlan';
    const known = of === 'group' ? ['objectId'] : planProperties;
    const spelled = known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
    return { type: 'item', of, name: spelled, offset, end };
  }
  return withoutPrefix(cursor, place, text);
}

function property(cursor: Cursor, side: Side, name: string, offset: number, end: number): Property {
  const row = propertyNamed(side, name, cursor.extra);
  const spelled = row?.name ?? name;
  return {
    type: 'property',
    side,
    name: spelled,
    key: spelled.toLowerCase(),
    kind: row?.kind,
    offset,
    end,
  };
}

function noFunction(cursor: Cursor): undefined {
  const token = peek(cursor);
  const name = quoteToken(cursor, token);
  return ['and', 'or', 'any', 'all', 'eq', 'ne'].includes(wordOf(token))
    ? fail(
        cursor,
        'missing-comparison',
        token.offset,
        `A condition is missing before ${name}. Write property, operator and value.`,
      )
    : fail(
        cursor,
        'function-call',
        token.offset,
        `Rules have no functions such as ${name}(…). Use -startsWith, -endsWith, -contains or -match.`,
      );
}

function noSubject(cursor: Cursor): undefined {
  const token = peek(cursor);
  const written = quoteToken(cursor, token);
  const { offset } = token;
  switch (token.type) {
    case 'end':
    case ')': {
      if (cursor.problems.some(({ code }) => code === 'unterminated-text')) return undefined;
      const before = wordOf(cursor.tokens[cursor.index - 1] ?? token);
      return fail(
        cursor,
        before === '' ? 'missing-comparison' : 'dangling-operator',
        offset,
        `A condition is missing ${before === '' ? 'here' : `after -${before}`}. Write property, operator and value, or delete what precedes.`,
      );
    }
    case 'dashed':
      return fail(
        cursor,
        'missing-property',
        offset,
        `A condition begins with a property, but ${written} stands here. Write for example user.department ${written} "…".`,
      );
    case 'text':
    case 'digits':
    case '[':
      return fail(
        cursor,
        'value-first',
        offset,
        `The value ${written} stands where a property is expected. The order is property, operator, value: user.department -eq "Sales".`,
      );
    case ']':
    case ',':
    case 'odd':
    case 'word':
    case '(':
      return fail(
        cursor,
        'unexpected',
        offset,
        `A condition is expected here, but ${written} stands in its place.`,
      );
    default:
      return token satisfies never;
  }
}

/** The service answers `No object type` where the prefix is missing (Azure/azure-powershell#20360). */
function withoutPrefix(cursor: Cursor, place: Place, text: string): Property | Item | undefined {
  const { offset, end } = take(cursor);
  const plan = planProperties.find((each) => each.toLowerCase() === text.toLowerCase());
  if (plan !== undefined) {
    fail(
      cursor,
      'prefix-missing',
      offset,
      `${text} has no object before it. Inside the condition write assignedPlan.${plan}.`,
    );
    return { type: 'item', of: 'assignedPlan', name: plan, offset, end };
  }
  const bare = text.replaceAll('$', '').replace(/^(?:users?|devices?|this)\./i, '');
  // Names that both have go with what the rest of the rule is about.
  const order: readonly Side[] = /\bdevice\./i.test(cursor.source) ? ['device', 'user'] : ['user', 'device'];
  const sides = order.filter((side) => propertyNamed(side, bare, cursor.extra) !== undefined);
  const [side] = sides;
  if (side !== undefined && place.item === undefined) {
    const mend = sides.map((each) => `${each}.${propertyNamed(each, bare, cursor.extra)?.name}`).join(' or ');
    fail(cursor, 'prefix-missing', offset, `${text} has no object before it. Write ${mend}.`);
    return property(cursor, side, bare, offset, end);
  }
  if (/^(?:and|or|any|all)$/i.test(text))
    return fail(
      cursor,
      'missing-comparison',
      offset,
      `A condition is missing before ${text}. Write property, operator and value.`,
    );
  const rest = wordOf(peek(cursor));
  if (text.toLowerCase() === 'direct' || rest === 'reports')
    return fail(
      cursor,
      'direct-reports-alone',
      offset,
      'Direct Reports for "<object id>" must be the whole rule, without parentheses and other conditions.',
    );
  const mend = {
    _: 'Items of this collection are written _.',
    'assignedPlan.':
      'Write assignedPlan.servicePlanId, assignedPlan.service or assignedPlan.capabilityStatus.',
    'group.': 'Write group.objectId.',
    none: 'Write a property with user. or device. before it.',
  }[place.item ?? 'none'];
  return fail(
    cursor,
    'unknown-object',
    offset,
    `${text} is nothing that a condition can begin with here. ${mend}`,
  );
}
