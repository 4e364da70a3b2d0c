import { clouds, digestPattern, exchangeRoutes } from '../core/attributes/tenant-schema.ts';
import type { Cloud, ExchangeRoute, Freeze, Limit, Override, Settings } from '../core/desired/settings.ts';
import { guardNames, type GuardName } from '../core/guards/guard.ts';
import { findingIds, isFindingId, type FindingId } from '../rules/finding-ids.ts';
import type { Severity } from '../rules/problem.ts';
import { readAuthority } from './authority.ts';
import { readCsv } from './csv.ts';
import { readDay } from './day.ts';
import type { Definitions } from './definitions.ts';
import { flawed, note, problemsWithin, type Flaws } from './flaw.ts';
import { child, items, type MapNode, type Node } from './node.ts';
import { oneOf } from './one-of.ts';
import { quote } from './quote.ts';
import { readText, type TextRules } from './text.ts';
import { readTexts } from './values.ts';
import { readVocabularies } from './vocabularies.ts';

/**
 * Reads `tenant.yaml`. Its structure has been compared with the schema before. An override with a flaw is left out,
 * which is the stricter reading; anything else that is wrong makes the file unusable, since a guard that cannot be
 * read must not be a guard that is not there.
 */
export function readSettings(
  root: Node,
  file: string,
  definitions: Definitions,
  flaws: Flaws,
): Settings | undefined {
  const id = text(child(child(root, 'tenant'), 'id'), { name: 'id', form: 'id' }, flaws);
  const objects = child(root, 'protected');
  const settings = {
    file,
    exchange: {
      route:
        oneOf(exchangeRoutes, child(child(root, 'exchange'), 'route')) ?? ('auto' satisfies ExchangeRoute),
    },
    pace: { percentOfLimit: number(child(child(root, 'pace'), 'percentOfLimit')) ?? 50 },
    guards: readGuards(child(root, 'guards'), flaws),
    protected: {
      users: texts(child(objects, 'users'), { name: 'users' }, flaws),
      groups: texts(child(objects, 'groups'), { name: 'groups' }, flaws),
    },
    freeze: items(child(root, 'freeze')).flatMap((node) => readFreeze(node, flaws)),
    authorities: items(child(root, 'authorities')).flatMap((node) => readAuthority(node, definitions, flaws)),
    vocabularies: readVocabularies(child(root, 'vocabularies'), flaws),
    findings: readFindings(child(root, 'findings')),
    overrides: items(child(root, 'overrides')).flatMap((node) => readOverride(node, flaws)),
  };
  const csv = readCsv(child(root, 'csv'), flaws);
  const withoutReason = items(child(root, 'overrides')).flatMap(readWithoutReason);
  const required = child(child(root, 'audit'), 'required');
  const cloud = oneOf(clouds, child(child(root, 'tenant'), 'cloud')) ?? ('global' satisfies Cloud);
  return id === undefined || flawedOutsideOverrides(root, flaws)
    ? undefined
    : {
        ...settings,
        ...(csv === undefined ? {} : { csv }),
        ...(withoutReason.length > 0 ? { overridesWithoutReason: withoutReason } : {}),
        ...(required === undefined
          ? {}
          : { audit: { required: texts(required, { name: 'required' }, flaws) } }),
        tenant: { id: id.toLowerCase(), cloud },
      };
}

function readGuards(node: Node | undefined, flaws: Flaws): Settings['guards'] {
  const guards: Partial<Record<GuardName, Limit>> = {};
  for (const name of guardNames) {
    const limit = child(node, name);
    if (limit?.type === 'map') {
      guards[name] = readLimit(limit, name, flaws);
    }
  }
  return guards;
}

function readFindings(node: Node | undefined): Settings['findings'] {
  const findings: Partial<Record<FindingId, Severity | 'off'>> = {};
  for (const id of Object.keys(findingIds).filter(isFindingId)) {
    const severity = oneOf(severities, child(node, id));
    if (severity !== undefined) {
      findings[id] = severity;
    }
  }
  return findings;
}

