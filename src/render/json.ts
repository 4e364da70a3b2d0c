/** Characters that JSON.stringify leaves as they are and a terminal or a reader may not. */
const unseen =
  /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?![\ufe00-\ufe0f\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;

/**
 * JSON for stdout: the same value as JSON.stringify gives, with whatever could steer a terminal, or be a command to the
 * runner of GitHub Actions, in its escaped form.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(unseen, escaped)
    .replaceAll('##[', String.raw`#\u0023[`);
}

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
