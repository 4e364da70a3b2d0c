import type { DirectReports, Expression, Quantified, Rule } from './ast.ts';
import { checkComparison } from './check-comparison.ts';
import { checkItems } from './check-items.ts';
import { checkMemberOf } from './check-member-of.ts';
import { error, type RuleProblem } from './problem.ts';
import type { Side } from './property-kind.ts';
import { propertyInstead } from './unsupported.ts';
import { comparisonsIn, propertiesIn, quantifiedIn } from './walk.ts';

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Says why a property cannot be used in this tenant, or what is meant; undefined where nothing is known of it. */
export type PropertyAdvice = (side: Side, name: string) => string | undefined;

/** What the service would refuse in a rule that could be read. */
export function checkRuleBody(rule: Rule, advice?: PropertyAdvice): RuleProblem[] {
  const { body } = rule;
  if (body.type === 'directReports') return checkManager(body);
  return [
    ...checkProperties(body, advice),
    ...checkSides(body),
    ...comparisonsIn(body).flatMap(checkComparison),
    ...quantifiedIn(body).flatMap(checkCollection),
    ...checkItems(body),
    ...checkMemberOf(body),
  ];
}

function checkManager(body: DirectReports): RuleProblem[] {
  const { value, offset } = body.manager;
  if (guid.test(value)) return [];
  return [
    error(
      'direct-reports-id',
      offset,
      `Direct Reports needs the object id of the manager; "${value}" is none. Write it as 8-4-4-4-12 hexadecimal digits.`,
    ),
  ];
}

function checkProperties(body: Expression, advice?: PropertyAdvice): RuleProblem[] {
  return propertiesIn(body)
    .map((property) => ({ ...property, advised: advice?.(property.side, property.name) }))
    .filter((property) => property.kind === undefined || property.advised !== undefined)
    .map(({ side, name, offset, advised }) => {
      const instead = advised ?? propertyInstead(side, name);
      const mend = instead === undefined ? '' : ` ${instead[0]?.toUpperCase()}${instead.slice(1)}.`;
      return error(
        'unknown-property',
        offset,
        `Rules have no property ${side}.${name}.${mend.replace(/\?\.$/, '?')}`,
      );
    });
}

/** https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership: a rule is for users or for devices. */
function checkSides(body: Expression): RuleProblem[] {
  const properties = propertiesIn(body);
  const [first] = properties;
  const other = properties.find((property) => property.side !== first?.side);
  if (first === undefined || other === undefined) return [];
  return [
    error(
      'mixed-kinds',
      other.offset,
      `One rule is about users or about devices; this one names ${first.side}.${first.name} and ${other.side}.${other.name}. Make two groups.`,
    ),
  ];
}

function checkCollection(quantified: Quantified): RuleProblem[] {
  const { subject, quantifier } = quantified;
  switch (subject.kind) {
    case 'texts':
    case 'labels':
    case 'plans':
    case 'groups':
    case undefined:
      return [];
    case 'boolean':
    case 'date':
    case 'text':
      return [
        error(
          'quantifier-type',
          subject.offset,
          `${subject.side}.${subject.name} holds one value, and -${quantifier} is for collections. Compare it directly, such as ${subject.side}.${subject.name} -eq …`,
        ),
      ];
    default:
      return subject.kind satisfies never;
  }
}
