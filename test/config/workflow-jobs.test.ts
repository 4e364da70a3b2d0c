import { expect, test } from 'vitest';
import { signingJobs } from '../../src/config/workflow-jobs.ts';

const jobs = (text: string) =>
  signingJobs([{ path: 'w.yml', text }]).map(({ job, environment }) => [job, environment]);

test.each([
  [
    'of the job',
    'jobs:\n  a:\n    environment: tenant\n    permissions: { id-token: write }\n',
    [['a', 'tenant']],
  ],
  [
    'of the workflow',
    'permissions: { id-token: write }\njobs:\n  a: { environment: { name: tenant } }\n',
    [['a', 'tenant']],
  ],
  ['all', 'permissions: write-all\njobs: { a: {} }\n', [['a', undefined]]],
  ['taken away by the job', 'permissions: { id-token: write }\njobs: { a: { permissions: {} } }\n', []],
  ['none', 'jobs: { a: { environment: tenant } }\n', []],
  ['no YAML', 'jobs: [', []],
  ['another thing', '- a\n', []],
])('permission %s', (_, text, expected) => {
  expect(jobs(text)).toEqual(expected);
});
