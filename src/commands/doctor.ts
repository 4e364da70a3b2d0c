import { load } from '../config/load.ts';
import type { Desired } from '../core/desired/desired.ts';
import { failure, fine, type DoctorLine } from '../core/doctor/line.ts';
import { countOf, type DoctorReport } from '../core/doctor/report.ts';
import type { Part } from '../core/permissions/requirement.ts';
import { TenantryError } from '../core/problem.ts';
import { showDoctor } from '../render/text/doctor.ts';
import { count } from '../render/text/summary.ts';
import { checkUp } from './check-up.ts';
import { exitCodes } from './exit-codes.ts';
import { printJson, showResult } from './showing.ts';
import type { ExaminingWorld } from './world.ts';

export interface DoctorOptions {
  readonly directory: string;
  /** As whom to judge the permissions; absent: as a writer, where anything that is held writes. */
  readonly as?: Part;
  readonly json: boolean;
  readonly endpoint?: string;
  readonly trace?: string;
}

/**
 * Looks at everything that a plan and an apply need, and goes on after what fails. Writes nothing. Returns the exit code:
 * 1 where anything keeps a plan or an apply from working.
 */
export async function doctor(options: DoctorOptions, world: ExaminingWorld): Promise<number> {
  const report = await examineAll(options, world);
  const { terminal } = world;
  if (options.json) printJson({ format: 1, ...report }, terminal);
  else showResult(showDoctor(report, terminal.columns), terminal);
  return countOf(report.lines, 'failure') > 0 ? exitCodes.error : exitCodes.success;
}

async function examineAll(options: DoctorOptions, world: ExaminingWorld): Promise<DoctorReport> {
  const { directory } = options;
  const program = programLines(world);
  const { desired, lines: files } = await filesLines(directory, world);
  if (!desired) return { directory, lines: [...program, ...files] };
  const found = await checkUp(desired, options, world);
  return {
    ...found,
    directory,
    tenantId: desired.settings.tenant.id,
    lines: [...program, ...files, ...found.lines],
  };
}

/** What the program is written for: `engines` in package.json. */
const oldestNode = 24;

function programLines({ version, nodeVersion }: ExaminingWorld): readonly DoctorLine[] {
  const text = `Tenantry ${version} on Node.js ${nodeVersion}.`;
  return [
    Number(nodeVersion.split('.')[0]) >= oldestNode
      ? fine('program', 'version', text)
      : failure('program', 'version', {
          text: `${text} It needs ${oldestNode} or newer.`,
          next: `Install Node.js ${oldestNode} from https://nodejs.org.`,
        }),
  ];
}

async function filesLines(
  directory: string,
  { files, program }: ExaminingWorld,
): Promise<{ readonly desired?: Desired; readonly lines: readonly DoctorLine[] }> {
  try {
    const { desired, problems, findings } = load(await files.read(directory), directory);
    const said = findings.length === 0 ? '' : `, with ${count(findings.length, 'finding')}`;
    const problem =
      problems.length === 0
        ? []
        : [
            failure('files', 'configuration', {
              text: `${directory} has ${count(problems.length, 'problem')}; what follows is judged without the entries concerned.`,
              next: `Run \`${program} validate${directory === 'tenant' ? '' : ` ${directory}`}\`, which lists each with its place and how to mend it.`,
            }),
          ];
    if (!desired) return { lines: problem };
    const { users, groups, definitions, settings } = desired;
    const declared = [
      count(users.length, 'user'),
      count(groups.length, 'group'),
      count(definitions.length, 'extension'),
    ];
    return {
      desired,
      lines: [
        ...problem,
        ...(problem.length > 0
          ? []
          : [fine('files', 'configuration', `${directory} is valid${said}: ${declared.join(', ')}.`)]),
        fine(
          'files',
          'tenant',
          `The files are about tenant ${settings.tenant.id} (cloud ${settings.tenant.cloud}).`,
        ),
      ],
    };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return {
      lines: error.problems.map(({ message, remedy }) =>
        failure('files', 'configuration', { text: message, next: remedy }),
      ),
    };
  }
}
