import { phases, type Operation, type Phase } from '../../core/plan/plan.ts';
import { html, type Html } from './element.ts';
import type { Page, Part } from './shown.ts';

/** In what order and through which doors the plan is written. */
export function writesPart({ plan: { operations } }: Page): readonly Part[] {
  if (operations.length === 0) return [];
  const byPhase = Map.groupBy(operations, ({ phase }) => phase);
  const rows = phases.flatMap((phase) => {
    const found = byPhase.get(phase);
    return found ? [row(phase, found)] : [];
  });
  const body = html`<p>Phase after phase; order matters nowhere else.</p>
    <table class="stacked close" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Phase</th>
          <th scope="col" role="columnheader" class="number">Writes</th>
          <th scope="col" role="columnheader" class="number">Through Graph</th>
          <th scope="col" role="columnheader" class="number">Through Exchange Online</th>
          <th scope="col" role="columnheader" class="number">Through Exchange Online should Graph refuse</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>`;
  return [{ id: 'writes', title: 'Writes', count: operations.length, body }];
}

function row(phase: Phase, operations: readonly Operation[]): Html {
  const through = (door: number, channel: string): number =>
    operations.filter(({ channels }) => channels[door] === channel).length;
  return html`<tr role="row">
    <th scope="row" role="rowheader">${phaseWords[phase]}</th>
    <td role="cell" data-label="Writes" class="number">${operations.length}</td>
    <td role="cell" data-label="Through Graph" class="number">${through(0, 'graph')}</td>
    <td role="cell" data-label="Through Exchange Online" class="number">${through(0, 'exchange')}</td>
    <td role="cell" data-label="Through Exchange Online should Graph refuse" class="number">
      ${through(1, 'exchange')}
    </td>
  </tr> `;
}

const phaseWords: Readonly<Record<Phase, string>> = {
  definitions: 'Definitions of extensions',
  pauses: 'Groups paused while they change',
  creations: 'Groups created or restored',
  attributes: 'Attributes',
  referencesAdded: 'Managers, owners and members added',
  rules: 'Rules',
  referencesRemoved: 'Managers, owners and members removed',
  deletions: 'Groups and definitions deleted',
  resumes: 'Groups processed again',
};
