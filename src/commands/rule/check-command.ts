import { checkRule } from '../../rules/check.ts';
import { jsonText } from '../../render/json.ts';
import { showCheck, showFormatProblems } from '../../render/text/rule-check.ts';
import { paint } from '../../render/text/lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { showResult } from '../showing.ts';
import type { World } from '../world.ts';
import { answerCheck, checkAnswer } from './check-answer.ts';
import { answerLines, type Input } from './json-lines.ts';
import { ruleArgument } from './rule-argument.ts';

export interface RuleCheckOptions {
  /** `-` for stdin: the whole of it is one rule, or with `json` each line is one. */
  readonly rule?: string;
  readonly json: boolean;
}

/** Says what is wrong with a rule, and its canonical form. Returns the exit code. */
export async function ruleCheck(options: RuleCheckOptions, input: Input, world: World): Promise<number> {
  if (options.json && options.rule === '-') return answerLines(input, answerCheck, world);
  const { terminal } = world;
  const text = await ruleArgument(options.rule, input);
  const checked = checkRule(text);
  if (options.json) terminal.print(`${jsonText(checkAnswer(text, checked))}\n`);
  else showResult(showCheck(text, checked, terminal.columns), terminal);
  return checked.valid ? exitCodes.success : exitCodes.invalidConfiguration;
}

/** Prints the canonical form of a rule alone, fit for a pipe; what is wrong goes to stderr. */
export async function ruleFormat(options: RuleCheckOptions, input: Input, world: World): Promise<number> {
  if (options.json && options.rule === '-') return answerLines(input, answerCheck, world);
  const { terminal } = world;
  const text = await ruleArgument(options.rule, input);
  const checked = checkRule(text);
  if (options.json) terminal.print(`${jsonText(checkAnswer(text, checked))}\n`);
  else if (checked.formatted !== undefined) terminal.print(`${checked.formatted}\n`);
  else terminal.say(paint(showFormatProblems(text, checked, terminal.columns), false).trimEnd());
  return checked.valid ? exitCodes.success : exitCodes.invalidConfiguration;
}
