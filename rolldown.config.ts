import { defineConfig } from 'rolldown';
import { thirdPartyLicences } from './scripts/third-party-licences.ts';

export default defineConfig([
  /** The published package: one program, with what is loaded on demand (sign-in) in files beside it. */
  {
    input: { cli: 'src/cli.ts' },
    platform: 'node',
    output: { dir: 'dist', format: 'esm', minify: false, cleanDir: true },
  },
  /** The Action: one file, which is committed and made anew by CI to compare. */
  {
    input: 'src/action.ts',
    platform: 'node',
    plugins: [thirdPartyLicences('licences.txt')],
    output: {
      file: '.github/actions/tenantry/dist/action.mjs',
      format: 'esm',
      minify: true,
      codeSplitting: false,
    },
  },
]);
