import { TenantryError } from '../../core/problem.ts';
import { wholeText, type Input } from './json-lines.ts';

/** The rule that an argument gives, or the whole of stdin where it is `-`. */
export async function ruleArgument(argument: string | undefined, input: Input): Promise<string> {
  if (argument === undefined)
    throw new TenantryError({
      id: 'no-rule',
      message: 'No rule was given.',
      remedy:
        'Give it as one argument in single quotes, \'user.department -eq "Sales"\', or write - and pipe it in.',
    });
  return argument === '-' ? wholeText(input) : argument;
}
