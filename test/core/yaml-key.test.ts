import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readYamlKey, yamlKey } from '../../src/core/guards/yaml-key.ts';
import { hostile } from '../render/markdown/hostile.ts';

test('a key is read from YAML as it was written, whatever is in it, and takes one line', () => {
  fc.assert(
    fc.property(hostile, (label) => {
      const key = `user:${label.toWellFormed()}`;
      const written = yamlKey(key);
      expect(written).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(parse(`- object: ${written}   # name\n  upTo: 1`)).toEqual([{ object: key, upTo: 1 }]);
      expect(readYamlKey(written)).toBe(key);
    }),
  );
});

test.each([
  'user:63384f56-42d2-4aa7-b1d6-b10c78f143a2',
  'group:sg-engineering-br',
  'user:adele.vance@contoso.com',
  'user:sofia.lima_proseware.com#EXT#@contoso.onmicrosoft.com',
  'group:São Paulo Office',
  'directoryExtension:extension_6fae93bbca8c40b6adc56752a95335b8_jobGrade',
])('%s needs no quotation marks', (key) => {
  expect(yamlKey(key)).toBe(key);
});
