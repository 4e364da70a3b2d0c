#!/usr/bin/env node
// Plain JavaScript that every Node understands, so that one which is too old gets a sentence and not a syntax error.
import { existsSync } from 'node:fs';
import module from 'node:module';

const needed = 24;
const [major = '0'] = process.versions.node.split('.');
if (Number(major) < needed) {
  process.stderr.write(
    `tenantry needs Node.js ${needed} or newer, and this is ${process.versions.node}.
  Install it from https://nodejs.org, or in a checkout run \`npm ci\` and then
  \`npm run -s tenantry -- COMMAND\`.
`,
  );
  process.exitCode = 1;
} else {
  // A second start does not compile everything again: https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
  module.enableCompileCache();
  // A checkout runs its sources; the package holds the bundle alone.
  const source = new URL('../src/cli.ts', import.meta.url);
  await import(existsSync(source) ? source.href : new URL('../dist/cli.js', import.meta.url).href);
}
