import { forms } from '../core/attributes/forms.ts';
import { alikeAddresses } from './alike.ts';
import { nameOf, referenceTo, type People, type Person } from './people.ts';

/** Who is meant by a cell, as the files write it. */
export type FoundManager =
  | { readonly reference: string; readonly person?: Person }
  | { readonly message: string; readonly remedy: string };

/** Of more people, a table that names every manager wrongly would be compared for minutes. */
const mostCompared = 5000;
const order = ['id', 'userPrincipalName', 'mail', 'employeeId'] as const;

/** Somebody by id, user principal name, mail address or employeeId; a display name never says for certain who is meant. */
export function findManager(text: string, people: People): FoundManager {
  const found = order.map((by) => people.find(by, text)).find((some) => some.length > 0) ?? [];
  const [person, other] = found;
  if (other)
    return {
      message: `is ${found.map(nameOf).slice(0, 5).join(' and ')}.`,
      remedy: 'Name one of them by user principal name.',
    };
  if (person) return { reference: referenceTo(person), person };
  const isReference = [forms.id, forms.mail].some(({ pattern }) => new RegExp(pattern).test(text));
  if (isReference && !people.online) return { reference: text };
  const named = namesOf(text)
    .flatMap((name) => people.named(name))
    .map(nameOf);
  const similar = people.all.length > mostCompared ? [] : alikeAddresses(text, people.all.map(nameOf));
  const alike = [...new Set([...named, ...similar])].slice(0, 3);
  return {
    message: `${isReference ? 'is nobody' : 'is no id, user principal name, mail address or employeeId of anybody'} in the ${people.online ? 'tenant or the ' : ''}files.`,
    remedy: alike.length > 0 ? `Did you mean ${alike.join(' or ')}?` : 'Correct the cell.',
  };
}

/** Whether two references mean the same person. */
export function isSamePerson(a: string, b: string, people: People): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const [first, second] = [findManager(a, people), findManager(b, people)];
  return (
    'person' in first && 'person' in second && first.person !== undefined && first.person === second.person
  );
}

/** `Gu, Lee` is Lee Gu to people. */
function namesOf(text: string): readonly string[] {
  const name = text.toLowerCase();
  const [surname = '', given = '', ...more] = name.split(',').map((part) => part.trim());
  return given !== '' && more.length === 0 ? [name, `${given} ${surname}`] : [name];
}
