import { readdirSync, readFileSync } from 'node:fs';
import type { Texts } from '../scenarios/support-practice.ts';

const folder = new URL('../../tenant/', import.meta.url);

/** The files of the example, by their path below `tenant/`. */
export const tenantTexts: Texts = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml'))
    .toSorted()
    .map((path) => [path, readFileSync(new URL(path, folder), 'utf8')]),
);
