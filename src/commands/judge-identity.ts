import type { Desired } from '../core/desired/desired.ts';
import { personLines } from '../core/doctor/identity.ts';
import { failure, fine, warning, type DoctorLine } from '../core/doctor/line.ts';
import type { Identity } from '../core/doctor/observed.ts';
import { permissionLines } from '../core/doctor/permissions.ts';
import type { DoctorReport } from '../core/doctor/report.ts';
import type { Facts } from '../core/permissions/facts.ts';
import { managedGroups } from '../core/permissions/files.ts';
import { heldBy, judge } from '../core/permissions/judge.ts';
import { neededPermissions, requirementsOf, type NeededPermissions } from '../core/permissions/needed.ts';
import { exchangeReading } from '../core/permissions/permission.ts';
import type { Part } from '../core/permissions/requirement.ts';
import { writingRequirements } from '../core/permissions/writing.ts';
import { count } from '../render/text/summary.ts';
import type { Attempted } from './attempt.ts';
import { needsExchange, type ExchangeAnswer } from './exchange-check.ts';
import type { Planned } from './planning.ts';

type Judged = Pick<DoctorReport, 'lines' | 'part' | 'needs' | 'consent'>;

/** What the identity is allowed against what these files need, and whether a plan came of it. */
export function judgeIdentity(
  desired: Desired,
  facts: Facts,
  as: Part | undefined,
  graph: Identity | undefined,
  exchange: Identity | undefined,
  exchangeAnswers: ExchangeAnswer,
  planned: Attempted<Planned> | undefined,
): Judged {
  const needs = neededPermissions(desired, facts);
  if (!graph)
    return {
      needs,
      lines: [
        ...needLines(needs, 'A practice tenant asks for no permission; a real one does.'),
        ...planLines(planned),
      ],
    };
  if (graph.kind === 'person')
    return { needs, lines: [...personLines(graph, whatIsWritten(desired)), ...planLines(planned)] };
  const held = heldBy(graph, exchange, exchangeAnswers === 'yes');
  const part = as ?? partOf(desired, facts, held);
  const { missing, excess } = judge(requirementsOf(part, desired, facts), held);
  const inRole = missing.filter(({ name }) => unseen(name, exchangeAnswers));
  const rest = missing.filter((each) => !inRole.includes(each));
  const lacksConsent = rest.some(({ name }) => !name.includes(' '));
  return {
    needs,
    part,
    lines: [
      ...permissionLines(part, rest, excess, needs[part].length),
      ...inRole.map(() => customRole),
      ...planLines(planned),
      ...applyLines(part, as, rest.filter(({ required }) => required).length, planned),
    ],
    ...(lacksConsent && graph.application !== undefined
      ? { consent: consentLink(desired, graph.application) }
      : {}),
  };
}

/** What the files take, where nobody's permissions can be looked at. */
export function needLines(needs: NeededPermissions, why: string): readonly DoctorLine[] {
  const names = (part: Part): string => needs[part].map(({ name }) => name).join(', ');
  return [
    fine(
      'permissions',
      'needs',
      `${why} To plan these files an application needs: ${names('reader')}. To apply them: ${names('writer')}.`,
    ),
  ];
}

/** A role group within Exchange may allow writing, and no token tells. */
const unseen = (name: string, answers: ExchangeAnswer): boolean =>
  answers === 'yes' && name.startsWith('Exchange ') && name !== exchangeReading;

const customRole: DoctorLine = warning('exchange', 'exchange-writing', {
  text: 'Exchange lets recipients be read; whether it lets extension attributes be written shows in the first apply. The directory role Exchange Recipient Administrator is not assigned, and a role group within Exchange, which would do, stands in no token.',
  next: 'If there is no such role group, a Privileged Role Administrator assigns the directory role Exchange Recipient Administrator to the application.',
  permission: 'Exchange Recipient Administrator',
});

/** Whoever holds anything that only writing takes is meant to write. */
function partOf(desired: Desired, facts: Facts, held: ReadonlySet<string>): Part {
  const reading = new Set(
    requirementsOf('reader', desired, facts).flatMap(({ anyOf }) => anyOf.flatMap((set) => set[0] ?? [])),
  );
  const writes = writingRequirements(desired, facts).some(({ anyOf }) =>
    anyOf.some((set) => set.some((name) => held.has(name) && /Write|Enable|Recipient Admin/.test(name))),
  );
  return writes || [...held].some((name) => !reading.has(name) && /ReadWrite/.test(name))
    ? 'writer'
    : 'reader';
}

function planLines(planned: Attempted<Planned> | undefined): readonly DoctorLine[] {
  if (!planned) return [];
  if ('problems' in planned)
    return planned.problems.map(({ message, remedy }) =>
      failure('plan', 'plan', { text: `No plan can be made. ${message}`, next: remedy }),
    );
  const { live, plan } = planned.value;
  const read = `${count(live.users.length, 'user')} and ${count(live.groups.length, 'group')} were read`;
  return [
    fine('plan', 'plan', `A plan can be made: ${read}; it has ${count(plan.changes.length, 'change')}.`),
  ];
}

function applyLines(
  part: Part,
  as: Part | undefined,
  missing: number,
  planned: Attempted<Planned> | undefined,
): readonly DoctorLine[] {
  if (part === 'reader')
    return as === 'reader'
      ? []
      : [
          fine(
            'plan',
            'apply',
            'This identity plans and does not apply, as the reader of two should. Judge another one as the writer with --as writer.',
          ),
        ];
  if (missing > 0)
    return [
      failure('plan', 'apply', {
        text: `An apply of these files fails, or a part of it: ${missing === 1 ? 'a permission or role is' : `${missing} permissions and roles are`} missing.`,
        next: 'Have them granted as said above.',
      }),
    ];
  if (!planned || 'problems' in planned) return [];
  return [fine('plan', 'apply', 'An apply of these files has what it needs.')];
}

function whatIsWritten(desired: Desired) {
  const users = desired.users.some(({ attributes }) => Object.keys(attributes).length > 0);
  return {
    writing: [
      ...(users ? (['user'] as const) : []),
      ...(managedGroups(desired).length > 0 ? (['group'] as const) : []),
    ],
    exchange: needsExchange(desired),
  };
}

const logins = {
  global: 'https://login.microsoftonline.com',
  usGovernment: 'https://login.microsoftonline.us',
  usGovernmentDoD: 'https://login.microsoftonline.us',
  china: 'https://login.chinacloudapi.cn',
} as const;

/** https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent */
const consentLink = ({ settings: { tenant } }: Desired, application: string): string =>
  `${logins[tenant.cloud]}/${tenant.id}/adminconsent?client_id=${application}`;
