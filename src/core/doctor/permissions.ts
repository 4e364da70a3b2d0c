import { capitalised } from '../wording.ts';
import type { Excess, Missing } from '../permissions/judge.ts';
import { whoGrants } from '../permissions/how-to-allow.ts';
import { cautions, permissionKind, permissionText, type PermissionName } from '../permissions/permission.ts';
import { reasonText, type Part, type Reason } from '../permissions/requirement.ts';
import { failure, fine, warning, type DoctorLine } from './line.ts';

/** What an application is allowed, against what these files need. */
export function permissionLines(
  part: Part,
  missing: readonly Missing[],
  excess: readonly Excess[],
  needed: number,
): readonly DoctorLine[] {
  const doing = part === 'reader' ? 'a plan' : 'an apply';
  return [
    ...missing.map(missingLine),
    ...(missing.some(({ required }) => required)
      ? []
      : [
          fine(
            'permissions',
            'permissions',
            `What ${doing} of these files takes is granted (${needed} permissions and roles).`,
          ),
        ]),
    ...excess.map((each) => excessLine(each, part)),
  ];
}

function missingLine({ name, required, reasons }: Missing): DoctorLine {
  const text = `The ${permissionText(name)} is missing. It is ${required ? 'needed' : 'recommended'} for: ${reasonsText(reasons)}.`;
  const caution = Object.hasOwn(cautions, name) ? ` ${cautions[name]}` : '';
  const next = `${capitalised(whoGrants([name]))} ${how(name)}${caution}`;
  return required
    ? failure('permissions', 'permission-missing', { text, next, permission: name })
    : warning('permissions', 'permission-missing', { text, next, permission: name });
}

function excessLine({ name, instead }: Excess, part: Part): DoctorLine {
  const writes = /Write|Create|Delete|Manage|Enable/.test(name);
  const more = part === 'reader' && writes ? ' It writes, and whoever plans should not be able to.' : '';
  const enough = listed(instead);
  return warning('permissions', 'permission-excess', {
    text:
      instead.length === 0
        ? `The ${permissionText(name)} is granted, and these files do not need it.${more}`
        : `The ${permissionText(name)} is granted and allows more than these files need: ${enough} ${instead.length === 1 ? 'is' : 'are'} enough.${more}`,
    next: `${instead.length === 0 ? 'Take it away' : `Have ${enough} granted, and this one taken away`}, unless the application does other work. It counts until its tokens end, after about an hour.`,
    permission: name,
  });
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

function how(name: PermissionName): string {
  switch (permissionKind(name)) {
    case 'graph':
    case 'exchange':
      return 'adds it as an application permission and grants admin consent.';
    case 'directoryRole':
      return 'assigns it to the application, for the whole tenant.';
    case 'exchangeRole':
      return 'makes the application a member of a role group with it; the directory role Global Reader does as well.';
  }
}

const shown = 6;

/** `department of 12 users, mobilePhone of 3 users and 4 more`. */
export function reasonsText(reasons: readonly Reason[]): string {
  const texts = reasons.map(reasonText);
  const rest = texts.length - shown;
  return rest > 1 ? `${texts.slice(0, shown).join(', ')} and ${rest} more` : texts.join(', ');
}
