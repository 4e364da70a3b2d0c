import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/ports.ts';
import { dualWrite, external, onPremises, synced } from './exchange-side.ts';
import { attribute } from './extension-parts.ts';
import { guid, keyOf } from './plans.ts';
import { invoked, ok, play, sent, until } from './play.ts';
import { error } from './world.ts';

const id = guid(1);
const graphOnly = attribute(id, [null, 'Staff'], ['graph']);
const both = attribute(id, [null, 'Staff'], ['graph', 'exchange']);
const exchangeOnly = attribute(id, [null, 'Staff'], ['exchange']);
const shown = ok({ onPremisesExtensionAttributes: { extensionAttribute1: null } });
const held = ok({ value: [{ CustomAttribute1: '' }] });
const refusing =
  (status: number, code: string, message: string) =>
  (request: { readonly id: string }): Reply =>
    error(request, status, code, message);

const notFound = "The operation couldn't be performed because object 'x' couldn't be found on 'DC1'.";

interface Row {
  readonly from: string;
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly becomes: 'exchange' | 'blocked' | 'failed' | 'again';
  readonly says?: string;
}

const nearly = [
  external.slice(0, -1),
  `${external} Ask your administrator.`,
  external.toLowerCase(),
  'Insufficient privileges to complete the operation.',
];

const ofGraph: readonly Row[] = [
  { from: 'Graph', status: 400, code: 'Request_BadRequest', text: external, becomes: 'exchange' },
  { from: 'Graph', status: 400, code: 'Request_BadRequest', text: ` ${external}\r\n`, becomes: 'exchange' },
  ...nearly.map((text): Row => ({
    from: 'Graph',
    status: 400,
    code: 'Request_BadRequest',
    text,
    becomes: 'failed',
  })),
  { from: 'Graph', status: 403, code: 'Authorization_RequestDenied', text: external, becomes: 'failed' },
  { from: 'Graph', status: 404, code: 'Request_ResourceNotFound', text: external, becomes: 'failed' },
  { from: 'Graph', status: 503, code: 'ServiceUnavailable', text: external, becomes: 'again' },
  {
    from: 'Graph',
    status: 400,
    code: 'Request_BadRequest',
    text: onPremises,
    becomes: 'blocked',
    says: 'on-premises',
  },
];

const ofExchange: readonly Row[] = [
  {
    from: 'Exchange',
    status: 400,
    code: 'InvalidOperationException',
    text: synced,
    becomes: 'blocked',
    says: 'on-premises',
  },
  {
    from: 'Exchange',
    status: 400,
    code: 'UnableToWriteToAadException',
    text: dualWrite(onPremises),
    becomes: 'blocked',
    says: 'on-premises',
  },
  {
    from: 'Exchange',
    status: 400,
    code: 'UnableToWriteToAadException',
    text: dualWrite('Busy.'),
    becomes: 'again',
  },
  {
    from: 'Exchange',
    status: 400,
    code: 'UnableToWriteToAadException',
    text: dualWrite(external),
    becomes: 'again',
  },
  {
    from: 'Exchange',
    status: 404,
    code: 'ManagementObjectNotFoundException',
    text: notFound,
    becomes: 'blocked',
    says: 'no longer',
  },
  { from: 'Exchange', status: 400, code: 'Request_BadRequest', text: external, becomes: 'failed' },
  { from: 'Exchange', status: 403, code: 'AccessDenied', text: 'Access is denied.', becomes: 'failed' },
  {
    from: 'Exchange',
    status: 400,
    code: 'AmbiguousParameterSetException',
    text: 'Invalid cmdlet parameters.',
    becomes: 'failed',
  },
  {
    from: 'Exchange',
    status: 400,
    code: '',
    text: 'You have reached the maximum number of concurrent requests per tenant.',
    becomes: 'again',
  },
  ...[401, 408, 429, 503, 504].map((status): Row => ({
    from: 'Exchange',
    status,
    code: '',
    text: 'Later.',
    becomes: 'again',
  })),
];

describe('what a refusal of the write becomes', () => {
  it.each(ofGraph)('$from $status $text: $becomes', ({ status, code, text, becomes, says }) => {
    const game = play([both]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, shown, look.requests));
    const after = game.answer(write.batch, refusing(status, code, text), write.requests);
    expect(after.some((each) => each.action === 'invoke')).toBe(becomes === 'exchange');
    expect(after.some((each) => each.action === 'wait')).toBe(becomes === 'again');
    expect(game.outcomes()).toEqual(
      becomes === 'blocked' || becomes === 'failed' ? { [keyOf(both)]: becomes } : {},
    );
    expect(JSON.stringify(game.records)).toContain(says ?? '');
  });

  it.each(ofExchange)('$from $status $code $text: $becomes', ({ status, code, text, becomes, says }) => {
    const game = play([exchangeOnly]);
    const look = invoked(game.start());
    const write = invoked(game.reply(look.batch, held, look.commands));
    const after = game.reply(write.batch, refusing(status, code, text), write.commands);
    expect(after.some((each) => each.action === 'wait')).toBe(becomes === 'again');
    expect(game.outcomes()).toEqual(becomes === 'again' ? {} : { [keyOf(exchangeOnly)]: becomes });
    expect(JSON.stringify(game.records)).toContain(says ?? '');
  });

  it('says what to do where there is no second channel', () => {
    const game = play([graphOnly]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, shown, look.requests));
    game.answer(write.batch, refusing(400, 'Request_BadRequest', external), write.requests);
    expect(game.records.at(-1)).toMatchObject({
      outcome: 'blocked',
      status: 400,
      message: expect.stringMatching(
        /Exchange masters.*no recipient.*licence.*mail user.*run again/,
      ) as string,
    });
  });

  it('opens nothing for a refusal of the look', () => {
    const game = play([both]);
    const look = sent(game.start());
    game.answer(look.batch, refusing(400, 'Request_BadRequest', external), look.requests);
    expect(game.outcomes()).toEqual({ [keyOf(both)]: 'failed' });
  });

  it('is blocked where Exchange does not find the user at the look', () => {
    const game = play([exchangeOnly]);
    const look = invoked(game.start());
    game.reply(look.batch, refusing(404, 'ManagementObjectNotFoundException', notFound), look.commands);
    expect(game.outcomes()).toEqual({ [keyOf(exchangeOnly)]: 'blocked' });
  });

  it('looks again through Exchange after a lost write, and finds it done', () => {
    const game = play([exchangeOnly]);
    const look = invoked(game.start());
    const write = invoked(game.reply(look.batch, held, look.commands));
    const again = invoked(game.tick(until(game.lose(write.batch))));
    expect(again.commands[0]?.cmdlet).toBe('Get-Mailbox');
    game.reply(again.batch, ok({ value: [{ CustomAttribute1: 'Staff' }] }), again.commands);
    expect(game.outcomes()).toEqual({ [keyOf(exchangeOnly)]: 'applied' });
  });
});
