import { createHash, timingSafeEqual } from 'node:crypto';
import type { Client } from './client.ts';
import { secretsOf } from './credentials.ts';
import { expiredSecret, wrongSecret } from './client-refusals.ts';

/** Lets an application in that knows one of its secrets. `now` is emulated time. */
export function checkSecret({ appId, application }: Client, text: string, now: number): void {
  const found = secretsOf(application).filter((secret) => isSame(secret.text, text));
  if (found.length === 0) throw wrongSecret(appId);
  if (found.every(({ until }) => until <= now)) throw expiredSecret(appId);
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash(a), hash(b));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
