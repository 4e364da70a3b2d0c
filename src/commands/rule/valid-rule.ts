import { InvalidConfiguration } from '../../core/problem.ts';
import type { Rule } from '../../rules/ast.ts';
import { checkRule } from '../../rules/check.ts';

/** The tree of a rule. Throws with everything that is wrong with it. */
export function validRule(text: string): Rule {
  const { valid, rule, problems } = checkRule(text, { findings: { 'ordering-of-text': 'warning' } });
  if (valid && rule) return rule;
  throw new InvalidConfiguration(
    problems
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message, offset }) => {
        const near = text.slice(offset, offset + 30);
        const end = /[.!?] (?=[A-Z`])/.exec(message);
        const what = (end ? message.slice(0, end.index) : message).replace(/[.!?]$/, '');
        return {
          id: code,
          message: `${what}, ${near === '' ? 'at the end of the rule' : `at \`${near}\``}.`,
          remedy: end ? message.slice(end.index + 2) : '`tenantry rule check` shows the place.',
        };
      }),
  );
}
