import { expect, test } from 'vitest';
import { compileMemory } from './compile-memory.ts';

const files = { 'configs/a/config.yaml': 'a: &a [1, 2, 3]\nb: *a\nc: *a\n' };

test('limits.aliasedValues bounds what the aliases of a YAML file unfold to', async () => {
  expect((await compileMemory(files)).data('a')).toEqual({ a: [1, 2, 3], b: [1, 2, 3], c: [1, 2, 3] });
  const { findings, details } = await compileMemory(files, { limits: { aliasedValues: 5 } });
  expect(findings).toEqual(['documents/yaml-expansion configs/a/config.yaml:3:4']);
  expect(details[0]?.hint).toMatch(/^Move .* raise limits\.aliasedValues in confman\.json5$/);
});
