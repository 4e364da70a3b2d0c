import { describe, expect, test } from 'vitest';
import { id, outcome, practice, rows, user } from './practice.ts';

const now = new Date('2026-09-14T08:00:00Z');

const twenty = {
  requests: Array.from({ length: 20 }, (_, index) => ({
    id: String(index),
    method: 'PATCH',
    url: `/users/${id(1)}`,
    headers: { 'Content-Type': 'application/json' },
    body: { department: 'IT' },
  })),
};

describe('throttling', () => {
  test('3,000 writes in 150 s; then 429 with how long to wait, and the window opens again', async () => {
    const tenant = await practice({ users: [user(1)] }, { now });
    for (let round = 0; round < 150; round++) await tenant.call('POST', '/$batch', twenty);
    const refused = await tenant.call('PATCH', `/users/${id(1)}`, { department: 'Sales' });
    expect(outcome(refused)).toBe('429 TooManyRequests: Please retry again later.');
    expect(refused.body['error']?.['innerError']).toMatchObject({ code: '429', status: '429' });
    expect(refused.headers.get('x-ms-throttle-information')).toBe('WriteLimitExceeded');
    expect(refused.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/Write\//);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(100);
    expect(wait).toBeLessThanOrEqual(150);
    tenant.advance(wait * 1000);
    const accepted = await tenant.call('PATCH', `/users/${id(1)}`, { department: 'Sales' });
    expect(outcome(accepted)).toBe('204');
  }, 30_000);

  test('3,500 resource units in 10 s for a small tenant, told as they run out', async () => {
    const tenant = await practice({ users: [user(1)] }, { now });
    const requests = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      method: 'POST',
      url: '/directoryObjects/getByIds',
      headers: { 'Content-Type': 'application/json' },
      body: { ids: [id(1)] },
    }));
    const statuses: unknown[] = [];
    const percentages: unknown[] = [];
    for (let round = 0; round < 36; round++) {
      const answer = await tenant.call('POST', '/$batch', { requests });
      for (const response of rows(answer, 'responses')) {
        statuses.push(response['status']);
        percentages.push(response['headers']?.['x-ms-throttle-limit-percentage']);
      }
    }
    expect(statuses.filter((status) => Number(status) === 200)).toHaveLength(700);
    expect(statuses.filter((status) => Number(status) === 429)).toHaveLength(20);
    expect(percentages.filter((percentage) => percentage !== undefined).length).toBe(140);
  }, 30_000);

  test('a hurried clock says Retry-After in real seconds', async () => {
    const tenant = await practice({ users: [] }, { now, speed: 100 });
    const answers = [];
    for (let index = 0; index < 6; index++) answers.push(await tenant.get('/auditLogs/directoryAudits'));
    const refused = answers.find((answer) => answer.status === 429);
    const wait = Number(refused?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(0.1);
  });

  test('can be switched off', async () => {
    const tenant = await practice({ users: [] }, { throttling: false });
    for (let index = 0; index < 10; index++)
      expect(outcome(await tenant.get('/auditLogs/directoryAudits'))).toBe('200');
  });

  test.each<[string, string, string]>([
    ['GET', '/users', '2'],
    ['GET', '/users?$select=id', '1'],
    ['GET', '/users?$expand=manager', '3'],
    ['GET', '/users?$top=5', '1'],
    ['GET', '/groups', '1'],
    ['GET', `/groups/${id(1)}/members`, '3'],
    ['GET', `/groups/${id(1)}/transitiveMembers`, '5'],
    ['GET', `/users/${id(1)}/memberOf`, '2'],
    ['POST', '/directoryObjects/getByIds', '5'],
    ['POST', '/directoryObjects/getByIds?$select=id', '2'],
    ['POST', `/users/${id(1)}/checkMemberGroups`, '4'],
    ['PATCH', `/users/${id(1)}`, '1'],
  ])('%s %s costs %s', async (method, path, cost) => {
    const tenant = await practice({ users: [] });
    const answer = await tenant.call(method, path, method === 'GET' ? undefined : {});
    expect(answer.headers.get('x-ms-resource-unit')).toBe(cost);
  });
});
