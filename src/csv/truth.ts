/** How spreadsheets and forms write true and false, in the languages in which Excel is much used. */
const yes = 'true yes y 1 x wahr ja vrai oui verdadero sí si verdadeiro sim vero prawda tak enabled active';
const no = 'false no n 0 falsch nein faux non falso não nao fałsz nie disabled inactive blocked';

const words: ReadonlyMap<string, boolean> = new Map([
  ...yes.split(' ').map((word) => [word, true] as const),
  ...no.split(' ').map((word) => [word, false] as const),
]);

/** Whether a cell says true or false; undefined where it says neither. */
export const readTruth = (text: string): boolean | undefined => words.get(text.toLowerCase());
