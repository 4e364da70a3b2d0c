import { writeRequest } from '../../src/apply/requests.ts';
import { phases, type Operation, type Plan } from '../../src/core/plan/plan.ts';
import type { GraphRequest } from '../../src/ports.ts';
import { parseJournal } from '../../src/apply/journal.ts';
import type { createFile, World } from './world.ts';

/**
 * Looks at each batch as it is sent and fills a list of what should not have been: a request that is no operation's
 * write, a write without an intent on the disk, an object twice in one batch, a phase too early.
 */
export function seeAll(
  plan: Plan,
  world: World,
  file: ReturnType<typeof createFile>,
  root: string,
): readonly string[] {
  const problems: string[] = [];
  world.onSend = (requests) => {
    const writes = requests.filter((request) => request.method !== 'GET');
    if (writes.length > 0 && writes.length < requests.length) problems.push('looks and writes in one batch');
    if (requests.length > 20) problems.push('more than 20 requests');
    const { records } = parseJournal(file.text);
    const ended = new Set<string>();
    const intended = new Set<string>();
    for (const record of records) {
      if (record.record === 'intent') intended.add(record.operation);
      if (record.record !== 'outcome') continue;
      ended.add(record.operation);
      intended.delete(record.operation);
    }
    const objects = new Set<string>();
    for (const request of writes) {
      const operation = plan.operations.find((each) => shapeOf(request) === shapeOf(write(each)));
      if (!operation) {
        problems.push(`nobody's write: ${shapeOf(request)}`);
        continue;
      }
      if (!intended.has(operation.key)) problems.push(`no intent: ${operation.key}`);
      if (objects.has(operation.object)) problems.push(`twice in one batch: ${operation.object}`);
      objects.add(operation.object);
      const early = plan.operations.filter(
        (each) => phases.indexOf(each.phase) < phases.indexOf(operation.phase) && !ended.has(each.key),
      );
      if (early.length > 0) problems.push(`too early: ${operation.key}`);
    }
  };

  function write(operation: Operation): GraphRequest {
    const [, name = ''] = /^group:(.*)$/.exec(operation.object) ?? [];
    const found = [...world.things].find(([, thing]) => thing.properties['uniqueName'] === name);
    const id = found?.[0] ?? operation.object.split(':')[1] ?? '';
    const changes = plan.changes.filter((change) => operation.changes.includes(change.key));
    return writeRequest('', { operation, changes, id, root });
  }
  return problems;
}

function shapeOf({ method, path, body }: GraphRequest): string {
  return JSON.stringify([method, path, body]);
}
