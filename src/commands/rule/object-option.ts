import { TenantryError } from '../../core/problem.ts';
import type { Instant } from '../../rules/instant.ts';
import type { RuleObject } from '../../rules/value.ts';
import { readObject } from './eval-answer.ts';

/** The object that `--object` gives as JSON. */
export function objectOption(
  text: string | undefined,
  now: () => Instant,
): { readonly values: RuleObject; readonly at: Instant } {
  if (text === undefined) throw problem('It has not been said about whom the rule is asked.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem('What stands after --object is no JSON.');
  }
  const object = readObject(value, now);
  if ('error' in object) throw problem(object.error.replace('"object"', 'What stands after --object'));
  return object;
}

const problem = (message: string): TenantryError =>
  new TenantryError({
    id: 'object',
    message,
    remedy:
      'Give an object by the names of rule properties: --object \'{"department": "Sales", "accountEnabled": true}\'.',
  });
