const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/**
 * The parts of a text that match, where no letter, digit or sign of a longer number touches them; GUIDs and numbers of
 * telephones with a `+` are left out. `form` needs the flag `g`.
 */
export function numbersIn(text: string, form: RegExp): readonly string[] {
  const rest = text.replace(guid, ' # ');
  return [...rest.matchAll(form)].flatMap((match) => {
    const before = rest.slice(0, match.index);
    const after = rest.slice(match.index + match[0].length);
    const touches = /[\p{L}\d_+.,/-]$|\+[\d ()-]*$/u.test(before) || /^(?:[\p{L}\d_]|[.,/-]\d)/u.test(after);
    return touches ? [] : [match[0]];
  });
}
