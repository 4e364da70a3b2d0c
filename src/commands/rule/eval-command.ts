import { TenantryError } from '../../core/problem.ts';
import { jsonText } from '../../render/json.ts';
import { outcomeWords } from '../../render/text/explanation.ts';
import { exitCodes } from '../exit-codes.ts';
import type { World } from '../world.ts';
import { answerEval } from './eval-answer.ts';
import { answerLines, type Input } from './json-lines.ts';
import { objectOption } from './object-option.ts';
import { validRule } from './valid-rule.ts';
import { compileRule } from '../../rules/evaluate.ts';
import { ruleArgument } from './rule-argument.ts';

export interface RuleEvalOptions {
  readonly rule?: string;
  /** `-`: JSON Lines from stdin, of which those without a rule are about `rule`. */
  readonly lines?: string;
  readonly json: boolean;
  /** One object as JSON. */
  readonly object?: string;
}

/** Says whether an object meets a rule, or answers JSON Lines. Returns the exit code. */
export async function ruleEval(options: RuleEvalOptions, input: Input, world: World): Promise<number> {
  const now = (): number => world.clock.now().getTime();
  if (options.lines !== undefined && options.lines !== '-') throw tooMuch(options.lines);
  if (options.json && (options.rule === '-' || options.lines === '-'))
    return answerLines(input, answerEval(options.rule === '-' ? undefined : options.rule, now), world);
  const text = await ruleArgument(options.rule, input);
  const { values, at } = objectOption(options.object, now);
  const verdict = compileRule(validRule(text))(values, at);
  world.terminal.print(options.json ? `${jsonText(verdict)}\n` : `${outcomeWords(verdict)}\n`);
  return exitCodes.success;
}

const tooMuch = (argument: string): TenantryError =>
  new TenantryError({
    id: 'argument',
    message: `After the rule only - can stand, which reads JSON Lines; found ${argument}.`,
    remedy: 'Put the whole rule into single quotes, and the object after --object.',
  });
