import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wantsColour } from '../../../src/adapters/terminal/colour.ts';
import { progressOn } from '../../../src/adapters/terminal/progress.ts';
import { terminal } from '../../../src/adapters/terminal/terminal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function output(isTTY: boolean, columns = 20) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

describe('progress', () => {
  test('on a terminal appears after a second, is replaced, and goes away', () => {
    const out = output(true);
    const progress = progressOn(out);
    progress.show('users: 1');
    vi.advanceTimersByTime(999);
    progress.show('users: 2');
    expect(out.written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(out.written).toEqual(['\r\u001b[2Kusers: 2']);
    progress.show('a line that is longer than the terminal');
    expect(out.written.at(-1)).toBe('\r\u001b[2Ka line that is long');
    progress.clear();
    expect(out.written.at(-1)).toBe('\r\u001b[2K');
    vi.advanceTimersByTime(60_000);
    expect(out.written).toHaveLength(3);
  });

  test('of what is quick is never seen', () => {
    const out = output(true);
    const progress = progressOn(out);
    progress.show('quick');
    progress.clear();
    vi.advanceTimersByTime(60_000);
    expect(out.written).toEqual([]);
  });

  test('elsewhere is a plain line every ten seconds at most', () => {
    const out = output(false);
    const progress = progressOn(out);
    for (let ms = 0; ms <= 21_500; ms += 500) {
      progress.show(`after ${ms}`);
      vi.advanceTimersByTime(500);
    }
    expect(out.written).toEqual(['after 1000\n', 'after 11000\n', 'after 21000\n']);
  });
});

describe('colour', () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
  ])('%o on a terminal %s: %s', (env, isTTY, colour) => {
    expect(wantsColour(env, { isTTY })).toBe(colour);
  });
});

function streams(stdinIsTty: boolean) {
  const stdin = Object.assign(new PassThrough(), { isTTY: stdinIsTty });
  const stderr = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: false });
  return { stdin, stdout: output(false), stderr, env: {} };
}

describe('the terminal', () => {
  test('keeps the result and the remarks apart', () => {
    const all = streams(false);
    const term = terminal(all);
    term.print('result');
    term.print('with a break\n');
    term.say('remark');
    expect(all.stdout.written).toEqual(['result\n', 'with a break\n']);
    expect(all.stderr.read()).toBe('remark\n');
    expect([term.colour, term.columns]).toEqual([false, 20]);
  });

  test.each([
    ['yes\n', true],
    [' YES \n', true],
    ['y\n', true],
    ['\n', false],
    ['no\n', false],
  ])('takes %j for %s', async (answer, confirmed) => {
    const all = streams(true);
    const asked = terminal(all).confirm('Apply?');
    all.stdin.write(answer);
    expect(await asked).toBe(confirmed);
    expect(all.stderr.read()).toContain('Apply? ');
  });

  test('takes the end of the input for a no', async () => {
    const all = streams(true);
    const asked = terminal(all).confirm('Apply?');
    all.stdin.end();
    expect(await asked).toBe(false);
  });

  test('does not ask where nobody can answer', async () => {
    const all = streams(false);
    all.stdin.write('yes\n');
    expect(await terminal(all).confirm('Apply?')).toBeUndefined();
    expect(await terminal(all).ask('Which tenant?')).toBeUndefined();
    expect(all.stderr.read()).toBeNull();
  });

  test('hears lines one after the other, as they were written', async () => {
    const all = streams(true);
    const term = terminal(all);
    for (const [written, heard] of [
      [' Contoso.com \n', 'Contoso.com'],
      ['\n', ''],
    ] as const) {
      const asked = term.ask('Which tenant?');
      all.stdin.write(written);
      expect(await asked).toBe(heard);
    }
    const asked = term.ask('Which tenant?');
    all.stdin.end();
    expect(await asked).toBeUndefined();
  });
});
