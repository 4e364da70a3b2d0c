import { describe, expect, test } from 'vitest';
import {
  column,
  eventual,
  group,
  id,
  outcome,
  practice,
  refs,
  user,
  type Answer,
  type Practice,
} from './practice.ts';

const people = Array.from({ length: 250 }, (_, index) =>
  user(index + 1, { department: index % 2 === 0 ? 'IT' : 'Sales', manager: { id: id(1) } }),
);
const state = { users: people, groups: [group(301, { members: refs(1, 2, 3), owners: refs(1) })] };
const tenant = await practice(state);

async function pages(from: Practice, path: string, headers: Record<string, string> = {}): Promise<Answer[]> {
  const answers = [await from.get(path, headers)];
  for (let next = link(answers[0]); next !== undefined; next = link(answers.at(-1)))
    answers.push(await from.get(next, headers));
  return answers;
}

function link(answer: Answer | undefined): string | undefined {
  const next: unknown = answer?.body['@odata.nextLink'];
  return typeof next === 'string' ? next : undefined;
}

describe('paging', () => {
  test('pages of 100, each object once, in a stable order', async () => {
    const all = await pages(tenant, '/users?$select=id');
    expect(all.map((page) => column(page, 'id').length)).toEqual([100, 100, 50]);
    expect(all.flatMap((page) => column(page, 'id'))).toEqual(people.map((person) => person.id));
  });

  test('the link names the host that was asked', async () => {
    const answer = await tenant.get('/users?$top=1');
    expect(link(answer)).toMatch(new RegExp(`^${tenant.graph}/users\\?\\$top=1&\\$skiptoken=`));
    const byName = await fetch(`${tenant.graph.replace('127.0.0.1', 'localhost')}/users?$top=1`, {
      headers: { authorization: 'Bearer x' },
    });
    expect(String(((await byName.json()) as Record<string, unknown>)['@odata.nextLink'])).toContain(
      'http://localhost:',
    );
  });

  test('an object deleted between two pages does not move the others', async () => {
    const own = await practice(state);
    const first = await own.get('/users?$select=id&$top=10');
    await own.call('DELETE', `/users/${id(3)}`);
    expect(column(await own.get(link(first) ?? ''), 'id')[0]).toBe(id(11));
  });

  test('empty pages lead on', async () => {
    const own = await practice(state, { emptyPages: true });
    const all = await pages(own, '/users?$select=id');
    expect(all.map((page) => column(page, 'id').length)).toEqual([0, 100, 0, 100, 50]);
  });

  test('a count is on the first page, and only with the header', async () => {
    const counted = await pages(tenant, '/users?$select=id&$count=true', eventual);
    expect(counted.map((page) => page.body['@odata.count'])).toEqual([250, undefined, undefined]);
    const ignored = await tenant.get('/users?$select=id&$count=true');
    expect(ignored.status).toBe(200);
    expect(ignored.body).not.toHaveProperty('@odata.count');
  });

  test('sorted lists are paged too', async () => {
    const all = await pages(tenant, '/users?$select=displayName&$orderby=displayName desc&$top=200');
    const names = all.flatMap((page) => column(page, 'displayName'));
    expect(names).toEqual(
      people
        .map((person) => String(person['displayName']))
        .toSorted()
        .toReversed(),
    );
  });

  test('a token from before the state was replaced is refused', async () => {
    const own = await practice(state);
    const next = link(await own.get('/users'));
    own.putState(own.state());
    expect(outcome(await own.get(next ?? ''))).toContain('400 Directory_ExpiredPageToken');
  });
});

