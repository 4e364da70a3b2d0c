import type { ActionInputs } from '../commands/action/run-action.ts';
import { TenantryError, type Problem } from '../core/problem.ts';
import { redactions } from '../render/redaction.ts';

/** The inputs of the Action, as a `with:` gives them. Throws TenantryError with all that are wrong. */
export function actionInputs(input: (name: string) => string): ActionInputs {
  const problems: Problem[] = [];
  const choice = <T extends string>(name: string, choices: readonly T[]): T => {
    const text = input(name);
    const found = choices.find((each) => each === text);
    if (found !== undefined) return found;
    problems.push({
      id: 'action-input',
      message: `The input \`${name}\` is ${text === '' ? 'missing' : JSON.stringify(text)}.`,
      remedy: `Write one of ${choices.join(', ')}.`,
    });
    return choices[0] as T;
  };
  const fileName = (name: string): string => {
    const text = input(name);
    if (!/^[\w.-]+\.ya?ml$/.test(text))
      problems.push({
        id: 'action-input',
        message: `The input \`${name}\` is ${JSON.stringify(text)}, which is no file name of a workflow.`,
        remedy: 'Write it as it is called in .github/workflows, such as `plan.yml`.',
      });
    return text;
  };
  const filled = (name: string): string => {
    const text = input(name);
    if (text === '')
      problems.push({
        id: 'action-input',
        message: `The input \`${name}\` is empty.`,
        remedy: 'Leave it out of `with:`, and its default counts.',
      });
    return text;
  };
  const inside = (name: string): string => {
    const text = filled(name).replace(/^\.\//, '').replace(/\/+$/, '');
    if (/^(?:\/|[A-Za-z]:)|(?:^|[/\\])\.\.(?:$|[/\\])/.test(text))
      problems.push({
        id: 'action-input',
        message: `The input \`${name}\` is ${JSON.stringify(text)}, which is no folder of the repository.`,
        remedy: 'Write its path from the top of the repository, such as `tenant`.',
      });
    return text;
  };
  const seconds = (name: string): number => {
    const text = input(name) || '0';
    if (/^\d{1,6}$/.test(text)) return Number(text);
    problems.push({
      id: 'action-input',
      message: `The input \`${name}\` is ${JSON.stringify(text)}, which is no number of seconds.`,
      remedy: 'Write a whole number, such as 600.',
    });
    return 0;
  };
  const optional = <N extends string>(name: N): Partial<Record<N, string>> => {
    const text = input(name);
    return text === '' ? {} : ({ [name]: text } as Partial<Record<N, string>>);
  };
  const redaction = choice('redaction', ['auto', ...redactions]);
  const inputs: ActionInputs = {
    command: choice('command', ['plan', 'apply', 'drift', 'validate']),
    stage: choice('stage', ['prepare', 'write']),
    directory: inside('directory'),
    ...(redaction === 'auto' ? {} : { redaction }),
    environment: filled('environment'),
    planWorkflow: fileName('plan-workflow'),
    applyWorkflow: fileName('apply-workflow'),
    folder: filled('folder'),
    store: choice('store', ['artifact', 'branch']),
    wait: seconds('wait'),
    accept: choice('accept', ['false', 'true']) === 'true',
    ...optional('endpoint'),
    ...optional('trace'),
  };
  if (problems.length > 0) throw new TenantryError(problems);
  return inputs;
}
