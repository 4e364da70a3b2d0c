/** Text that YAML reads as itself between `object: ` and a comment. */
const plain = /^[a-zA-Z]+:[\p{L}\p{N}_.@+~'#/-]+(?: [\p{L}\p{N}_.@+~'/-]+)*$/u;

/** What JSON leaves as it is and nobody sees in a file. */
const unseen = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|\p{Default_Ignorable_Code_Point}/gu;

/** The key of an object as a scalar of YAML: labels of entries can hold anything. */
export const yamlKey = (key: string): string =>
  plain.test(key) ? key : JSON.stringify(key).replace(unseen, escaped);

/** The key that `yamlKey` wrote. */
export const readYamlKey = (text: string): string => (text.startsWith('"') ? String(JSON.parse(text)) : text);

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