const severities = ['error', 'warning', 'info', 'off'] as const;

function readLimit(node: MapNode, name: GuardName, flaws: Flaws): Limit {
  const limit: { -readonly [Part in keyof Limit]: Limit[Part] } = {};
  for (const part of ['count', 'percent', 'from'] as const) {
    const value = number(child(node, part));
    if (value !== undefined) {
      limit[part] = value;
    }
  }
  if (!node.pairs.has('count') && !node.pairs.has('percent')) {
    note(flaws, node, {
      id: 'missing-key',
      message: `The guard ${quote(name)} has neither \`count\` nor \`percent\`, so it limits nothing.`,
      remedy: `Write \`${name}: { count: 10 }\`, or leave the key out for the built-in limit.`,
    });
  }
  return limit;
}

function readOverride(node: Node, flaws: Flaws): readonly Override[] {
  const guard = oneOf(guardNames, child(node, 'guard'));
  const object = text(child(node, 'object'), { name: 'object' }, flaws);
  const upTo = number(child(node, 'upTo'));
  const plan = text(child(node, 'plan'), { name: 'plan', pattern: digest }, flaws);
  const empty = 'Say why, for whoever reviews it and whoever reads it later.';
  const reason = readText(child(node, 'reason'), { name: 'reason', empty }, flaws);
  const until = readDay(child(node, 'until'), 'until', flaws);
  if (
    guard === undefined ||
    upTo === undefined ||
    plan === undefined ||
    reason === undefined ||
    until === undefined ||
    flawed(node, flaws)
  ) {
    return [];
  }
  const named = object === undefined ? {} : { object };
  return [{ guard, ...named, upTo, plan: plan.toLowerCase(), reason, until, place: node.place }];
}

/** An override as it is pasted, whose reason nobody wrote. */
function readWithoutReason(node: Node): NonNullable<Settings['overridesWithoutReason']> {
  const guard = oneOf(guardNames, child(node, 'guard'));
  const plan = child(node, 'plan');
  const reason = child(node, 'reason');
  const isEmpty =
    reason === undefined ||
    (reason.type === 'scalar' && (reason.value === null || String(reason.value).trim() === ''));
  return guard !== undefined && plan?.type === 'scalar' && typeof plan.value === 'string' && isEmpty
    ? [{ guard, plan: plan.value, place: node.place }]
    : [];
}

/** A freeze with a flaw makes the file unusable, since whoever wrote it relies on it. */
function readFreeze(node: Node, flaws: Flaws): readonly Freeze[] {
  const objects = texts(child(node, 'objects'), { name: 'objects' }, flaws);
  const empty = 'Say why, for whoever wonders why nothing is written.';
  const reason = readText(child(node, 'reason'), { name: 'reason', empty }, flaws);
  const until = readDay(child(node, 'until'), 'until', flaws);
  return reason === undefined || until === undefined ? [] : [{ objects, reason, until, place: node.place }];
}

const digest = {
  pattern: digestPattern,
  words: 'the digest of the reviewed plan, or its first 12 or more characters',
};

function flawedOutsideOverrides(root: Node, flaws: Flaws): boolean {
  return problemsWithin(root, flaws, undefined, new Set(items(child(root, 'overrides')))).length > 0;
}

function text(node: Node | undefined, rules: Omit<TextRules, 'empty'>, flaws: Flaws): string | undefined {
  return readText(node, { ...rules, empty: 'Write a value, or leave the key out.' }, flaws);
}

function texts(node: Node | undefined, rules: Omit<TextRules, 'empty'>, flaws: Flaws): readonly string[] {
  return node === undefined ? [] : (readTexts(node, { ...rules, empty: '' }, flaws) ?? []);
}

function number(node: Node | undefined): number | undefined {
  return node?.type === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}
