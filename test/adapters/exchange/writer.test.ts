import { describe, expect, test } from 'vitest';
import { TenantryError } from '../../../src/core/problem.ts';
import type { Fault } from '../../../src/emulator/faults.ts';
import type { ExchangeCommand } from '../../../src/ports.ts';
import { exchangePractice, id, people } from './practice.ts';

function write(number: number, cmdlet: ExchangeCommand['cmdlet'] = 'Set-Mailbox'): ExchangeCommand {
  const parameters = { Identity: id(number), CustomAttribute1: 'Written', CustomAttribute3: null };
  return { id: `op${number}`, cmdlet, parameters };
}

const tenTimes = Array.from({ length: 10 }, (_, index) => write(3 * index + 1));

describe('cmdlets', () => {
  test('are sent once as a batch and answered in their order', async () => {
    const { emulator, writer } = await exchangePractice(30);
    const sent = await writer.invoke(tenTimes);
    expect(sent).toEqual({
      result: 'answered',
      replies: tenTimes.map((command) => ({
        id: command.id,
        status: 200,
        headers: expect.anything(),
        body: { value: [] },
      })),
    });
    expect(emulator.requests().totals).toEqual({ exchanges: 1, items: 10 });
    const recipients = emulator.state().exchange?.recipients ?? [];
    expect(
      recipients.filter((each) => each.customAttributes?.['customAttribute1'] === 'Written'),
    ).toHaveLength(10);
    expect(recipients.find((each) => each.id === id(1))?.customAttributes).toEqual({
      customAttribute1: 'Written',
    });
  });

  test('read back what is wanted of one recipient', async () => {
    const { writer } = await exchangePractice(3);
    const select = ['ExternalDirectoryObjectId', 'CustomAttribute3'];
    const command: ExchangeCommand = {
      id: 'r',
      cmdlet: 'Get-Mailbox',
      parameters: { Identity: id(1) },
      select,
    };
    expect(await writer.invoke([command])).toMatchObject({
      replies: [
        { status: 200, body: { value: [{ ExternalDirectoryObjectId: id(1), CustomAttribute3: '1' }] } },
      ],
    });
    const [wide] = await replies(writer.invoke([{ ...command, select: [] }]));
    expect(JSON.stringify(wide?.body)).not.toMatch(/@(?:odata|data)\.type/);
  });

  test('are taken as an answer without a request where there are none, and refused beyond ten', async () => {
    const { emulator, writer } = await exchangePractice(1);
    expect(await writer.invoke([])).toEqual({ result: 'answered', replies: [] });
    const eleven = Array.from({ length: 11 }, (_, index) => write(index + 1));
    await expect(writer.invoke(eleven)).rejects.toThrow(RangeError);
    expect(emulator.requests().totals.exchanges).toBe(0);
  });

  test.each([[''], ['  ']])('never go without an identity: %j', async (Identity) => {
    const { emulator, writer } = await exchangePractice(1);
    const command: ExchangeCommand = { id: '1', cmdlet: 'Get-Mailbox', parameters: { Identity } };
    await expect(writer.invoke([write(1), command])).rejects.toThrow(RangeError);
    expect(emulator.requests().totals.exchanges).toBe(0);
  });
});

async function replies(sent: ReturnType<Awaited<ReturnType<typeof exchangePractice>>['writer']['invoke']>) {
  const answer = await sent;
  if (answer.result !== 'answered') throw new Error(answer.message);
  return answer.replies;
}

describe('one cmdlet of a batch fails by itself', () => {
  test.each<[string, ExchangeCommand, Fault | undefined, number, string, RegExp]>([
    ['for nobody', write(3), undefined, 404, 'ManagementObjectNotFoundException', /couldn't be found on/],
    [
      'for somebody of another kind',
      write(2),
      undefined,
      404,
      'ManagementObjectNotFoundException',
      /couldn't be found on/,
    ],
    [
      'for Entra',
      write(1),
      { exchange: 'dualWrite', cmdlet: 'Set-Mailbox', times: 1 },
      400,
      'UnableToWriteToAadException',
      /call was made to keep object in sync/,
    ],
    [
      'for its role',
      write(1),
      { exchange: 'forbidden', item: true, times: 1 },
      403,
      'AccessDenied',
      /no directory role that allows it/,
    ],
    [
      'for throttling in plain text',
      write(1),
      { exchange: 'concurrency', status: 400, item: true, times: 1 },
      429,
      'TooManyRequests',
      /maximum number of concurrent requests/,
    ],
    [
      'for its parameter',
      { ...write(1), parameters: { Identity: id(1), Nonsense: 'x' } },
      undefined,
      400,
      'AmbiguousParameterSetException',
      /Invalid cmdlet parameters specified\. Nonsense/,
    ],
  ])('%s', async (_name, command, fault, status, code, message) => {
    const { emulator, writer } = await exchangePractice(12);
    if (fault) emulator.addFault(fault);
    const [failed, other] = await replies(writer.invoke([command, write(5, 'Set-MailUser')]));
    expect(failed).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(message) } },
    });
    expect(other).toMatchObject({ status: 200, body: { value: [] } });
  });

  test('for the on-premises directory', async () => {
    const state = people(1);
    const [user] = state.users;
    if (user) user['onPremisesSyncEnabled'] = true;
    const { writer } = await exchangePractice(1, { state });
    const [failed] = await replies(writer.invoke([write(1)]));
    expect(failed?.body).toMatchObject({
      error: {
        code: 'InvalidOperationException',
        message: expect.stringContaining('is being synchronized from your on-premises organization'),
      },
    });
  });

  test('and keeps how long it is to wait', async () => {
    const { emulator, writer, slept } = await exchangePractice(1);
    emulator.addFault({ item: true, status: 429, retryAfter: 2.5, times: 1 });
    const [failed] = await replies(writer.invoke([write(1)]));
    expect(failed).toMatchObject({ status: 429, headers: { 'retry-after': '2.5' } });
    expect(slept).toEqual([]);
  });
});

