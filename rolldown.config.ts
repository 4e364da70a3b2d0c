import { defineConfig } from 'rolldown';

/** The published package: one program, with what is loaded on demand (sign-in) in files beside it. */
export default defineConfig({
  input: { cli: 'src/cli.ts' },
  platform: 'node',
  output: { dir: 'dist', format: 'esm', minify: false, cleanDir: true },
});
