import { indexLive } from '../../core/match/live-index.ts';
import { TenantryError } from '../../core/problem.ts';
import { showRuleExplanation } from '../../render/text/why.ts';
import type { Rule } from '../../rules/ast.ts';
import { explainRule } from '../../rules/explain.ts';
import type { Instant } from '../../rules/instant.ts';
import type { RuleObject } from '../../rules/value.ts';
import { kindOf } from '../../rules/walk.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPerson, nameOfUser } from '../find-person.ts';
import { ruleView } from '../rule-view.ts';
import { showResult } from '../showing.ts';
import { askTenant, type AskingOptions } from '../tenant-reading.ts';
import type { World } from '../world.ts';
import type { Input } from './json-lines.ts';
import { objectOption } from './object-option.ts';
import { ruleArgument } from './rule-argument.ts';
import { validRule } from './valid-rule.ts';

export interface RuleExplainOptions extends AskingOptions {
  readonly rule?: string;
  /** A live user, by user principal name, id or mail address. */
  readonly user?: string;
  /** An object as JSON instead of a live one. */
  readonly object?: string;
}

/** Shows what every part of a rule comes to for one person, and which part decides. Returns the exit code. */
export async function ruleExplain(options: RuleExplainOptions, input: Input, world: World): Promise<number> {
  const { user, object } = options;
  if ((user === undefined) === (object === undefined))
    throw new TenantryError({
      id: 'argument',
      message: 'A rule is explained for one person or for one object.',
      remedy: 'Give either --user adele.vance@contoso.com or --object \'{"department": "Sales"}\'.',
    });
  const text = await ruleArgument(options.rule, input);
  const rule = validRule(text);
  const now = world.clock.now().getTime();
  if (user === undefined) {
    const { values, at } = objectOption(object, () => now);
    show('The object', rule, values, at, world);
  } else {
    if (kindOf(rule) === 'device')
      throw new TenantryError({
        id: 'argument',
        message: 'The rule is about devices, so it says nothing of a user.',
        remedy: 'Give a device with --object.',
      });
    await askTenant(options, { rule: text }, world, async ({ users, groups }) => {
      const person = findPerson(user, indexLive({ users, groups }));
      show(nameOfUser(person), rule, ruleView(rule, person), now, world);
    });
  }
  return exitCodes.success;
}

function show(name: string, rule: Rule, object: RuleObject, at: Instant, { terminal }: World): void {
  showResult(showRuleExplanation(name, explainRule(rule, object, at), terminal.columns), terminal);
}
