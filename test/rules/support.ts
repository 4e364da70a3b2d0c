import { existsSync, readFileSync } from 'node:fs';
import { checkRule } from '../../src/rules/check.ts';
import { compileRule } from '../../src/rules/evaluate.ts';
import { readInstant, type Instant } from '../../src/rules/instant.ts';
import type { Verdict } from '../../src/rules/outcome.ts';
import { parseRule } from '../../src/rules/parse.ts';
import type { Rule } from '../../src/rules/ast.ts';
import type { RuleObject, RuleValue } from '../../src/rules/value.ts';

/** Real rules and cases, which live beside the project and not in it. */
const data = new URL('../../../shared/data/rules/', import.meta.url);

export interface RuleCase {
  readonly rule: string;
  readonly kind: 'user' | 'device';
  readonly expect: 'valid' | 'invalid' | 'unknown';
  readonly why: string;
}

export interface EvaluationCase {
  readonly id: string;
  readonly kind: 'user' | 'device';
  readonly rule: string;
  readonly object: Readonly<Record<string, RuleValue>>;
  readonly expected: boolean | null;
  readonly why: string;
}

export const hasData = existsSync(new URL('corpus.jsonl', data));

/** The records of one file of cases; none where the file is absent. */
export function cases<T>(name: string): T[] {
  const file = new URL(name, data);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** A text as a rule. */
export function ruleOf(text: string): Rule {
  const { rule, problems } = parseRule(text);
  if (rule === undefined) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  return rule;
}

export const noon: Instant = readInstant('2025-05-21T12:00:00Z') ?? 0;

/** What a rule says of an object. */
export function verdict(text: string, object: RuleObject, at: Instant = noon): Verdict {
  return compileRule(ruleOf(text))(object, at);
}

/** The errors of a rule as `offset code`. */
export function errorsOf(text: string): string[] {
  return checkRule(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ offset, code }) => `${offset} ${code}`);
}

/** The findings of a rule that are no errors, as codes. */
export function findingsOf(text: string): string[] {
  return checkRule(text)
    .problems.filter(({ severity }) => severity !== 'error')
    .map(({ code }) => code);
}

/** Rules of every kind, for laws and mutations where the real ones are absent. */
export const samples: readonly string[] = [
  'user.department -eq "Sales"',
  '(user.department -eq "Sales") -or (user.department -eq "Marketing") -and (user.userType -ne "Guest")',
  'user.accountEnabled -eq true and not (user.jobTitle -startsWith "SDE")',
  'user.city -notIn ["Lagos", "São Paulo"] -and user.mail -ne null',
  'user.assignedPlans -any (assignedPlan.servicePlanId -eq "efb87545-963c-4e0d-99df-69c6916d9eb0" -and assignedPlan.capabilityStatus -eq "Enabled")',
  'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)',
  'user.proxyAddresses -any (_ -contains "@contoso.com")',
  'device.devicePhysicalIds -any _ -startsWith "[ZTDId]"',
  'device.deviceOSType -eq "Windows" -and device.displayName -match "^*C*.0$"',
  'user.employeeHireDate -ge (system.now -minus P30D) -and user.employeeHireDate -le system.now -plus p7dt3h',
  'Direct Reports for "62e19b97-8b3d-4d4a-a106-4ce66896a863"',
  "user.memberof -any (group.objectId -in ['11111111-1111-1111-1111-111111111111'])",
  'user.extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber -eq "R`"D"',
  "(user.country -eq 'United States')\nOR\n(user.department -eq \"Women''s Health\")",
];
