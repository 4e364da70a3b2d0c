import { isPaymentCard } from './payment-card.ts';
import { isIban } from './iban.ts';
import { nationalId } from './national-ids.ts';
import { secret } from './secrets.ts';

const fewestDigits = 6;

/** What a text looks like that should not be in a directory, with its article; undefined where it looks harmless. */
export function looksLike(text: string): string | undefined {
  // Of the numbers that are looked for none has fewer digits than a UK national insurance number.
  if ((text.match(/\d/g)?.length ?? 0) < fewestDigits) return secret(text);
  return (
    secret(text) ??
    (isIban(text) ? 'a bank account number (IBAN)' : undefined) ??
    (isPaymentCard(text) ? 'a payment card number' : undefined) ??
    nationalId(text)
  );
}
