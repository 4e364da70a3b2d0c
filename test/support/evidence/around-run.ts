import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { folderVariable } from './kinds.ts';
import { verdictOf } from './verdict.ts';

/**
 * Runs around all tests: the workers note secrets and outputs in a folder, and at the end the outputs are searched. The run
 * fails where one holds a secret.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-evidence-'));
  process.env[folderVariable] = folder;
  const { testFiles } = await project.globTestFiles();
  return () => {
    const { vitest, config } = project;
    const whole =
      vitest.state.getTestModules().length === testFiles.length && config.testNamePattern === undefined;
    try {
      const wrong = verdictOf(folder, { whole });
      if (wrong.length > 0) throw new Error(`What the tests put out was searched:\n${wrong.join('\n')}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      delete process.env[folderVariable];
    }
  };
}
