import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { keepFiles } from '../support/evidence/files.ts';

/** A new folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenantry-')));
  onTestFinished(() => {
    keepFiles(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
