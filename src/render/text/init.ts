import { shellWord } from '../../core/shell-word.ts';
import { blank, line, paragraph, span, width, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

/** What becomes of one file of a new repository. */
export interface FileFate {
  readonly path: string;
  readonly why: string;
  readonly fate: 'new' | 'extended' | 'same' | 'kept' | 'other' | 'byHand';
  /** For `byHand`: what is to be added. */
  readonly add?: readonly string[];
}

/** Every file with what becomes of it. */
export function showFates(fates: readonly FileFate[], columns: number): readonly Line[] {
  const made = fates.filter(({ fate }) => fate === 'new' || fate === 'extended');
  const left = fates.filter(({ fate }) => !['new', 'extended', 'same'].includes(fate));
  const same = fates.length - made.length - left.length;
  const column = Math.min(46, Math.max(0, ...made.map(({ path }) => width(path))));
  return [
    ...(made.length === 0 ? [] : [line(span('Files', 'heading'))]),
    ...made.flatMap(({ path, why, fate }) =>
      wrap(
        [
          span(fate === 'new' ? '+ ' : '~ ', fate === 'new' ? 'added' : 'changed'),
          span(path, 'name'),
          span(' '.repeat(Math.max(2, column + 2 - width(path)))),
          span(fate === 'new' ? why : `added to it: ${why}`, 'quiet'),
        ],
        columns,
        column + 6,
        2,
      ),
    ),
    ...(same > 0
      ? paragraph(
          `${count(same, 'file')} ${same === 1 ? 'is' : 'are'} as they should be already.`,
          columns,
          2,
          'quiet',
        )
      : []),
    ...(left.length === 0 ? [] : [blank, line(span('Left as they are', 'heading'))]),
    ...left.flatMap((each) => showLeft(each, columns)),
  ];
}

function showLeft({ path, fate, add = [] }: FileFate, columns: number): readonly Line[] {
  return [
    line('  ', span('! ', 'warning'), span(path, 'name')),
    ...paragraph(leftSentence(fate), columns, 4),
    ...add.map((text) => line('      ', span(text))),
  ];
}

function leftSentence(fate: FileFate['fate']): string {
  switch (fate) {
    case 'byHand':
      return 'There is one already. Add to it by hand:';
    case 'other':
      return 'It is not that of this version of Tenantry. If you did not change it yourself, delete it and run init again to have the new one.';
    case 'kept':
    case 'new':
    case 'extended':
    case 'same':
      return 'There is one already, which stays as it is, whatever was asked for. `tenantry validate` says whether it can be used.';
  }
}

export interface Next {
  readonly program: string;
  readonly directory: string;
  readonly isRepository: boolean;
  readonly repository: { readonly host: string; readonly name: string } | undefined;
  readonly hasOwners: boolean;
  /** Accounts for emergencies that tenant.yaml does not protect, none where nobody has named any; absent where all is well. */
  readonly unprotected: readonly string[] | undefined;
}

function unprotectedSentence(accounts: readonly string[]): string {
  if (accounts.length === 0)
    return 'No account for emergencies is protected yet: write it under `protected` in tenant/tenant.yaml.';
  const are = accounts.length === 1 ? 'is' : 'are';
  return `${accounts.join(', ')} ${are} not protected, since tenant/tenant.yaml stays as it is. Write there: protected: { users: [${accounts.map((each) => JSON.stringify(each)).join(', ')}] }`;
}

const guide = 'https://github.com/tenantry/tenantry/blob/main/docs/first-steps.md';

/** What to do now, in order. */
export function showNext(next: Next, columns: number): readonly Line[] {
  const { program, directory, isRepository, repository } = next;
  const commands: (readonly [string, string])[] = [
    ...(directory === '.' ? [] : [[`cd ${shellWord(directory)}`, ''] as const]),
    ...(isRepository ? [] : [['git init -b main', 'the folder is in no Git repository yet'] as const]),
    [`${program} import`, 'write who is in the tenant into files; sign in first, such as with az login'],
    [`${program} validate`, 'are the files right? Asks no tenant'],
    [`${program} plan`, 'what would change; after import nothing'],
    [
      `${program} setup --repository ${repository?.name ?? 'OWNER/NAME'}`,
      'how to make the two identities: the reader plans, the writer applies',
    ],
    [`${program} doctor`, 'is everything there that the files need?'],
  ];
  const column = Math.max(...commands.map(([command]) => command.length));
  const settings = repository ? `https://${repository.host}/${repository.name}/settings` : undefined;
  const steps = [
    `On GitHub, make the environments tenantry-plan and tenant before you push: Apply runs at each push to main, and fails until tenant names the writer.${settings === undefined ? '' : ` ${settings}/environments`}`,
    'Commit and push.',
    `Protect main with a ruleset, so that nothing is applied that nobody approved.${settings === undefined ? '' : ` ${settings}/rules`}`,
  ];
  const missing = [
    ...(next.unprotected === undefined ? [] : [unprotectedSentence(next.unprotected)]),
    ...(next.hasOwners
      ? []
      : ['Nobody owns tenant/ and .github/ yet: run init again with --owners @contoso/tenant-admins.']),
  ];
  return [
    blank,
    ...(missing.length === 0 ? [] : [line(span('Still missing', 'heading'))]),
    ...missing.flatMap((text) => wrap([span('! ', 'warning'), span(text)], columns, 4, 2)),
    ...(missing.length === 0 ? [] : [blank]),
    line(span('Next', 'heading')),
    ...commands.flatMap(([command, what]) =>
      wrap([span(command.padEnd(column + 2), 'name'), span(what, 'quiet')], columns, column + 4, 2),
    ),
    ...steps.flatMap((text) => paragraph(text, columns, 2)),
    ...paragraph(`Each of these steps, with what to click: ${guide}`, columns, 2),
  ];
}
