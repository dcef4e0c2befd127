import { describe, expect, test } from 'vitest';
import { sandboxOf } from './sandbox.ts';

const files = {
  'configs/apps/cascade.json5':
    '{ layers: [{ id: "base", name: "Base" }, { id: "{app}", name: "Own" }], merge: { "/jobs": { strategy: "byKey", key: "name" } } }',
  'configs/base.json5': '{ jobs: [{ name: "mail", count: 1 }], level: "info", pool: 1 }',
  'configs/apps/a/config.json5': '{ jobs: [{ name: "mail", count: 2 }], level: "info", pool: 2 }',
};

test('the key of a merged element repeats itself, and what it says otherwise hides', () => {
  const { code, stdout } = sandboxOf(files).confman(['explain', 'apps/a', '/jobs']);
  expect(code).toBe(0);
  expect(stdout).toBe(`/jobs/0/count = 2
  set      configs/apps/a/config.json5:1:33  layer Own, replace
  hides    configs/base.json5:1:33  1  layer Base
/jobs/0/name = "mail"
  set      configs/apps/a/config.json5:1:18  layer Own
  repeats  configs/base.json5:1:18  layer Base
`);
});

test('a value that is set again to what it was is told as such', () => {
  const { stdout } = sandboxOf(files).confman(['explain', 'apps/a', '/level']);
  expect(stdout).toContain(
    '  set      configs/apps/a/config.json5:1:46  layer Own\n  repeats  configs/base.json5:1:46  layer Base\n',
  );
});

test('programs get every value and the strategy', () => {
  const { stdout } = sandboxOf(files).confman(['explain', 'apps/a', '/level', '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ values: [{ strategy: 'replace', shadowed: [{ value: 'info', layer: 'Base' }] }] });
});

describe('the app', () => {
  test.each(['explain', 'get'])('of %s is one, not a pattern', (command) => {
    const { code, stdout, stderr } = sandboxOf(files).confman([command, 'apps/*']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`error: ${command} is about one app; name it by its id (confman list shows them)\n`);
  });

  test('may be looked for in a folder', () => {
    const { code, stderr } = sandboxOf(files).confman(['explain', 'apps']);
    expect(code).toBe(2);
    expect(stderr).toContain('No app matches "apps"; the nearest is "apps/a"\n  = hint: Write apps/a\n');
  });
});

test.each(['apps/a/config', 'apps/a/resolved', '/apps/a/'])('get %s prints the resolved app', (name) => {
  const { code, stdout } = sandboxOf(files).confman(['get', name, '/jobs/0/count']);
  expect([code, stdout]).toEqual([0, '2\n']);
});

describe('what a code means', () => {
  test.each(['maximum-lowered', 'schema-diff/maximum-lowered'])('%s is a rule, and has the page of it', (code) => {
    const { code: exit, stdout } = sandboxOf({}).confman(['explain', '--code', code]);
    expect([exit, stdout.slice(0, 48)]).toEqual([0, '# maximum-lowered\n\nUpper bound added or lowered.']);
  });

  test('a misspelt one is not far', () => {
    const { code, stderr } = sandboxOf({}).confman(['explain', '--code', 'maximum-lowerd']);
    expect([code, stderr]).toEqual([
      2,
      'error: there is no code "maximum-lowerd"; did you mean maximum-lowered, minimum-lowered?\n',
    ]);
  });
});

describe('where nothing stands', () => {
  const value = '{ http: { timeoutMs: 1, "a.b": 2 }, list: [1], name: "x", password: { hunter2: 1 } }';
  const schema = JSON.stringify({ properties: { password: { 'x-confman-secret-ref': true } } });
  const box = (): ReturnType<typeof sandboxOf> =>
    sandboxOf({ 'configs/a/config.json5': value.replace('{', '{ $schema: "schemas/s/v1",'), 'schemas/s/v1.json': schema });

  test.each([
    ['/htpp', '; there is /http'],
    ['/zzzzzz', '; there is /http, /list, /name, /password'],
    ['http.timeoutMs', '; there is /http/timeoutMs'],
    ['/list/1', '; /list has 1 element, from 0 on'],
    ['/name/first', '; /name is a string'],
    ['/password/hunter3', '; /password is a string'],
  ])('%s is told with what there is', (pointer, rest) => {
    for (const command of ['explain', 'get']) {
      const { code, stdout, stderr } = box().confman([command, 'a', pointer]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.split('\n').at(-2)).toBe(`There is nothing at ${pointer.startsWith('/') ? pointer : `/${pointer}`}${rest}`);
      expect(stderr).not.toContain('hunter2');
    }
  });

  test('a pointer that is none is wrong usage', () => {
    const { code, stderr } = box().confman(['get', 'a', '/a~2']);
    expect(code).toBe(2);
    expect(stderr).toContain('"/a~2" is no JSON Pointer: write ~0 for ~ and ~1 for /\n');
  });
});

test('a pointer may be written as in a reference', () => {
  expect(sandboxOf(files).confman(['get', 'apps/a', '#/pool'])).toMatchObject({ code: 0, stdout: '2\n' });
});
