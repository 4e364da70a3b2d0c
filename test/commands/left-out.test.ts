import { describe, expect, test } from 'vitest';
import { checkWithout, sayNotLeftOut } from '../../src/commands/left-out.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { desired, id, live, liveUser, planOf, user } from '../support/tenant.ts';

const key = `user:${id(1)}/department`;
const head = desired([user('u1@contoso.com', { department: 'IT', jobTitle: 'Engineer' })]);

function said(without: readonly string[]): string {
  const words: string[] = [];
  const terminal = {
    print: () => {},
    say: (text: string) => void words.push(text),
    progress: () => {},
    confirm: () => Promise.resolve(undefined),
    ask: () => Promise.resolve(undefined),
    colour: false,
    columns: 80,
  };
  sayNotLeftOut(without, planOf(head, live([liveUser(1, 'u1@contoso.com')]), { without }), { terminal });
  return words.join('\n').replaceAll(/\s+/g, ' ');
}

describe('what --without leaves out', () => {
  test('is not remarked upon', () => {
    expect(said([key])).toBe('');
  });

  test('is nothing where the key is misspelt, which is said', () => {
    expect(said([`${key}s`])).toBe(
      `--without ${key}s leaves nothing out: the plan has no such change. Did you mean ${key}?`,
    );
  });

  test('is nothing where the change is made already', () => {
    expect(said([`user:${id(1)}/usageLocation`])).toContain('leaves nothing out');
  });

  test('cannot be said with a name', () => {
    expect(() => checkWithout([key])).not.toThrow();
    expect(() => checkWithout([key, 'u1@contoso.com department'])).toThrow(TenantryError);
    expect(() => checkWithout(['group:sg-it'])).toThrow('is not the key of a change');
  });
});
