import { isDeepStrictEqual } from 'node:util';
import JSON5 from 'json5';
import { describe, expect, test, vi } from 'vitest';
import { parseJson5 } from '../../src/documents/parse-json5.ts';
import { grammarCases } from './grammar-cases.ts';

vi.spyOn(console, 'warn').mockImplementation(() => undefined);

for (const [production, cases] of Object.entries(grammarCases)) {
  describe(`the grammar of ${production}`, () => {
    test.each(cases.filter((one) => 'value' in one))('takes $name', ({ text, value }) => {
      const read = parseJson5(text);
      expect(read.diagnostics).toEqual([]);
      expect(isDeepStrictEqual(read.value, value)).toBe(true);
      expect(isDeepStrictEqual(JSON5.parse(text), value)).toBe(true);
    });

    test.each(cases.filter((one) => !('value' in one)))('refuses $name', ({ text }) => {
      const read = parseJson5(text);
      expect(read.value).toBeUndefined();
      expect(read.diagnostics).not.toEqual([]);
      expect(() => JSON5.parse(text) as unknown).toThrow('JSON5');
    });
  });
}
