import { guardNames } from '../../core/guards/guard.ts';

/** Settings of guards and findings name nobody; of the other sentences only what kind of thing it is about. */
export function redactLoosened(sentence: string): string {
  const settings = /^(?:guard (\w+)|finding [\w-]+) is loosened from [\w %]+ to [\w %]+$/.exec(sentence);
  if (settings && (settings[1] === undefined || guardNames.some((name) => name === settings[1])))
    return sentence;
  for (const [form, words] of others) if (form.test(sentence)) return words;
  return 'something that limits plans is loosened';
}

const others: readonly (readonly [RegExp, string])[] = [
  [/ is no longer among the protected users$/, 'somebody is no longer among the protected users'],
  [/ is no longer among the protected groups$/, 'a group is no longer among the protected groups'],
  [/ is no longer frozen$/, 'an object is no longer frozen'],
  [/ is frozen through \S+ instead of \S+$/, 'an object is frozen for a shorter time'],
  [/ is no longer held by /, 'an attribute is no longer held by its authority'],
];
