import { TenantryError } from '../../core/problem.ts';
import type { ImportOptions } from './import-options.ts';

/** Throws TenantryError where flags do not go together. */
export function checkFlags(options: ImportOptions): void {
  const { pin, prune, acceptDrift, attributes, usersTo, groupsTo } = options;
  const jobs = [pin ? '--pin' : '', prune ? '--prune' : '', acceptDrift ? '--accept-drift' : ''].filter(
    Boolean,
  );
  if (jobs.length === 0) return;
  const moved = usersTo !== 'users/{department}.yaml' || groupsTo !== 'groups/{type}.yaml';
  const added = [
    attributes === undefined ? '' : '--attributes',
    moved ? '--users-to and --groups-to' : '',
  ].filter(Boolean);
  if (added.length > 0)
    throw new TenantryError({
      id: 'import-flags',
      message: `${jobs.join(' and ')} ${jobs.length === 1 ? 'changes' : 'change'} just what entries of the files say, so ${added.join(' and ')} would say nothing`,
      remedy: 'Run `tenantry import` once without the one and once without the other.',
    });
  const filters = [...options.department, ...options.domain, ...options.group];
  if (prune && (filters.length > 0 || options.only.length > 0 || options.skipSynced))
    throw new TenantryError({
      id: 'import-flags',
      message:
        '--prune looks for entries whose user or group is gone, of which no department, group or domain is known any more',
      remedy: 'Leave the filters out; --users and --groups go with --prune.',
    });
}
