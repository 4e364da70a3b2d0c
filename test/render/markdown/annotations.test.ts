import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../src/core/annotation.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { annotationsOf, problemAnnotations } from '../../../src/render/markdown/annotations.ts';
import { redactions } from '../../../src/render/redaction.ts';
import { refused, secrets } from './everything.ts';

const line = ({ level, path, line: at, column, title, message }: Annotation): string =>
  `${level} ${path}:${at}:${column} [${title}] ${message}`;

const pending = <T extends object>(all: readonly T[]) =>
  all.map((each) => ({ ...each, origin: 'pending' as const }));

const onPremises = 'The user is synced from on-premises Active Directory, which holds this value.';
const changeIt = 'Change it in on-premises Active Directory; Entra Connect brings it to the cloud.';
const noRule = 'A group to which roles can be assigned cannot have a membership rule.';

describe('annotations of a plan', () => {
  test('are what the pull request brings: blocked, not found, and expectations that it breaks', () => {
    expect(annotationsOf(refused, 'full').map(line)).toEqual([
      `warning tenant/users/all.yaml:1:1 [department cannot be written] u3@contoso.com: ${onPremises} ${changeIt}`,
      `warning tenant/groups/all.yaml:1:1 [membershipRule cannot be written] Role-Helpdesk: ${noRule} Use membership: assigned for this group.`,
      'warning tenant/users/all.yaml:1:1 [user, manager: not found in the tenant, or not clear] There is no user nobody@contoso.com in the tenant. Correct the name, or take it out.',
      'failure tenant/groups/all.yaml:9:5 [An expectation is not met] SG-IT: u11@contoso.com should be a member but is not, because user.city -eq "Bern".',
    ]);
  });

  test('are of everything where nothing is known of what was pending; nothing of it refuses the plan', () => {
    const { base: _, ...provenance } = refused.provenance;
    const plan = {
      ...refused,
      provenance,
      blocked: pending(refused.blocked),
      unresolved: pending(refused.unresolved),
      expectations: pending(refused.expectations),
    };
    expect(annotationsOf(plan, 'full').map(({ level }) => level)).toEqual(Array(6).fill('warning'));
  });

  test.each(['ids', 'counts'] as const)(
    'have no name and no value in them with redaction %s',
    (redaction) => {
      const text = annotationsOf(refused, redaction).map(line).join('\n');
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(annotationsOf(refused, redaction)).toHaveLength(4);
    },
  );

  test('stand at the same places whatever is shown', () => {
    const places = redactions.map((redaction) =>
      annotationsOf(refused, redaction).map(({ path, line: at, level }) => `${level} ${path}:${at}`),
    );
    expect(new Set(places.map((each) => each.join('\n'))).size).toBe(1);
  });

  test('are plain text in which nothing moves the cursor', () => {
    const [first] = refused.blocked;
    if (!first) throw new Error('Nothing is blocked.');
    const [found] = annotationsOf(
      { ...refused, blocked: [{ ...first, message: 'a\u001b[31m\n::error::b\u202e' }] },
      'full',
    );
    expect(found?.message).toContain(String.raw`\u{1b}[31m\u{a}::error::b\u{202e}`);
  });
});

describe('annotations of problems', () => {
  const problem: Problem = {
    id: 'unknown-attribute',
    message: 'there is no attribute departmnt',
    remedy: 'Did you mean department?',
    place: { file: 'tenant/users/it.yaml', line: 7, column: 5 },
  };

  test('stand where the problem is, and say how to mend it', () => {
    const found = problemAnnotations([problem]);
    expect(found).toMatchObject([
      { path: 'tenant/users/it.yaml', line: 7, column: 5, level: 'failure', title: 'unknown-attribute' },
    ]);
    expect(found[0]?.message).toMatch(/no attribute departmnt.*Did you mean department\?$/);
  });

  test('are none where the problem stands in no file', () => {
    const { place: _, ...rest } = problem;
    expect(problemAnnotations([rest])).toEqual([]);
  });
});
