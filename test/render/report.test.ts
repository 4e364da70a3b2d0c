import { describe, expect, test } from 'vitest';
import type { OperationReport, Report } from '../../src/apply/report.ts';
import type { Operation } from '../../src/core/plan/plan.ts';
import { paint } from '../../src/render/text/lines.ts';
import { showReport } from '../../src/render/text/report.ts';
import { id } from '../support/tenant.ts';

const operation = (number: number, body: Body): Operation => ({
  key: `user:${id(number)} profile`,
  phase: 'attributes',
  object: `user:${id(number)}`,
  channels: ['graph'],
  write: { type: 'update', kind: 'user', body },
  changes: Object.keys(body).map((name) => `user:${id(number)}/${name}`),
  context: [],
  dependsOn: [],
});
type Body = Extract<Operation['write'], { readonly type: 'update' }>['body'];
const ended = (of: Operation, ending: Partial<OperationReport> = {}): OperationReport => ({
  operation: of,
  attempts: 1,
  outcome: 'applied',
  ...ending,
});
const names = Object.fromEntries(
  Array.from({ length: 40 }, (_, number) => [`user:${id(number)}`, `u${number}@contoso.com`]),
);
const counts = {
  applied: 0,
  alreadySo: 0,
  acceptedNotVisible: 0,
  conflict: 0,
  held: 0,
  blocked: 0,
  failed: 0,
  notAttempted: 0,
};
function shown(operations: readonly OperationReport[], known?: ReadonlySet<string>): string {
  const report: Report = { operations, open: [], counts, finished: true, exitCode: 0 };
  return paint(showReport(report, names, 100, known), false).replaceAll(/\s+/g, ' ');
}

const afterId = (value: string | null): string =>
  shown([ended(operation(1, { onPremisesImmutableId: value }))]);

describe('what is next after immutable ids', () => {
  test('were written: the objects come into the scope', () => {
    expect(afterId('MyIRAFVEd2aImaq7zN3u/w==')).toMatch(
      /Immutable ids written: u1@contoso\.com\. .* into the scope of Entra Connect, run/,
    );
    expect(afterId('MyIRAFVEd2aImaq7zN3u/w==')).not.toContain('cleared');
  });

  test('were cleared: they stay out of it', () => {
    expect(afterId(null)).toContain('Immutable ids cleared: u1@contoso.com.');
    expect(afterId(null)).not.toMatch(/written: u1|bring the on-premises objects/);
  });

  test('were neither: nothing', () =>
    expect(shown([ended(operation(1, { department: 'IT' }))])).not.toContain('Immutable'));
});

describe('what was not done', () => {
  test('for the same reason stands there once', () => {
    const message = 'The run was interrupted before this was sent.';
    const text = shown(
      Array.from({ length: 32 }, (_, number) =>
        ended(operation(number, { department: 'IT' }), { outcome: 'notAttempted', message }),
      ),
    );
    expect(text.split(message)).toHaveLength(2);
    expect(text).toContain('! 32 writes not attempted, to u0@contoso.com, u1@contoso.com');
    expect(text).toContain('and 24 more');
  });

  test('because the service refused it in the same words stands there once, with every write', () => {
    const refused = { outcome: 'failed', status: 403, code: 'Denied', message: 'No permission.' } as const;
    const all = (number: number): string =>
      shown(
        Array.from({ length: number }, (_, index) =>
          ended(operation(index, { department: 'IT' }), { ...refused, requestId: `r${index}` }),
        ),
      );
    expect(all(12)).toMatch(
      /! 12 writes failed for the same reason 403 Denied: No permission\. The first has request id r0\. u0@contoso\.com \(department\) .* u11@contoso\.com \(department\) /,
    );
    expect(all(12).split('No permission.')).toHaveLength(2);
    expect(all(3).split('No permission.')).toHaveLength(4);
    expect(all(3)).toContain('What was not done is not lost: mend the cause, and the next plan');
  });

  test('nothing is said of a next time where all was done', () => {
    expect(shown([ended(operation(1, { department: 'IT' }))])).not.toContain('not lost');
  });

  test.each<[Body, string]>([
    [{ onPremisesExtensionAttributes: { extensionAttribute5: 'x' } }, 'extensionAttribute5: failed'],
    [
      { employeeOrgData: { division: 'x', costCenter: 'y' } },
      'employeeOrgData.division, employeeOrgData.costCenter: failed',
    ],
    [{ ext1_courses: { courseId: 3 } }, 'schemaExtensions.ext1_courses: failed'],
    [{ businessPhones: ['+1'], city: null }, 'businessPhones, city: failed'],
  ])('is called as in the files: %j', (body, expected) => {
    expect(shown([ended(operation(1, body), { outcome: 'failed' })])).toContain(`u1@contoso.com ${expected}`);
  });

  test('names what it waits for in the words of the plan', () => {
    const first = operation(1, { department: 'IT', jobTitle: 'x' });
    const message = `It waits for "${first.key}", which failed.`;
    expect(
      shown([ended(first), ended(operation(2, { city: 'Bern' }), { outcome: 'held', message })]),
    ).toContain(
      'u2@contoso.com city: held It waits for u1@contoso.com (department, jobTitle), which failed.',
    );
  });

  test('is not said again where it was said before', () => {
    const held = ended(operation(1, { department: 'IT' }), { outcome: 'held', message: 'Why.' });
    expect(shown([held])).toContain('Why.');
    expect(shown([held], new Set([held.operation.key]))).not.toMatch(/Why\.|Not done/);
  });
});
