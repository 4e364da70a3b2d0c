import type { Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** The rule language by itself. */
export function addRuleCommands(program: Command, world: WritingWorld, exit: Exit): void {
  const rule = program
    .command('rule')
    .description('Membership rules by themselves: check, format, eval, explain.');
  const text = ['[rule]', 'one rule as one argument, or - for stdin'] as const;
  const json = [
    '--json',
    'answer in JSON; with - for the rule, one line for each line of stdin',
    false,
  ] as const;

  rule
    .command('check')
    .description('Say what is wrong with a rule, and its canonical form. Exits with 3 where it is invalid.')
    .argument(...text)
    .option(...json)
    .addHelpText(
      'after',
      `\n--json - reads {"rule": "…"} a line and answers a line\n{"rule", "valid", "problems", "formatted"}.\n${quoting}${examples(
        [
          `rule check 'user.department -eq "Sales"'`,
          'rule check - < rule.txt',
          'rule check --json - < rules.jsonl',
        ],
      )}`,
    )
    .action(async (given: string | undefined, options: { json: boolean }) =>
      exit(
        await (
          await import('../commands/rule/check-command.ts')
        ).ruleCheck({ ...ruleOf(given), ...options }, stdin(world.signal), world),
      ),
    );

  rule
    .command('format')
    .description('Print the canonical form of a rule. Exits with 3 where it is invalid.')
    .argument(...text)
    .option(...json)
    .addHelpText(
      'after',
      `\n${quoting}${examples([`rule format 'USER.department -EQ "Sales"'`, 'rule format - < rule.txt'])}`,
    )
    .action(async (given: string | undefined, options: { json: boolean }) =>
      exit(
        await (
          await import('../commands/rule/check-command.ts')
        ).ruleFormat({ ...ruleOf(given), ...options }, stdin(world.signal), world),
      ),
    );

  rule
    .command('eval')
    .description('Say whether an object meets a rule.')
    .argument(...text)
    .argument('[lines]', '- for JSON Lines from stdin, which then need no "rule"')
    .option(...json)
    .option('--object <json>', 'the object, by names of rule properties')
    .addHelpText(
      'after',
      `\n--json - reads {"kind": "user", "rule": "…", "object": {…}} a line and answers\n{"member": true}, false, or null with a "reason". Objects have rule properties\nwithout prefix; what is absent is empty. $manager is the id of the manager, $now\nthe instant for system.now.\n${quoting}${examples(
        [
          `rule eval 'user.city -eq "Berlin"' --object '{"city": "Berlin"}'`,
          'rule eval --json - < cases.jsonl',
        ],
      )}`,
    )
    .action(
      async (
        given: string | undefined,
        lines: string | undefined,
        options: { json: boolean; object?: string },
      ) =>
        exit(
          await (
            await import('../commands/rule/eval-command.ts')
          ).ruleEval(
            { ...ruleOf(given), ...(lines === undefined ? {} : { lines }), ...options },
            stdin(world.signal),
            world,
          ),
        ),
    );

  rule
    .command('explain')
    .description('Show what every part of a rule comes to for one person, and which part decides.')
    .argument(...text)
    .argument(...directory)
    .option('--user <name>', 'a live user: user principal name, id or mail address')
    .option('--object <json>', 'an object instead, by names of rule properties; asks no tenant')
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      `\n${quoting}${examples([
        `rule explain 'user.city -eq "Berlin"' --user adele.vance@contoso.com`,
        `rule explain 'user.city -eq "Berlin"' --object '{"city": "Berlin"}'`,
      ])}`,
    )
    .action(
      async (
        given: string | undefined,
        dir: string,
        options: AskingFlags & { user?: string; object?: string },
      ) =>
        exit(
          await (
            await import('../commands/rule/explain-command.ts')
          ).ruleExplain({ ...ruleOf(given), directory: dir, ...options }, stdin(world.signal), world),
        ),
    );
}

const quoting = `
A rule is one argument. In bash, zsh and PowerShell 7 put it into single quotes,
'…', so that its double quotes and $ stay; an apostrophe in it is written '\\''
in bash and zsh, '' in PowerShell. In cmd.exe use "…", and \\" inside. A rule
that begins with - comes after --.
`;

const ruleOf = (rule: string | undefined): { rule?: string } => (rule === undefined ? {} : { rule });

/** What is piped in, as text; it ends where the command is interrupted. */
async function* stdin(signal: AbortSignal): AsyncGenerator<string> {
  signal.addEventListener('abort', () => process.stdin.destroy());
  try {
    for await (const piece of process.stdin.setEncoding('utf8')) yield String(piece);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
