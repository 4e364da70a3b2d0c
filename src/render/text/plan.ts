import { shownName } from '../../core/attributes/extension-value.ts';
import { isRefused } from '../../core/guards/evaluate.ts';
import { formatPlace } from '../../core/problem.ts';
import type { Blocked, Change, Plan, Released, Unresolved } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { showExpectations } from './expectations.ts';
import { showGuards } from './guards.ts';
import { showImpact } from './impact.ts';
import { blank, hanging, line, paragraph, span, wrap, type Line } from './lines.ts';
import { showObjects } from './objects.ts';
import { capitalised } from '../../core/wording.ts';
import { count, summarise } from './summary.ts';
import { showValue } from './value.ts';

/** The plan as a person reads it, at most so many columns wide. */
export function showPlan(plan: Plan, columns: number): readonly Line[] {
  return [
    ...showParts(plan, columns),
    blank,
    ...paragraph(summarise(plan), columns, 0, isRefused(plan) ? 'refused' : 'heading'),
  ];
}

/** The same without its conclusion. */
export function showParts(plan: Plan, columns: number): readonly Line[] {
  return [
    ...hanging([span(planTitle(plan), 'heading'), span(` (tenant ${plan.tenant.id})`, 'quiet')], columns),
    ...(plan.only ? hanging([span(onlyWords(plan.only), 'warning')], columns) : []),
    ...(plan.without ? hanging([span(withoutWords(plan.without, plan.names), 'warning')], columns) : []),
    ...showChanges(plan, columns),
    ...showBlocked(plan, columns),
    ...showUnresolved(plan.unresolved, columns),
    ...showUnsettled(plan, columns),
    ...showReleased(plan.released, plan, columns),
    ...showImpact(plan, columns),
    ...showExpectations(plan, columns),
    ...(plan.changes.length + plan.blocked.length === 0 ? [] : showGuards(plan, columns)),
  ];
}

/** What the pull request brings stands apart from what was pending before. */
function showChanges(plan: Plan, columns: number): readonly Line[] {
  if (plan.provenance.base === undefined) return showObjects(plan.changes, plan, columns);
  const introduced = plan.changes.filter((change) => change.origin === 'introduced');
  const pending = plan.changes.filter((change) => change.origin === 'pending');
  const titles = originTitles(plan.provenance.base);
  return [
    ...part(titles.introduced, showObjects(introduced, plan, columns)),
    ...part(titles.pending, showObjects(pending, plan, columns)),
  ];
}

/** `Plan for Contoso` */
export const planTitle = ({ provenance, tenant }: Plan): string =>
  `${provenance.undoes === undefined ? 'Plan' : 'Rollback'} for ${safe(tenant.name)}`;

/** What a plan says of the changes, by their keys, that were left out of it. */
export const withoutWords = (without: readonly string[], names: Plan['names']): string =>
  `Without ${count(without.length, 'change')} left out on purpose: ${safe(without.map((key) => changeName(key, names)).join(', '))}.`;

/** What a plan that was limited to some objects says of itself. */
export const onlyWords = (only: readonly string[]): string =>
  `Only ${only.map(safe).join(', ')}; this says nothing about the rest.`;

/** What stands above changes that came with the head, and above those that the base wanted already. */
export const originTitles = (base: string): Readonly<Record<Change['origin'], string>> => ({
  introduced: `INTRODUCED since ${safe(base)}`,
  pending: `ALREADY PENDING at ${safe(base)}`,
});

/** What stands above the rest of a plan. */
export const partTitles = {
  blocked: 'Blocked: declared, but it cannot be written',
  unresolved: 'Unresolved: not found in the tenant, so nothing of it is planned',
  unsettled: 'On its way: Exchange Online holds it as declared, and Graph does not show it yet',
  released: 'Released: no longer managed here, the live values stay',
} as const;

function part(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [blank, line(span(title, 'heading')), ...lines];
}

function showBlocked(plan: Plan, columns: number): readonly Line[] {
  return part(
    partTitles.blocked,
    plan.blocked.flatMap((each) => [blank, ...showBlockedValue(each, plan, columns)]),
  );
}

function showBlockedValue(blocked: Blocked, plan: Plan, columns: number): readonly Line[] {
  const name = safe(plan.names[blocked.object] ?? blocked.object);
  const value = (each: Blocked['before']): string => showValue(blocked.attribute, each, plan.names);
  return [
    ...wrap([span('! ', 'warning'), span(name, 'name')], columns, 4, 2),
    ...paragraph(
      `${shownName(blocked.attribute)}: ${value(blocked.before)} → ${value(blocked.after)}`,
      columns,
      6,
    ),
    ...paragraph(sentence(blocked.message), columns, 6),
    ...paragraph(safe(blocked.remedy), columns, 6),
    line('      ', span(formatPlace(blocked.place), 'quiet')),
  ];
}

function showUnresolved(unresolved: readonly Unresolved[], columns: number): readonly Line[] {
  return part(
    partTitles.unresolved,
    unresolved.flatMap((each) => [
      blank,
      ...wrap(
        [
          span('? ', 'warning'),
          span(`${kindWords[each.kind]} ${safe(each.label)}`, 'name'),
          span(each.attribute === undefined ? '' : `, ${each.attribute}`),
        ],
        columns,
        4,
        2,
      ),
      ...paragraph(sentence(each.message), columns, 6),
      ...paragraph(safe(each.remedy), columns, 6),
      line('      ', span(formatPlace(each.place), 'quiet')),
    ]),
  );
}

/** What an entry is about. */
export const kindWords: Readonly<Record<Unresolved['kind'], string>> = {
  user: 'user',
  group: 'group',
  directoryExtension: 'directory extension',
  schemaExtension: 'schema extension',
};

function showUnsettled(plan: Plan, columns: number): readonly Line[] {
  return part(
    partTitles.unsettled,
    plan.unsettled.flatMap((each) =>
      paragraph(
        `${safe(plan.names[each.object] ?? each.object)}  ${each.attribute}: ${showValue(each.attribute, each.exchange, plan.names)} (Graph: ${showValue(each.attribute, each.graph, plan.names)})`,
        columns,
        2,
      ),
    ),
  );
}

function showReleased(released: readonly Released[], plan: Plan, columns: number): readonly Line[] {
  return part(
    partTitles.released,
    released.flatMap((each) =>
      paragraph(
        `${safe(plan.names[each.object] ?? each.object)}  ${shownName(each.attribute)}: ${showValue(each.attribute, each.value, plan.names)}`,
        columns,
        2,
      ),
    ),
  );
}

/** `adele.vance@contoso.com department`; of an object that the rest does not name its key. */
export function changeName(key: string, names: Plan['names']): string {
  const slash = key.lastIndexOf('/');
  const object = key.slice(0, slash);
  return `${names[object] ?? object} ${shownName(key.slice(slash + 1))}`;
}

/** What another part of the program says without a capital letter and a full stop. */
export function sentence(text: string): string {
  return `${capitalised(safe(text))}.`;
}