describe('queries', () => {
  test.each<[string, string]>([
    ['/users?$select=id,nickname', '400 BadRequest: Parsing OData Select and Expand failed'],
    ['/users?$select=skills', '501 NotImplemented: This operation target is not yet supported.'],
    [`/users/${id(1)}?$select=skills`, '200'],
    ['/users?$top=1000', '400'],
    ['/users/$count', '400 Request_BadRequest: $count is not currently supported.'],
    ["/users?$filter=department ne 'IT'", '400 Request_UnsupportedQuery'],
    ['/me', '400 BadRequest: /me request is only valid with delegated authentication flow.'],
    ['/nothing', "400 BadRequest: Resource not found for the segment 'nothing'."],
    ['/groups/not-an-id', "400 Request_BadRequest: Invalid object identifier 'not-an-id'."],
    [
      '/users/nobody@contoso.com',
      "404 Request_ResourceNotFound: Resource 'nobody@contoso.com' does not exist or one of its queried reference-property objects are not present.",
    ],
    ['/directory/deletedItems', '400'],
  ])('%s', async (path, expected) => {
    expect(outcome(await tenant.get(path))).toContain(expected);
  });

  test('a filter and a count of what it leaves', async () => {
    const filter = "$filter=department eq 'it'&$select=id&$top=1";
    expect(column(await tenant.get(`/users?${filter}`), 'id')).toEqual([id(1)]);
    expect((await tenant.get("/users/$count?$filter=department ne 'IT'", eventual)).text).toBe('125');
  });

  test('without $select the eleven default properties', async () => {
    const answer = await tenant.get(`/users/${id(1)}`);
    const names = Object.keys(answer.body).filter((name) => !name.startsWith('@'));
    expect(names.toSorted()).toEqual([
      'businessPhones',
      'displayName',
      'givenName',
      'id',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
    ]);
  });

  test('the manager is expanded, with the header for levels only', async () => {
    const path = '/users?$select=id&$expand=manager($levels=1;$select=id)&$count=true&$top=1';
    const answer = await tenant.get(path, eventual);
    expect(answer.body['value']).toEqual([
      { id: id(1), manager: { '@odata.type': '#microsoft.graph.user', id: id(1) } },
    ]);
    expect(outcome(await tenant.get(path))).toContain('400 Request_UnsupportedQuery');
    const plain = await tenant.get(`/users/${id(2)}?$select=id&$expand=manager`);
    expect(plain.body['manager']).toMatchObject({ id: id(1), displayName: 'Person 1' });
  });
});

describe('unmodified clients', () => {
  test.each([
    '/users/PERSON7@contoso.com',
    '/Users/person7%40contoso.com',
    "/users('person7@contoso.com')",
    "/users(userPrincipalName='person7@contoso.com')",
    `/users/${id(7).toUpperCase()}/`,
    `/directoryObjects/${id(7)}`,
  ])('%s is person 7', async (path) => {
    expect((await tenant.get(path)).body['id']).toBe(id(7));
  });

  test.each([
    "/users?%24filter=userPrincipalName+eq+'person7@contoso.com'&%24select=ID",
    "/users?$filter=id%20eq%20'" + id(7) + "'&$SELECT=id",
    "/users?$filter=mailNickname eq 'PERSON7'&$select=id",
  ])('%s lists person 7', async (path) => {
    expect((await tenant.get(path)).body['value']).toEqual([{ id: id(7) }]);
  });

  test('/beta answers like v1.0 and links to itself', async () => {
    const answer = await tenant.get(`${tenant.graph.replace('v1.0', 'beta')}/users?$top=1`);
    expect(link(answer)).toContain('/beta/users?');
  });

  test('guests have a # in their name', async () => {
    const own = await practice({ users: [user(1, { userPrincipalName: 'a_b.com#EXT#@contoso.com' })] });
    expect((await own.get('/users/a_b.com%23EXT%23@contoso.com')).body['id']).toBe(id(1));
  });

  test.each(['none', 'minimal', 'full'])('metadata=%s', async (level) => {
    const accept = `application/json;odata.metadata=${level}`;
    const answer = await tenant.get(`/users/${id(1)}?$select=id`, { accept });
    expect(answer.headers.get('content-type')).toContain(`odata.metadata=${level}`);
    const names = Object.keys(answer.body);
    expect(names).toEqual(
      {
        none: ['id'],
        minimal: ['@odata.context', 'id'],
        full: ['@odata.type', '@odata.id', '@odata.context', 'id'],
      }[level],
    );
  });

  test('headers of every answer', async () => {
    const headers = { 'client-request-id': '7a3e9a52-7f0b-4a52-9a1c-111111111111' };
    const answer = await tenant.get(`/users/${id(999)}`, headers);
    expect(answer.headers.get('client-request-id')).toBe(headers['client-request-id']);
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('x-ms-ags-diagnostic')).toContain('ServerInfo');
    expect(answer.headers.get('x-ms-resource-unit')).toBe('2');
    expect(answer.body['error']?.['innerError']).toMatchObject({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      'request-id': answer.headers.get('request-id'),
      ...headers,
    });
  });

  test('no token, no answer', async () => {
    const response = await fetch(`${tenant.graph}/users`);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('InvalidAuthenticationToken');
  });

  test('getByIds answers what is there, of the wanted types', async () => {
    const ids = [id(1), id(301), id(999)];
    const all = await tenant.call('POST', '/directoryObjects/getByIds?$select=id', { ids });
    expect(column(all, 'id')).toEqual([id(1), id(301)]);
    const groups = await tenant.call('POST', '/directoryObjects/getByIds?$select=id', {
      ids,
      types: ['group'],
    });
    expect(groups.body['value']).toEqual([{ '@odata.type': '#microsoft.graph.group', id: id(301) }]);
  });
});
