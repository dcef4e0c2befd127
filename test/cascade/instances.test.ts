import { describe, expect, test } from 'vitest';
import { matchInstance, parseInstancePattern } from '../../src/cascade/instance-pattern.ts';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

function captures(pattern: string, id: string): Record<string, string> | string | undefined {
  const parsed = parseInstancePattern(pattern);
  if ('reason' in parsed) return parsed.reason;
  const found = matchInstance(parsed, id);
  return found && Object.fromEntries(found);
}

describe('captures', () => {
  test.each([
    ['apps/billing/{region}-{n}', 'apps/billing/eu-west-1', { region: 'eu-west', n: '1' }],
    ['apps/billing/{region}-{n}', 'apps/billing/eu-1', { region: 'eu', n: '1' }],
    ['/apps/{kind}/{region}-{n}', 'apps/b/x--1', { kind: 'b', region: 'x-', n: '1' }],
    ['apps/a{x}b{y}c', 'apps/a1b2b3c', { x: '1b2', y: '3' }],
    ['apps/{x}', 'apps/_', { x: '_' }],
    ['apps/plain', 'apps/plain', {}],
    ['{a}{b}', 'ab', 'two captures need text between them'],
    ['apps/{region}-{region}', 'apps/a-a', '{region} is captured twice'],
    ['apps/{app}', 'apps/a', '{app} has a meaning of its own'],
    ['apps/{name}', 'apps/a', '{name} has a meaning of its own'],
    ['apps//x', 'apps/x', 'a segment is empty'],
    ['apps/{', 'apps/x', 'a capture is a name in braces'],
    ['apps/{a b}', 'apps/x', 'a capture is a name in braces'],
  ])('%s of %s', (pattern, id, expected) => {
    expect(captures(pattern, id)).toEqual(expected);
  });

  test.each([
    ['apps/{region}-{n}', 'apps/eu'],
    ['apps/{region}-{n}', 'apps/-1'],
    ['apps/{region}-{n}', 'apps/eu-'],
    ['apps/{region}', 'apps/a/b'],
    ['apps/{a}/x', 'apps/x'],
    ['apps/ab{x}ba', 'apps/aba'],
    ['apps/ab{x}ba', 'apps/abba'],
    ['apps/x-{a}-{b}', 'apps/x-1'],
  ])('%s does not match %s', (pattern, id) => {
    expect(captures(pattern, id)).toBeUndefined();
  });

  test('a name of the language is a name like any other', () => {
    const found = captures('apps/{constructor}-{__proto__}', 'apps/a-b') as Record<string, string>;
    expect(Object.keys(found).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });

  test('long texts without a match end quickly', () => {
    const names = Array.from({ length: 60 }, (_, i) => `{x${i}}`).join('-');
    expect(captures(`apps/${names}!`, `apps/${'-'.repeat(200_000)}`)).toBeUndefined();
  });
});

test('captures are placeholders of the layers and of references', async () => {
  const { data, findings } = await compileMemory({
    'configs/apps/billing/cascade.json5':
      '{ instances: "apps/billing/{region}-{n}", layers: [{ id: "region/{region}" }, { id: "{app}" }] }',
    'configs/region/eu-west.json5': '{ region: "eu-west", where: { $ref: "zone/{n}" } }',
    'configs/zone/1.json5': '{ zone: 1 }',
    'configs/zone/2.json5': '{ zone: 2 }',
    'configs/apps/billing/eu-west-1/config.json5': '{}',
    'configs/apps/billing/eu-west-2/config.json5': '{}',
  });
  expect(findings).toEqual([]);
  expect(data('apps/billing/eu-west-1')).toEqual({ region: 'eu-west', where: { zone: 1 } });
  expect(data('apps/billing/eu-west-2')).toEqual({ region: 'eu-west', where: { zone: 2 } });
});

test('a pattern that is none is told where it stands', async () => {
  const { files, places } = marked({
    'configs/apps/cascade.json5': '{\n  instances: ◆"apps/{x}{y}",\n  layers: [{ id: "{app}" }] }',
    'configs/apps/a/config.json5': '{}',
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/bad-pattern ${places[0]}`]);
  expect(details[0]?.message).toContain('two captures need text between them');
});

test('a pattern that cannot be read is all there is to say', async () => {
  const { files, places } = marked({
    'configs/apps/a/config.json5': '{}',
    'configs/apps/cascade.json5': '{ instances: ◆"apps/{type", layers: [{ id: "apps/{type}/default" }, { id: "{app}" }] }',
  });
  const { findings } = await compileMemory(files);
  expect(findings).toEqual([`cascade/bad-pattern ${places[0]}`]);
});
