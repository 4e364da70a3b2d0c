import type { LiveObject } from '../live/live.ts';
import { isManageable } from './owners.ts';
import type { Found } from './subject.ts';

/** Groups that do not say what they are for. */
export const findNoDescription = (groups: readonly LiveObject[]): readonly Found[] =>
  groups
    .filter((group) => isManageable(group) && isBlank(group['description']))
    .map((group) => ({
      id: 'no-description',
      object: `group:${group.id}`,
      name: group.displayName ?? group.id,
      attribute: 'description',
      message: 'The group has no description.',
      remedy: 'Say in `description:` what the group is for and who may be in it.',
    }));

const isBlank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === '';
