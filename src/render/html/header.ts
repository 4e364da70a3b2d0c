import { isRefused } from '../../core/guards/evaluate.ts';
import { restoredIn } from '../../core/plan/counts.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { movesOf } from '../markdown/moves.ts';
import { loosenedWords } from '../text/guards.ts';
import { onlyWords, withoutWords } from '../text/plan.ts';
import { summarise } from '../text/summary.ts';
import { worseTitle } from '../text/worse.ts';
import { countList } from './count-list.ts';
import { html, type Child, type Html } from './element.ts';

/** What the plan is of, what it loosens, what becomes of it, and its numbers. */
export const header = (plan: Plan, title: Html): Html =>
  html`<header>
    <h1>${title}</h1>
    ${loosened(plan)} ${plan.only ? html`<p class="note">${onlyWords(plan.only)}</p>` : undefined}
    ${plan.without ? html`<p class="note">${withoutWords(plan.without, plan.names)}</p>` : undefined}
    ${verdict(plan)} ${facts(plan)} ${counts(plan)}
  </header>`;

const loosened = (plan: Plan): Child =>
  plan.loosened.length === 0
    ? undefined
    : html`<div class="verdict refused">
        <strong>Loosened guards</strong>
        <ul>
          ${plan.loosened.map((each) => html`<li>${loosenedWords(each, plan)}</li>`)}
        </ul>
      </div>`;

function verdict(plan: Plan): Html {
  const [role, word] = verdictWord(plan);
  return html`<p class="verdict ${role}"><strong>${word}</strong> <span>${summarise(plan)}</span></p>`;
}

function verdictWord(plan: Plan): readonly [string, string] {
  if (plan.worse.length > 0) return ['refused', worseTitle];
  if (isRefused(plan)) return ['refused', 'Refused by a guard'];
  if (plan.guards.some((guard) => guard.verdict === 'overridden'))
    return ['overridden', 'Passes, because of overrides'];
  return plan.changes.length === 0 ? ['passed', 'Nothing to do'] : ['passed', 'Passes the guards'];
}

function facts({ tenant, evaluatedAt, provenance, digest }: Plan): Html {
  const { tool, endpoint, directory, base, undoes } = provenance;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Tenant', `${tenant.name} (${tenant.id})`],
    ['Made', `${evaluatedAt} by ${tool}`],
    ['Asked', endpoint],
    ['Files', directory],
    ['Compared with', base],
    ['Takes back', undoes],
    ['Digest', digest],
  ];
  return html`<dl class="facts">
    ${rows.flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            html`<dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>`,
          ],
    )}
  </dl>`;
}

function counts(plan: Plan): Html {
  const { counts: found, provenance } = plan;
  const { whoLeaves, whoEnters } = movesOf(plan);
  const rows: readonly (readonly [string, number])[] = [
    ['people who leave groups', whoLeaves],
    ['people who enter groups', whoEnters],
    ['users', found.users],
    ['groups', found.groups],
    ['changes', found.changes],
    ['definitions of extensions', found.definitions],
    ...(provenance.base === undefined ? [] : [['changes introduced', found.introduced] as const]),
    ['writes', found.operations],
    ['values cleared', found.cleared],
    ['groups created', found.created],
    ['groups restored', restoredIn(plan).size],
    ['groups deleted', found.deleted],
    ['values blocked', found.blocked],
    ['unresolved', found.unresolved],
    ['released', found.released],
    ['defaults skipped', found.skippedDefaults],
    ['users declared', found.declared.users],
    ['groups declared', found.declared.groups],
    ['users in the tenant', found.live.users],
    ['groups in the tenant', found.live.groups],
  ];
  // The first five tell most where they are none.
  const shown = rows.filter(([, value], index) => index < 5 || value > 0);
  return countList(shown);
}
