import { describe, expect, test } from 'vitest';
import { describeError, exchangeError } from '../../../src/adapters/exchange/exchange-error.ts';

const notFound =
  "The operation couldn't be performed because object 'x@y' couldn't be found on 'DC7.PROD.OUTLOOK.COM'.";
const passedOn = 'Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException';
const junk = `Exception of type '${passedOn}' was thrown.`;
const parameterSet = 'Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException';

const detail = (message: string): object => ({ details: [{ code: 'Client', target: '', message }] });

describe('an error of Exchange Online', () => {
  test.each<[string, number, unknown, string, string]>([
    [
      'of a cmdlet: the details say it',
      404,
      {
        error: {
          code: 'NotFound',
          message: 'Error executing cmdlet',
          ...detail(
            `Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|${notFound}`,
          ),
          innererror: { message: 'x', internalexception: { message: junk, type: passedOn } },
        },
      },
      'ManagementObjectNotFoundException',
      notFound,
    ],
    [
      'without an id, and with bars in its text',
      400,
      { error: { code: 'BadRequest', message: 'Invalid Operation', ...detail(`|${parameterSet}|a|b`) } },
      'AmbiguousParameterSetException',
      'a|b',
    ],
    [
      'in parameters: the inner exception says it',
      400,
      {
        error: {
          code: 'BadRequest',
          message: 'Invalid Operation',
          innererror: {
            internalexception: {
              message: 'Cannot process argument.',
              type: 'System.Management.Automation.ParameterTransformationException',
            },
          },
        },
      },
      'ParameterTransformationException',
      'Cannot process argument.',
    ],
    [
      'in other letters',
      400,
      { Error: { InnerError: { internalException: { Message: 'M', Type: 'System.ArgumentException' } } } },
      'ArgumentException',
      'M',
    ],
    [
      'whose inner exception only passes on another one',
      400,
      {
        error: {
          code: 'BadRequest',
          message: 'Outer',
          innererror: { internalexception: { message: junk, type: passedOn } },
        },
      },
      'BadRequest',
      'Outer',
    ],
    [
      'whose detail has no bars',
      400,
      { error: { code: 'BadRequest', message: 'Outer', ...detail('Plain') } },
      'BadRequest',
      'Plain',
    ],
    [
      'of a write that Entra refused',
      400,
      {
        error: {
          code: 'BadRequest',
          ...detail(
            '|Microsoft.Exchange.Configuration.DualWrite.LocStrings.UnableToWriteToAadException|A call was made.',
          ),
        },
      },
      'UnableToWriteToAadException',
      'A call was made.',
    ],
    ['of a gateway', 502, '<html>', 'Status502', ''],
    ['of a gateway that says nothing', 401, null, 'Status401', ''],
    ['of throttling in plain text', 429, 'Wait.', 'TooManyRequests', 'Wait.'],
    ['of paging', 400, { error: { code: 'BadRequest', message: 'Expired' } }, 'BadRequest', 'Expired'],
  ])('%s', (_name, status, body, code, message) => {
    expect(exchangeError({ status, headers: { 'request-id': 'r' }, body })).toEqual({
      code,
      message,
      requestId: 'r',
    });
    expect(exchangeError({ status, headers: {}, body: JSON.stringify(body) ?? '' }).code).toBe(code);
  });

  test.each([['\0'.repeat(4096)], [''], [null], [undefined]])('that a role does not allow: %j', (body) => {
    const { code, message } = exchangeError({ status: 403, headers: {}, body });
    expect(code).toBe('AccessDenied');
    expect(message).toContain('Exchange Recipient Administrator');
  });

  test('is named by a header where the body does not', () => {
    const headers = { 'x-exceptiontype': 'System.InvalidOperationException' };
    expect(exchangeError({ status: 400, headers, body: { error: { message: 'M' } } })).toMatchObject({
      code: 'InvalidOperationException',
      message: 'M',
    });
  });

  test('is told with its code and request', () => {
    const body = JSON.stringify({
      error: { code: 'BadRequest', ...detail('Ex1|System.FooException|It broke.') },
    });
    expect(describeError({ status: 400, headers: { 'request-id': 'r' }, body })).toBe(
      'It broke (FooException, status 400, request-id r)',
    );
    expect(describeError({ status: 503, headers: {}, body: '<html>' })).toBe(
      'no explanation (Status503, status 503)',
    );
  });
});
