import type { Permissions } from './state.ts';

/** Whether a token has what a call needs, written as in GitHub's header: `issues=write; pull_requests=write`. */
export function allowed(permissions: Permissions, needs: string): boolean {
  return needs.split(';').some((way) =>
    way.split(',').every((each) => {
      const [name = '', level] = each.trim().split('=');
      const given = permissions[name.replaceAll('_', '-')];
      // Every token may read the metadata.
      return name === 'metadata' || given === 'write' || (given !== undefined && given === level);
    }),
  );
}