describe('a batch of cmdlets is refused', () => {
  test.each<[string, Fault, object]>([
    ['by throttling', { status: 429, retryAfter: 2 }, { status: 429, retryAfterMs: 2000 }],
    ['by throttling in plain text', { exchange: 'concurrency', status: 200 }, { status: 429 }],
    ['by a service that is down', { status: 503, body: '<html>' }, { status: 503 }],
    [
      'by a bad request',
      { status: 400, message: 'Bad.' },
      { status: 400, code: 'BadRequest', message: 'Bad.' },
    ],
    ['for its role', { status: 403, body: '\0\0' }, { status: 403, code: 'AccessDenied' }],
    [
      'by a redirect elsewhere',
      { status: 302, headers: { location: 'https://evil.example/adminapi/x' } },
      { status: 302, message: expect.stringContaining('evil.example') },
    ],
  ])('%s', async (_name, fault, expected) => {
    const { emulator, writer } = await exchangePractice(1);
    emulator.addFault({ ...fault, item: false, path: '^/adminapi' });
    const sent = await writer.invoke([write(1)]);
    expect(sent).toMatchObject({ result: 'refused', message: expect.stringMatching(/./), ...expected });
    expect(emulator.requests().totals).toEqual({ exchanges: 1, items: 0 });
  });

  test.each([
    ['for good', {}, { result: 'refused', status: 401 }],
    ['once', { times: 1 }, { result: 'answered' }],
  ])('for its token, %s: it is sent once more with a fresh one', async (_name, times, expected) => {
    const asked: (string | undefined)[] = [];
    const exchange = async (refused?: string): Promise<string> => `token${asked.push(refused)}`;
    const { emulator, writer } = await exchangePractice(1, {}, { tokens: { graph: exchange, exchange } });
    emulator.addFault({ status: 401, item: false, ...times });
    expect(await writer.invoke([write(1)])).toMatchObject(expected);
    expect(emulator.requests().totals.exchanges).toBe(2);
    expect(asked).toEqual([undefined, 'token1']);
  });

  test('where nobody is signed in, or nobody listens', async () => {
    const error = new TenantryError({ id: 'sign-in', message: 'Nobody is signed in.', remedy: 'Sign in.' });
    const exchange = (): Promise<string> => Promise.reject(error);
    const { emulator, writer } = await exchangePractice(1);
    const out = await exchangePractice(1, {}, { tokens: { graph: exchange, exchange } });
    expect(await out.writer.invoke([write(1)])).toMatchObject({
      result: 'refused',
      status: 0,
      code: 'NotSent',
      message: 'Nobody is signed in.',
    });
    await emulator.close();
    expect(await writer.invoke([write(1)])).toMatchObject({ result: 'refused', code: 'NotSent' });
  });

  test('once the command is interrupted', async () => {
    const stop = new AbortController();
    const { emulator, writer } = await exchangePractice(1, {}, { signal: stop.signal });
    emulator.clearRequests();
    stop.abort();
    expect(await writer.invoke([write(1)])).toMatchObject({ result: 'refused', code: 'NotSent' });
    expect(emulator.requests().totals.exchanges).toBe(0);
  });
});

describe('a batch of cmdlets is lost', () => {
  test.each<[string, Fault]>([
    ['before the work', { drop: 'before' }],
    ['after the work', { drop: 'after' }],
    ['in the middle of the answer', { truncate: true }],
    ['to a gateway that gave up', { status: 504, body: '' }],
    ['to another gateway', { status: 502 }],
    ['to an error of the server', { status: 500 }],
    ['to somebody who answers for Exchange', { status: 200, body: '<html>' }],
    ['to an answer without replies', { status: 200, body: { responses: [] } }],
  ])('%s', async (_name, fault) => {
    const { emulator, writer, slept } = await exchangePractice(1);
    emulator.addFault({ ...fault, item: false });
    expect(await writer.invoke([write(1)])).toEqual({ result: 'lost', message: expect.stringMatching(/./) });
    expect(emulator.requests().totals.exchanges).toBe(1);
    expect(slept).toEqual([]);
  });
});
