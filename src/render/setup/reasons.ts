import type { Work } from '../../core/setup/step.ts';

/** `User.Read.All: every user, since rules and references can be about any` */
export const reasonLines = ({
  resources,
  reasons,
}: Extract<Work, { work: 'permissions' }>): readonly string[] =>
  resources.flatMap(({ roles }) =>
    roles.flatMap((role) => (reasons[role] ? [`${role}: ${reasons[role]}`] : [])),
  );
