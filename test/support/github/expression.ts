import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions of a workflow can read, by name of the context: https://docs.github.com/actions/reference/workflows-and-actions/contexts */
export type Contexts = Readonly<Record<string, unknown>>;

/** How it went so far, for `success()` and its like. */
export type Status = 'success' | 'failure';

/** What is between `${{` and `}}`, evaluated as GitHub does it. */
function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = [
    ['success', status === 'success'],
    ['failure', status === 'failure'],
    ['always', true],
    ['cancelled', false],
  ] as const;
  const definitions = functions.map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), definitions).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parsed, known, new Map(definitions.map((each) => [each.name, each]))).evaluate();
}

/** A text with its expressions evaluated. */
export const filledIn = (text: string, contexts: Contexts): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, inner: string) =>
    evaluate(inner, contexts, 'success').coerceString(),
  );

/** Whether an `if:` lets a job or a step run. Without a function of status it wants that all went well. */
export function isLetRun(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status === 'success';
  const inner = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition;
  const asks = /\b(?:success|failure|always|cancelled)\s*\(/.test(inner);
  const value = evaluate(inner, contexts, status);
  return (asks || status === 'success') && truthy(value);
}

const truthy = (value: data.ExpressionData): boolean =>
  !(value.kind === data.Kind.Null || ['', '0', 'false', 'NaN'].includes(value.coerceString()));
