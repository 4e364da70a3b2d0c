import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordTo } from '../../../src/adapters/trace/recorder.ts';
import type { Query } from '../../../src/ports.ts';
import { temporaryFolder } from '../temporary.ts';
import { practice } from './practice.ts';

interface Har {
  readonly log: { readonly entries: readonly { readonly response: { readonly status: number } }[] };
}

test('a trace holds every exchange that the service saw, also those that failed', async () => {
  const path = join(temporaryFolder(), 'a.har');
  const trace = recordTo(path);
  const { emulator, reader, writer } = await practice({ users: 1200, groups: 25 }, { trace });
  const ids = emulator.state().groups.map(({ id }) => id);
  const queries: readonly Query[] = [
    { query: 'tenant' },
    { query: 'userCount' },
    { query: 'users', select: ['id'], manager: true },
    { query: 'owners', groups: ids },
  ];
  emulator.addFault(
    { path: '^/users', drop: 'before', times: 1 },
    { path: '^/users', drop: 'after', skip: 1, times: 1 },
  );
  emulator.addFault({ path: '^/users', truncate: true, skip: 2, times: 1 });
  emulator.addFault({ path: 'batch', status: 503, times: 1 }, { item: true, status: 429, times: 2 });
  await reader.answer(queries);
  emulator.addFault({ path: 'batch', drop: 'after', times: 1 });
  await writer.send([{ id: '1', method: 'DELETE', path: '/groups/x' }]);
  trace.close();
  const text = readFileSync(path, 'utf8');
  const har: Har = JSON.parse(text);
  expect(har.log.entries).toHaveLength(emulator.requests().totals.exchanges);
  expect(har.log.entries.filter(({ response }) => response.status === 0)).toHaveLength(4);
  expect(text).not.toContain('secret-token-of-the-test');
});
