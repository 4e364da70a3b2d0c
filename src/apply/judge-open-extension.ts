import type { Structure, Value } from '../core/attributes/attribute.ts';
import type { Change } from '../core/plan/plan.ts';
import { sameWire } from './compare.ts';
import type { OpenExtensionWrite } from './open-extension-requests.ts';
import { weigh, type Seen, type Verdict } from './verdict.ts';

/** Compares an open extension as a whole; one that is not there counts as null. */
export function judgeOpenExtension(
  write: OpenExtensionWrite,
  changes: readonly Change[],
  seen: Seen,
): Verdict {
  const name = `openExtensions.${write.name}`;
  const now: Value = seen.seen === 'object' ? valuesOf(seen.body) : null;
  const before = write.type === 'createOpenExtension' ? null : (changes[0]?.before ?? null);
  const after = write.type === 'deleteOpenExtension' ? null : write.body;
  const part = { name, now, atBefore: sameWire(now, before), atAfter: sameWire(now, after) };
  if (write.type !== 'createOpenExtension' || part.atBefore || part.atAfter) return weigh([part]);
  const taken = 'An open extension of this name is there already and holds something else.';
  return { verdict: 'conflict', message: taken, found: { [name]: now } };
}

/** Without what the service adds: the names and the annotations. */
function valuesOf(body: Readonly<Record<string, unknown>>): Structure {
  const own = Object.entries(body).filter(
    ([name, value]) =>
      name !== 'id' && name !== 'extensionName' && !name.includes('@odata.') && value !== null,
  );
  return Object.fromEntries(own) as Structure;
}
