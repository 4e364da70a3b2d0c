import { expect, test } from 'vitest';
import { originOf } from '../../../src/adapters/files/git-place.ts';

test.each([
  ['https://github.com/contoso/tenant.git', 'github.com', 'contoso/tenant'],
  ['https://user:secret@github.com/contoso/tenant', 'github.com', 'contoso/tenant'],
  ['git@github.com:contoso/my.tenant.git', 'github.com', 'contoso/my.tenant'],
  ['ssh://git@github.contoso.com:2222/it/tenant.git', 'github.contoso.com', 'it/tenant'],
])('%s', (url, host, name) => {
  expect(originOf(url)).toEqual({ host, name });
});

test.each(['/srv/git/tenant.git', '../tenant', 'https://dev.azure.com/contoso/it/_git/tenant', ''])(
  '%j is no repository on GitHub',
  (url) => {
    expect(originOf(url)).toBeUndefined();
  },
);
