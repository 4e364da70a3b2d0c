import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery, type Query } from '../../src/emulator/odata/query.ts';
import { refusal } from './odata-outcome.ts';

describe('options', () => {
  test.each<[search: string, query: Partial<Query>]>([
    ['', {}],
    ['?', {}],
    ['?$select=id, displayName,', { select: ['id', 'displayName'] }],
    ['%24select=id&%24top=5', { select: ['id'], top: 5 }],
    ['$SELECT=id&$Count=True', { select: ['id'], count: true }],
    ['$count=false', { count: false }],
    ["$filter=startswith(givenName%2C+'J')", { filter: "startswith(givenName, 'J')" }],
    ["$filter=mobilePhone eq '%2B1'", { filter: "mobilePhone eq '+1'" }],
    ['$search="displayName:wa"%20OR%20"displayName:to"', { search: '"displayName:wa" OR "displayName:to"' }],
    [
      '$orderby=displayName desc,userPrincipalName',
      {
        orderby: [
          { property: 'displayName', descending: true },
          { property: 'userPrincipalName', descending: false },
        ],
      },
    ],
    ['$skiptoken=ab=c', { skiptoken: 'ab=c' }],
    ['$deltatoken=latest', { deltatoken: 'latest' }],
    ['$format=json', { format: 'json' }],
    ['$expand=manager', { expand: [{ name: 'manager' }] }],
    [
      '$expand=manager($levels=max;$select=id,displayName)',
      { expand: [{ name: 'manager', levels: 'max', select: ['id', 'displayName'] }] },
    ],
    [
      "$expand=manager($levels=1),extensions($filter=id eq 'a,b)')",
      {
        expand: [
          { name: 'manager', levels: 1 },
          { name: 'extensions', filter: "id eq 'a,b)'" },
        ],
      },
    ],
  ])('%s', (search, query) => {
    expect(parseQuery(search)).toEqual({ count: false, ...query });
  });
});

describe('refusals', () => {
  test.each<[search: string, code: string, message: string]>([
    [
      '$orderbydisplayName',
      'Request_BadRequest',
      "Unrecognized query argument specified: '$orderbydisplayName'.",
    ],
    ['select=id', 'Request_BadRequest', "Unrecognized query argument specified: 'select'."],
    ['$skip=10', 'Request_BadRequest', "'$skip' is not supported by the service."],
    [
      '$top=1000',
      'Request_UnsupportedQuery',
      "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
    ],
    [
      '$top=0',
      'Request_UnsupportedQuery',
      "Invalid page size specified: '0'. Must be between 1 and 999 inclusive.",
    ],
    [
      '$top=-1',
      'Request_UnsupportedQuery',
      "Invalid page size specified: '-1'. Must be between 1 and 999 inclusive.",
    ],
    [
      '$top=ten',
      'BadRequest',
      "Invalid value 'ten' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$top=1&%24TOP=2',
      'BadRequest',
      "Query option '$top' was specified more than once, but it must be specified at most once.",
    ],
    ['$filter=%zz', 'BadRequest', 'The query specified in the URI is not valid.'],
    ['$orderby=displayName up', 'BadRequest', "Syntax error at position 12 in 'displayName up'."],
    [
      '$expand=manager($select=id',
      'BadRequest',
      "Parsing OData Select and Expand failed: Syntax error in 'manager($select=id'.",
    ],
    [
      '$expand=manager($top=1)',
      'BadRequest',
      "Parsing OData Select and Expand failed: Syntax error in 'manager($top=1)'.",
    ],
  ])('%s', (search, code, message) => {
    expect(refusal(() => parseQuery(search))).toEqual({ status: 400, code, message });
  });
});

test('a filter survives both ways of encoding a query', () => {
  const filter = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
  fc.assert(
    fc.property(filter, (text) => {
      expect(parseQuery(`$filter=${encodeURIComponent(text)}`).filter).toBe(text);
      expect(parseQuery(`?${new URLSearchParams({ $filter: text }).toString()}`).filter).toBe(text);
    }),
  );
});
