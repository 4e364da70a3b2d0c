import { expect, test } from 'vitest';
import { distributionsOf } from '../../../src/core/audit/distributions.ts';

const holder = (id: string, value: string) => ({
  id,
  onPremisesExtensionAttributes: { extensionAttribute3: value },
});

test('a value of an extension attribute that not everybody should read is not told', () => {
  const [found] = distributionsOf(
    [holder('a', 'DE89 3704 0044 0532 0130 00'), holder('b', 'Contractor'), holder('c', 'Contractor')],
    {},
    new Map(),
  ).filter(({ attribute }) => attribute === 'extensionAttribute3');
  expect(found?.values).toEqual([
    { value: 'Contractor', users: 2 },
    { value: '(not shown: looks like a bank account number (IBAN))', users: 1 },
  ]);
});
