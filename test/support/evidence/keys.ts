import crypto, { KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { keepSecret } from './record.ts';

interface Pair {
  readonly privateKey: unknown;
}

/** Notes every private key that is made in this process, whether by a test or by a practice tenant. */
export function watchKeys(): void {
  const { generateKeyPair, generateKeyPairSync } = crypto;
  const promised = promisify(generateKeyPair) as (...all: unknown[]) => Promise<Pair>;
  const later = (...all: unknown[]): void => {
    const done = all.pop() as (error: Error | null, publicKey?: unknown, privateKey?: unknown) => void;
    (generateKeyPair as (...rest: unknown[]) => void)(
      ...all,
      (error: Error | null, publicKey: unknown, privateKey: unknown) => {
        if (!error) kept({ privateKey });
        done(error, publicKey, privateKey);
      },
    );
  };
  Object.assign(crypto, {
    generateKeyPairSync: (...all: unknown[]) =>
      kept((generateKeyPairSync as (...rest: unknown[]) => Pair)(...all)),
    generateKeyPair: Object.assign(later, {
      [promisify.custom]: async (...all: unknown[]) => kept(await promised(...all)),
    }),
  });
  syncBuiltinESMExports();
}

function kept<T extends Pair>(pair: T): T {
  keepSecret('private key', pemOf(pair.privateKey));
  return pair;
}

function pemOf(key: unknown): string {
  if (key instanceof KeyObject) return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return typeof key === 'string' ? key : '';
}
