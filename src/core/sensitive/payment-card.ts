import { numbersIn } from './numbers-in.ts';

/**
 * Numbers with 13 to 19 digits, in one piece or in the groups in which cards show them, that begin as the large card
 * schemes do and whose check digit is right (ISO/IEC 7812).
 */
export function isPaymentCard(text: string): boolean {
  return numbersIn(text, forms).some((found) => {
    const digits = found.replace(/\D/g, '');
    return isIssued(digits) && passesLuhn(digits);
  });
}

const forms = /\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5}/g;

/** Visa, Mastercard, American Express, Diners Club, JCB, Discover, UnionPay, Maestro, with their lengths. */
function isIssued(digits: string): boolean {
  const { length } = digits;
  return schemes.some(({ begins, lengths }) => begins.test(digits) && lengths.includes(length));
}

const schemes: readonly { readonly begins: RegExp; readonly lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^5[1-5]|^222[1-9]|^22[3-9]|^2[3-6]|^27[01]|^2720/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^30[0-5]|^3[689]/, lengths: [14, 16, 19] },
  { begins: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { begins: /^6011|^64[4-9]|^65/, lengths: [16, 19] },
  { begins: /^62|^81/, lengths: [16, 17, 18, 19] },
  { begins: /^50|^5[6-9]|^6[37]/, lengths: [16, 18, 19] },
];

/** Every second digit from the right counts twice. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
