import { describe, expect, it } from 'vitest';
import { fixMemory } from './lint-memory.ts';

const base = {
  'configs/g.json5': '{ a: 1, b: { c: 1 }, list: [1] }',
  'configs/apps/cascade.json5': '{ layers: [{ id: "g" }, { id: "{app}" }] }',
};

async function fixed(path: string, text: string): Promise<string | undefined> {
  const { files } = await fixMemory({ ...base, [path]: text });
  return files[path];
}

describe('a correction keeps what it does not take away, byte for byte', () => {
  it.each([
    [
      'JSON5',
      'configs/apps/x/config.json5',
      "// head\n{\n  // goes with a\n  a: 1, // so does this\n\n  // stays\n  'd' : 0x10,\n  b: {\n    c: 1,\n    e: [ 1,2 ], // stays\n  },\n}\n// foot\n",
      "// head\n{\n  // stays\n  'd' : 0x10,\n  b: {\n    e: [ 1,2 ], // stays\n  },\n}\n// foot\n",
    ],
    ['JSON', 'configs/apps/x/config.json', '{"a":1,"d":2,"list":[1]}', '{"d":2}'],
    ['CRLF', 'configs/apps/x/config.json5', '{\r\n  a: 1,\r\n  d: 2,\r\n}\r\n', '{\r\n  d: 2,\r\n}\r\n'],
    ['YAML', 'configs/apps/x/config.yaml', '# head\n\na: 1\nd: 2 # stays\nb:\n  c: 1\n', '# head\n\nd: 2 # stays\n'],
  ])('%s', async (_, path, before, after) => {
    expect(await fixed(path, before)).toBe(after);
  });
});

it('takes away what comes to light when something else is gone', async () => {
  const { fixed: result, files } = await fixMemory({
    ...base,
    'configs/apps/x/config.json5': '{ b: { z: { $unset: true } } }',
    'configs/apps/y/config.json5': '{ d: 1 }',
  });
  expect(files['configs/apps/x/config.json5']).toBe('{}');
  expect([result.count, result.documents.length]).toEqual([2, 1]);
});

it('of a value that is both shadowed and repeated one stays', async () => {
  const { files } = await fixMemory({
    'configs/g.json5': '{ a: 1 }',
    'configs/h.json5': '{ a: 1 }',
    'configs/apps/cascade.json5': '{ layers: [{ id: "g" }, { id: "h" }, { id: "{app}" }] }',
    'configs/apps/x/config.json5': '{ a: 2 }',
    'configs/apps/y/config.json5': '{ a: 3 }',
  });
  expect([files['configs/g.json5'], files['configs/h.json5']]).toEqual(['{}', '{}']);
});

it('touches only the documents that are asked about', async () => {
  const files = { ...base, 'configs/apps/x/config.json5': '{ a: 1 }', 'configs/apps/y/config.json5': '{ a: 1 }' };
  const { fixed: result } = await fixMemory(files, {}, {}, ['apps/y']);
  expect(result.documents.map(({ path }) => path)).toEqual(['configs/apps/y/config.json5']);
});

it('does not take away what a rule is off for', async () => {
  const files = { ...base, 'configs/apps/x/config.json5': '{ a: 1 }' };
  const { fixed: result } = await fixMemory(files, { lint: { rules: { 'redundant-override': 'off' } } });
  expect(result.documents).toEqual([]);
});

it('keeps comments where very much goes', async () => {
  const many = Array.from({ length: 4000 }, (_, i) => `  k${i}: ${i},${i % 2 === 0 ? ' // gone' : ''}`);
  const text = (first: string): string => `{\n  // first\n  ${first},\n\n${many.join('\n')}\n  // last\n  y: 1\n}\n`;
  const path = 'configs/apps/x/config.json5';
  const { files } = await fixMemory({ ...base, 'configs/g.json5': text('z: 1').replace('y: 1', 'y: 2'), [path]: text('z: 2') });
  expect(files[path]).toBe('{\n  // first\n  z: 2,\n\n  // last\n  y: 1\n}\n');
});
