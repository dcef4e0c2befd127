import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const files = {
  'configs/system/settings/network.json5': '{ dns: [1], gateway: { address: 1, port: 2 } }',
  'configs/system/limits.json5': '{}',
  'configs/apps/db/config.json5': '{}',
};
const one = async (own: string): Promise<{ finding: string; message: string; hint: string | undefined; place: string }> => {
  const { files: all, places } = marked({ 'configs/apps/a/config.json5': own, ...files });
  const { findings, details } = await compileMemory(all);
  expect(findings).toHaveLength(1);
  return {
    finding: findings[0] as string,
    message: details[0]?.message as string,
    hint: details[0]?.hint,
    place: places[0] as string,
  };
};

describe('a missing document', () => {
  test('the part that was asked for stays in the hint', async () => {
    const { hint } = await one('{ a: { $ref: ◆"system/netwrok#/gateway/port" } }');
    expect(hint).toBe('Write "system/settings/network#/gateway/port"');
  });

  test.each([
    ['system/network', 'system/settings/network'],
    ['system/settings/netwrok', 'system/settings/network'],
    ['/system/limit', 'system/limits'],
    ['apps/bd', 'apps/db'],
    ['System/Limits', 'system/limits'],
    ['system/limits.json5', 'system/limits'],
    ['system/limits.yaml', 'system/limits'],
  ])('%s lists the nearest ids', async (target, near) => {
    const { finding, hint, place } = await one(`{\n  x: [{ $ref: ◆"${target}" }] }`);
    expect(finding).toBe(`resolver/missing-target ${place}`);
    expect(hint).toBe(`Write "${near}"`);
  });

  test('that nothing is near says so', async () => {
    const { message, hint } = await one('{ x: { $ref: ◆"qqqqqq/zzzzz" } }');
    expect(message).toBe('The reference "qqqqqq/zzzzz" has no target');
    expect(hint).toBe('Create the document, or correct the id');
  });
});

describe('a missing part', () => {
  test.each([
    ['system/settings/network#/gatewy', 'Write "system/settings/network#/gateway"'],
    ['system/settings/network#/gateway/prt', 'Write "system/settings/network#/gateway/port"'],
    ['system/settings/network#/gatewy/port', 'Write "system/settings/network#/gateway/port"'],
    ['system/settings/network#/dns/1', 'Correct the pointer'],
    ['system/settings/network#/dns/-', 'Correct the pointer'],
    ['system/settings/network#/dns/00', 'Correct the pointer'],
    ['system/settings/network#/gateway/port/x', 'Correct the pointer'],
    ['#/y', 'Write "apps/a/config#/x"'],
    ['apps/db#/nothing', 'Correct the pointer'],
  ])('%s', async (target, hint) => {
    const found = await one(`{ x: { $ref: ◆"${target}" } }`);
    expect(found.finding).toBe(`resolver/missing-part ${found.place}`);
    expect(found.hint).toBe(hint);
  });

  test('is told at each reference to it', async () => {
    const { files: all, places } = marked({
      ...files,
      'configs/apps/a/config.json5': '{ x: { $ref: ◆"system/limits#/x" }, y: { $ref: ◆"system/limits#/x" } }',
      'configs/apps/b/config.json5': '{ z: { $ref: ◆"system/limits#/x" } }',
    });
    expect((await compileMemory(all)).findings).toEqual(places.map((place) => `resolver/missing-part ${place}`));
  });
});

describe('a relative reference', () => {
  test.each([
    ['../b', 'apps/b'],
    ['./b', 'apps/a/b'],
    ['../../system/limits.json5', 'system/limits'],
    ['../../system/limits.json#/x', 'system/limits#/x'],
    ['..', 'apps'],
    ['../../../../x', 'x'],
  ])('%s is an error with the right spelling', async (target, meant) => {
    const { finding, hint, place } = await one(`{ x: { $ref: ◆"${target}" } }`);
    expect(finding).toBe(`resolver/relative-reference ${place}`);
    expect(hint).toBe(`Write "${meant}"`);
  });
});

describe('what is no reference', () => {
  test.each([
    ['http://example.com/x', 'nothing is ever fetched'],
    ['https://example.com/x#/y', 'nothing is ever fetched'],
    ['file:///etc/passwd', 'nothing is ever fetched'],
    ['C:\\x', 'nothing is ever fetched'],
    ['system limits', 'an id is made of segments'],
    ['system//limits', 'an id is made of segments'],
    ['system/limits/', 'an id is made of segments'],
    ['__proto__', 'an id is made of segments'],
    ['a/constructor/b', 'an id is made of segments'],
    ['', 'it is empty'],
    ['system/limits#x', 'no JSON Pointer'],
    ['system/limits#/~2', 'no JSON Pointer'],
    ['#x', 'no JSON Pointer'],
  ])('%j says why', async (target, reason) => {
    const { finding, message, place } = await one(`{ x: { $ref: ◆${JSON.stringify(target)} } }`);
    expect(finding).toBe(`resolver/bad-reference ${place}`);
    expect(message).toContain(reason);
  });

  test.each(['5', 'null', '["f"]', '{ $ref: "f" }', 'true'])('%s is no string', async (value) => {
    const { finding, place } = await one(`{ x: { $ref: ◆${value} } }`);
    expect(finding).toBe(`resolver/reference-not-a-string ${place}`);
  });
});

test('a target with syntax errors is told once, at its own place', async () => {
  const { files: all, places } = marked({
    'configs/f.json5': '{ x: ◆] }',
    'configs/apps/a/config.json5': '{ x: { $ref: "f" }, y: { $ref: "f#/x" } }',
    'configs/apps/b/config.json5': '{ z: { $ref: "f" } }',
  });
  const { findings, details } = await compileMemory(all);
  expect(findings[0]).toMatch(new RegExp(`^documents/[a-z-]+ ${places[0]}$`));
  expect(new Set(details.flatMap((each) => each.apps))).toEqual(new Set(['apps/a', 'apps/b']));
  expect(findings.filter((each) => !each.startsWith('documents/'))).toEqual([]);
});

test('many mistakes in one document are told without comparing every name with every other', async () => {
  const names = Array.from({ length: 8000 }, (_, i) => `name-${i}-${(i * 7919) % 10007}`);
  const table = Object.fromEntries(names.map((name) => [name, 1]));
  const uses = names.map((name) => ({ $ref: `table#/${name}x` }));
  const { findings } = await compileMemory({
    'configs/table.json5': JSON.stringify(table),
    'configs/apps/a/config.json5': JSON.stringify({ uses }),
  });
  expect(findings.length).toBeGreaterThan(0);
});
