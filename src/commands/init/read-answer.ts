import { forms } from '../../core/attributes/forms.ts';
import { clouds } from '../../core/attributes/tenant-schema.ts';
import type { Cloud } from '../../core/desired/settings.ts';
import type { Origin } from './repository.ts';

/** An answer as it is used, or what is wrong with it: a sentence that says how it is to look. */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

/** A tenant by its ID or by one of its domains. */
export type TenantName = { readonly id: string } | { readonly domain: string };

const guid = new RegExp(forms.id.pattern);
const signInName = new RegExp(forms.userPrincipalName.pattern);

export function readTenant(text: string): Read<TenantName> {
  if (guid.test(text)) return { value: { id: text.toLowerCase() } };
  const domain = text.replace(/^.*@/, '').toLowerCase();
  if (/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}$/.test(domain))
    return { value: { domain } };
  return {
    wrong: `${quoted(text)} is neither a tenant ID, such as 84841066-274d-4ec0-a5c1-276be684bdd3, nor a domain, such as contoso.onmicrosoft.com.`,
  };
}

export function readCloud(text: string): Read<Cloud> {
  const cloud = clouds.find((each) => each.toLowerCase() === text.toLowerCase());
  return cloud ? { value: cloud } : { wrong: `${quoted(text)} is no cloud: write ${oneOf(clouds)}.` };
}

const routes = ['auto', 'never'] as const;

export function readExchange(text: string): Read<'auto' | 'never'> {
  const route = routes.find((each) => each === text.toLowerCase());
  return route
    ? { value: route }
    : {
        wrong: `${quoted(text)} is none of ${oneOf(routes)}: auto where people have mailboxes in Exchange Online.`,
      };
}

/** `contoso/tenant`, or its address as a browser or Git has it. */
export function readRepository(text: string, host = 'github.com'): Read<Origin> {
  const [, elsewhere, name] =
    /^(?:(?:https?:\/\/|ssh:\/\/git@|git@)([\w.-]+)[/:])?([A-Za-z0-9][\w.-]*\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      text,
    ) ?? [];
  return name === undefined
    ? { wrong: `${quoted(text)} is no repository: write OWNER/NAME, such as contoso/tenant.` }
    : { value: { host: elsewhere ?? host, name } };
}

/** `@contoso/tenant-admins`, `@megan` or a mail address. */
export function readOwner(text: string): Read<string> {
  if (/^@[A-Za-z0-9](?:[\w-]*)(?:\/[\w.-]+)?$/.test(text) || new RegExp(forms.mail.pattern).test(text))
    return { value: text };
  return {
    wrong: `${quoted(text)} is no code owner: write a team as @contoso/tenant-admins, or a person as @name.`,
  };
}

export function readAccount(text: string): Read<string> {
  if (signInName.test(text) || guid.test(text)) return { value: text };
  return { wrong: `${quoted(text)} is no account: write its sign-in name, or its object ID.` };
}

/** What commas or spaces keep apart, each read by itself. */
export function readAll<T>(texts: readonly string[], read: (text: string) => Read<T>): Read<readonly T[]> {
  const parts = texts.flatMap((text) => text.split(/[\s,;]+/)).filter((part) => part !== '');
  const all = [...new Set(parts)].map(read);
  const wrong = all.flatMap((each) => ('wrong' in each ? [each.wrong] : []));
  return wrong.length > 0
    ? { wrong: wrong.join(' ') }
    : { value: all.flatMap((each) => ('value' in each ? [each.value] : [])) };
}

const oneOf = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
const quoted = (text: string): string => JSON.stringify(text);
