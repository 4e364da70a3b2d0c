import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drift } from '../../../src/core/drift/drift.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { driftIssue } from '../../../src/render/markdown/drift-issue.ts';
import { driftMarker, readDriftMarker } from '../../../src/render/markdown/drift-marker.ts';
import { redactions } from '../../../src/render/redaction.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../../support/tenant.ts';
import { tricks } from './hostile.ts';
import { all, parse, seen, shape } from './tree.ts';

const people = [1, 2, 3].map((number) => liveUser(number, `u${number}@contoso.com`));
const [, lee, megan] = people;

/** A tenant in which a person, an application and nobody known changed something. */
function driftOf({ name = 'Sales', actor = 'Nina (nina@contoso.com)' } = {}): Drift {
  const plan = planOf(
    desired([
      user('u1@contoso.com', { department: 'Engineering', mobilePhone: '+55 11 95555 0101', city: 'Bern' }),
      user('gone@contoso.com', { city: 'Bern' }),
      group(
        'g',
        { description: 'Engineers', owners: { mode: 'exact', users: ['u2@contoso.com'] } },
        { id: id(50) },
      ),
      group('new', { displayName: 'New', mailNickname: 'new', type: 'security' }),
    ]),
    live(
      [
        liveUser(1, 'u1@contoso.com', { department: name, mobilePhone: '+55 11 95555 9999' }),
        ...[lee, megan].flatMap((each) => each ?? []),
      ],
      [liveGroup(50, `SG-${name}`, { description: name, owners: [id(3)] })],
    ),
  );
  const at = '2026-11-20T09:12:00Z';
  const keys = plan.changes.map(({ key }) => key);
  return {
    plan,
    differences: keys.map((change, index) => {
      const by = {
        name: index === 1 ? 'HR sync' : actor,
        application: index === 1,
        at,
        activity: 'Update user',
      };
      if (index === 2) return { change, whyUnknown: 'the log tells of no change since 2026-10-22' };
      return { change, by, ...(index === 1 ? { contested: { by: 'HR sync', times: 3 } } : {}) };
    }),
    paused: [
      { group: `group:${id(50)}`, why: 'overdue', until: '2026-11-01', reason: name },
      { group: `group:${id(51)}`, why: 'interrupted', journal: '.tenantry/2026-11-19.jsonl' },
    ],
    due: [
      {
        journal: '.tenantry/2026-11-18.jsonl',
        at: '2026-11-18T08:00:00Z',
        groups: [`group:${id(50)}`],
        state: 'unverified',
      },
    ],
    names: { [`group:${id(50)}`]: `SG-${name}`, [`group:${id(51)}`]: 'SG-Paused' },
    since: '2026-10-22T12:00:00.000Z',
    unknown: 'The audit log is long: of the time asked about only the newest 20,000 entries were read.',
  };
}

const input = {
  drift: driftOf(),
  runUrl: 'https://github.com/contoso/tenant/actions/runs/42',
  firstSeen: '2026-11-14T06:00:00.000Z',
  restoreUrl: 'https://github.com/contoso/tenant/actions/workflows/restore.yml',
  acceptBranchUrl: 'https://github.com/contoso/tenant/compare/main...tenantry/accept-drift',
};

/** Whatever the digest of the plan is. */
const shapeOf = (body: string): unknown => shape(parse(body.replace(/[0-9a-f]{64}/, '')));

describe('the issue about drift', () => {
  test.each(redactions)('with redaction %s', async (redaction) => {
    const { title, body } = driftIssue({ ...input, redaction });
    await expect(`${title}\n\n${body}`).toMatchFileSnapshot(`golden/drift-issue-${redaction}.md`);
  });

  test('without links, and of what cannot be taken back', async () => {
    const plan: Plan = {
      ...input.drift.plan,
      changes: [],
      operations: [],
      counts: { ...input.drift.plan.counts, changes: 0 },
    };
    const { title, body } = driftIssue({
      drift: { ...input.drift, plan, differences: [] },
      redaction: 'full',
    });
    expect(title).toBe('Drift: 2 groups left paused');
    expect(body).toContain('nothing that an apply could take back');
    expect(driftIssue({ drift: input.drift, redaction: 'full' }).body).not.toMatch(/\]\(/);
  });

  test.each([
    ['unverified', '1 apply not as predicted yet', 'Wait: Entra can take a day'],
    ['interrupted', '1 apply interrupted or not verified', 'Finish the apply that was interrupted'],
  ] as const)('with nothing but an apply that is %s says what to do about that', (state, title, what) => {
    const calm = planOf(desired([]), live([]));
    const due = [{ journal: '.tenantry/2026-11-18.jsonl', at: '2026-11-18T08:00:00Z', groups: [], state }];
    const drift = { ...input.drift, plan: calm, differences: [], paused: [], due };
    const said = driftIssue({ ...input, drift, redaction: 'full' });
    expect(said.title).toBe(title);
    expect(said.body).toContain(what);
  });

  test('its first line can be found and read back', () => {
    const { body } = driftIssue({ ...input, redaction: 'counts' });
    const { tenant, digest, evaluatedAt } = input.drift.plan;
    expect(body.startsWith(driftMarker(tenant.id))).toBe(true);
    expect(readDriftMarker(body)).toEqual({
      tenantId: tenant.id,
      firstSeen: input.firstSeen,
      at: evaluatedAt,
      digest,
    });
    expect(readDriftMarker(`> ${body}`)).toBeUndefined();
  });

  test('names, values and actors from outside get no markup of their own', () => {
    const calm = driftOf({ name: 'x', actor: 'y' });
    const tame = shapeOf(driftIssue({ ...input, drift: calm, redaction: 'full' }).body);
    fc.assert(
      fc.property(fc.constantFrom(...tricks.filter((each) => each.isWellFormed())), (trick) => {
        const name = `x${trick}x`;
        const { body } = driftIssue({ ...input, drift: driftOf({ name, actor: name }), redaction: 'full' });
        expect(body.split('<!--')).toHaveLength(3);
        expect(shapeOf(body)).toEqual(tame);
      }),
    );
  });

  test('sensitive values and, with redaction, people and values are nowhere in it', () => {
    const full = driftIssue({ ...input, redaction: 'full' }).body;
    expect(full).not.toContain('95555');
    expect(full).toContain('u1@contoso.com');
    for (const redaction of ['ids', 'counts'] as const) {
      const { title, body } = driftIssue({ ...input, redaction });
      const text = title + seen(parse(body));
      for (const secret of ['contoso.com', 'Engineering', 'Sales', 'Nina', 'HR sync', '95555', 'SG-'])
        expect(text).not.toContain(secret);
    }
    expect(driftIssue({ ...input, redaction: 'counts' }).body).not.toContain(id(1));
  });

  test('never takes more room than there is, and says both ways out even then', () => {
    const [first] = input.drift.plan.changes;
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...first,
      key: `user:${id(index)}/city`,
      object: `user:${id(index)}`,
    }));
    const big = { ...input.drift, plan: { ...input.drift.plan, changes: many as Plan['changes'] } };
    for (const redaction of redactions)
      for (const limit of [8000, 20_000, 60_000]) {
        const { body } = driftIssue({ ...input, drift: big, redaction, limit });
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit);
        expect(body).toContain('**Restore**');
        expect(body).toContain('**Accept**');
        expect(all(parse(body)).filter(({ type }) => type === 'heading').length).toBeGreaterThan(0);
      }
  });
});
