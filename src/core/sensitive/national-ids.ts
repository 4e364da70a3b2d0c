import { numbersIn } from './numbers-in.ts';

/**
 * A number by which a state knows a person; undefined where there is none. Just forms that rarely mean anything else:
 * with check digits, or with the signs between their groups, or with their name in front.
 */
export function nationalId(text: string): string | undefined {
  return kinds.find(({ form, holds }) =>
    numbersIn(text, form).some((found) => holds(found.replace(/[^0-9A-Za-z]/g, ''))),
  )?.name;
}

interface Kind {
  readonly name: string;
  readonly form: RegExp;
  readonly holds: (compact: string) => boolean;
}

const always = (): boolean => true;

const kinds: readonly Kind[] = [
  {
    // https://www.ssa.gov/employer/randomization.html: what is never issued. Without hyphens nine digits mean anything.
    name: 'a US social security number',
    form: /(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}/g,
    holds: always,
  },
  {
    name: 'a Brazilian CPF',
    form: /\d{3}\.\d{3}\.\d{3}-\d{2}/g,
    holds: isCpf,
  },
  {
    // As above, so the word has to be near.
    name: 'a Brazilian CPF',
    form: /(?<=\bcpf\b\D{0,5})\d{11}/gi,
    holds: isCpf,
  },
  {
    // https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
    name: 'a UK national insurance number',
    form: /(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]/g,
    holds: always,
  },
  {
    name: 'a German tax id',
    // Eleven digits alone are often something else.
    form: /[1-9]\d \d{3} \d{3} \d{3}|(?<=(?:steuer|idnr|tax id)\D{0,25})[1-9]\d{10}/gi,
    holds: isGermanTaxId,
  },
  {
    name: 'a Spanish DNI or NIE',
    form: /(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z]/g,
    holds: isSpanishId,
  },
  {
    name: 'an Italian fiscal code',
    form: /[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]/g,
    holds: isItalianCode,
  },
  {
    name: 'a French social security number',
    form: /[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}/g,
    holds: isFrenchNumber,
  },
  {
    name: 'a Polish PESEL',
    form: /(?<=\bpesel\b\D{0,5})\d{11}/gi,
    holds: isPesel,
  },
];

/** Two check digits, each of the weighted sum of what precedes it. */
function isCpf(digits: string): boolean {
  return (
    new Set(digits).size > 1 && [9, 10].every((length) => cpfDigit(digits, length) === Number(digits[length]))
  );
}

function cpfDigit(digits: string, length: number): number {
  const sum = Array.from(digits.slice(0, length)).reduce(
    (total, digit, index) => total + Number(digit) * (length + 1 - index),
    0,
  );
  return ((sum * 10) % 11) % 10;
}

/** One digit of the first ten stands there two or three times, and ISO 7064 MOD 11,10 gives the last. */
function isGermanTaxId(digits: string): boolean {
  const counts = [...Map.groupBy(Array.from(digits.slice(0, 10)), (digit) => digit).values()].map(
    (each) => each.length,
  );
  if (counts.filter((count) => count > 1).length !== 1 || counts.some((count) => count > 3)) return false;
  const product = Array.from(digits.slice(0, 10)).reduce((before, digit) => {
    const sum = (Number(digit) + before) % 10;
    return ((sum === 0 ? 10 : sum) * 2) % 11;
  }, 10);
  return (11 - product) % 10 === Number(digits[10]);
}

function isSpanishId(compact: string): boolean {
  const digits = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === compact.at(-1);
}

/** Characters in odd places count by a table of their own. */
function isItalianCode(code: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const sum = Array.from(code.slice(0, 15)).reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (odd[value] ?? 0) : value);
  }, 0);
  return sum % 26 === code.charCodeAt(15) - 65;
}

/** Corsica counts as 19 and 18. */
function isFrenchNumber(compact: string): boolean {
  const digits = compact.replace('2A', '19').replace('2B', '18');
  return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
}

function isPesel(digits: string): boolean {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[10]);
}
