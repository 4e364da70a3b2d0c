import { signingJobs } from '../config/workflow-jobs.ts';
import { federationLines, registrationLines, wayLines } from '../core/doctor/credentials.ts';
import { networkLines } from '../core/doctor/clock.ts';
import { identityLines } from '../core/doctor/identity.ts';
import type { DoctorReport } from '../core/doctor/report.ts';
import { hybridLines, licenceLines, unknownLicences } from '../core/doctor/tenant.ts';
import { workflowLines } from '../core/doctor/workflows.ts';
import { failure, warning, type DoctorLine, type Topic } from '../core/doctor/line.ts';
import type { Desired } from '../core/desired/desired.ts';
import { neededPermissions } from '../core/permissions/needed.ts';
import { seeDoctor } from '../core/permissions/how-to-allow.ts';
import type { Facts } from '../core/permissions/facts.ts';
import { factsOf, factsOfGroups } from '../core/permissions/facts-of.ts';
import type { Problem } from '../core/problem.ts';
import { always } from '../read/always.ts';
import type { Answer, Query } from '../ports.ts';
import type { DoctorOptions } from './doctor.ts';
import { attempt } from './attempt.ts';
import { exchangeCheck } from './exchange-check.ts';
import { judgeIdentity, needLines } from './judge-identity.ts';
import { planAgainst, targetOf, type Planned } from './planning.ts';
import type { ExaminingWorld } from './world.ts';

/** What is looked at from outside in: the machine, the network, the sign-in, the tenant, what is allowed there. */
export async function checkUp(
  head: Desired,
  options: DoctorOptions,
  world: ExaminingWorld,
): Promise<Pick<DoctorReport, 'lines' | 'part' | 'identity' | 'needs' | 'consent'>> {
  const target = targetOf({ head }, options);
  const { terminal } = world;
  const lines: DoctorLine[] = [];
  const note = (topic: Topic, id: string, problems: readonly Problem[]): void =>
    void lines.push(
      ...problems.map(({ message, remedy }) => failure(topic, id, { text: message, next: remedy })),
    );

  const looked = await attempt(() => world.examine(target));
  if ('problems' in looked) {
    note('sign-in', 'way-in', looked.problems);
    return nobodyJudged(head, lines);
  }
  const examination = looked.value;
  const { way } = examination;
  const now = world.clock.now().getTime();
  terminal.progress('asking the hosts');
  lines.push(...wayLines(way, now), ...networkLines(await examination.reach()));

  terminal.progress('signing in');
  const graph = await attempt(() => examination.identity('graph'));
  const signedIn = !('problems' in graph);
  const identity = signedIn ? graph.value : undefined;
  if ('problems' in graph) noteOnce(lines, 'sign-in', 'identity', graph.problems);
  if (identity) lines.push(...identityLines(identity, head.settings.tenant.id));

  const connection = world.connect(target);
  try {
    const ask = async <Q extends Query['query']>(query: Query & { readonly query: Q }) =>
      await attempt(async () => {
        const [answer] = await connection.reader.answer([query]);
        return answer as Extract<Answer, { query: Q }>;
      });

    lines.push(...(await githubLines()));
    if (!signedIn) return nobodyJudged(head, lines);

    terminal.progress('reading what a plan reads');
    const planned = await attempt(() =>
      planAgainst(connection.reader, { head, known: [], findings: [] }, { ...options, only: [] }, [], world),
    );
    const made: Planned | undefined = 'problems' in planned ? undefined : planned.value;
    const synchronisation = await ask({ query: 'synchronisation' });
    if ('problems' in synchronisation)
      lines.push(...unreadable('tenant', 'hybrid', synchronisation.problems));
    else lines.push(...hybridLines(synchronisation.value.synchronisation, head, made?.live));
    lines.push(...(await licences()));

    const exchange = await exchangeCheck(head, examination, ask, identity);
    const facts = made ? factsOf(head, made.live, made.plan) : await groupsAlone();
    const judged = judgeIdentity(
      head,
      facts,
      options.as,
      identity,
      exchange.identity,
      exchange.answers,
      planned,
    );
    return {
      ...judged,
      ...(identity ? { identity } : {}),
      lines: withoutSelf([...lines, ...exchange.lines, ...judged.lines]),
    };

    async function groupsAlone(): Promise<Facts> {
      const answer = await ask({ query: 'groups', select: always.group });
      return 'problems' in answer ? {} : factsOfGroups(head, answer.value.groups);
    }

    async function licences(): Promise<readonly DoctorLine[]> {
      const ruled = head.groups.filter(
        ({ attributes }) => typeof attributes['membershipRule']?.value === 'string',
      ).length;
      if (ruled === 0) return [];
      const answer = await ask({ query: 'servicePlans' });
      if (!('problems' in answer)) return licenceLines(answer.value.plans, ruled);
      const [problem] = answer.problems;
      return unknownLicences(ruled, problem?.message ?? '', problem?.remedy ?? '');
    }

    async function githubLines(): Promise<readonly DoctorLine[]> {
      const { assertion, application, certificate } = way;
      const answer =
        signedIn && application !== undefined ? await ask({ query: 'registration', application }) : undefined;
      // Nothing but this look takes the permission, so that its absence is not worth a line.
      const registration = answer && !('problems' in answer) ? answer.value.registration : undefined;
      const registered = registration
        ? registrationLines(registration, { ...way, ...(certificate ? { certificate } : {}) }, now)
        : [];
      if (assertion) return [...registered, ...federationLines(assertion, registration)];
      const { repository, workflows } = await examination.checkout();
      return [...registered, ...workflowLines(repository, signingJobs(workflows))];
    }
  } finally {
    await connection.close();
  }
}

/** Refusals send people to doctor, which they have started already. */
const withoutSelf = (lines: readonly DoctorLine[]): readonly DoctorLine[] =>
  lines.map((line) =>
    line.next === undefined ? line : { ...line, next: line.next.replaceAll(seeDoctor, '') },
  );

/** A failed sign-in says again what the environment lacks. */
function noteOnce(lines: DoctorLine[], topic: Topic, id: string, problems: readonly Problem[]): void {
  for (const { message, remedy } of problems)
    if (!lines.some(({ text }) => text === message))
      lines.push(failure(topic, id, { text: message, next: remedy }));
}

const unreadable = (topic: Topic, id: string, problems: readonly Problem[]): readonly DoctorLine[] =>
  problems.map(({ message, remedy }) => warning(topic, id, { text: message, next: remedy }));

/** Nobody is signed in: at least what somebody would have to be granted can be said. */
function nobodyJudged(head: Desired, lines: readonly DoctorLine[]) {
  const needs = neededPermissions(head);
  return {
    needs,
    lines: [
      ...lines,
      ...needLines(needs, 'What is granted cannot be seen.').map(({ topic, id, text }): DoctorLine =>
        warning(topic, id, {
          text,
          next: 'Sign in, and run doctor again: some needs show only in the tenant.',
        }),
      ),
    ],
  };
}
