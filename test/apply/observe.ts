import { writeCommand } from '../../src/apply/exchange-commands.ts';
import { writeRequest } from '../../src/apply/requests.ts';
import type { Target } from '../../src/apply/target.ts';
import { phases, type Channel, type Operation, type Plan } from '../../src/core/plan/plan.ts';
import type { ExchangeCommand, GraphRequest } from '../../src/ports.ts';
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
    const writes = requests.filter((request) => request.method !== 'GET').map(shapeOf);
    if (requests.length > 20) problems.push('more than 20 requests');
    inspect(requests.length, writes, undefined, (operation) => shapeOf(writeRequest('', target(operation))));
  };
  world.onInvoke = (commands) => {
    const writes = commands.filter(({ cmdlet }) => cmdlet.startsWith('Set-')).map(shapeOfCommand);
    if (commands.length > 10) problems.push('more than 10 commands');
    inspect(commands.length, writes, 'exchange', (operation) =>
      shapeOfCommand(writeCommand('', target(operation))),
    );
  };

  function inspect(
    all: number,
    writes: readonly string[],
    channel: Channel | undefined,
    shape: (operation: Operation) => string,
  ): void {
    if (writes.length > 0 && writes.length < all) problems.push('looks and writes in one batch');
    const { records } = parseJournal(file.text);
    const ended = new Set<string>();
    const intended = new Set<string>();
    for (const record of records) {
      if (record.record === 'intent' && record.channel === channel) intended.add(record.operation);
      if (record.record !== 'outcome') continue;
      ended.add(record.operation);
      intended.delete(record.operation);
    }
    const objects = new Set<string>();
    for (const written of writes) {
      const operation = plan.operations.find((each) => written === shape(each));
      if (!operation) {
        problems.push(`nobody's write: ${written}`);
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
  }

  function target(operation: Operation): Target {
    const [, name = ''] = /^group:(.*)$/.exec(operation.object) ?? [];
    const found = [...world.things].find(([, thing]) => thing.properties['uniqueName'] === name);
    const id = found?.[0] ?? operation.object.split(':')[1] ?? '';
    const changes = plan.changes.filter((change) => operation.changes.includes(change.key));
    return { operation, changes, id, root, created: world.schemaIds() };
  }
  return problems;
}

function shapeOfCommand({ cmdlet, parameters }: ExchangeCommand): string {
  return JSON.stringify([cmdlet, parameters]);
}

function shapeOf({ method, path, body }: GraphRequest): string {
  return JSON.stringify([method, path, body]);
}
