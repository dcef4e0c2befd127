import { describe, expect, it } from 'vitest';
import { sandboxOf, shop } from './sandbox.ts';

const secret = { type: 'string', 'x-confman-secret-ref': true, default: 'vault://team/hunter2' };
const files = {
  ...shop,
  'schemas/base/v1.json': JSON.stringify({ $defs: { port: { type: 'integer', maximum: 9 } } }),
  'schemas/net/v1.json': JSON.stringify({
    type: 'object',
    additionalProperties: false,
    properties: { port: { $ref: 'schemas/base#/$defs/port' }, key: secret },
  }),
  'schemas/odd/v1.json': JSON.stringify({ type: 'object', properties: { a: { type: 'string', pattern: 'x' } } }),
  'schemas/tree/v1.json': JSON.stringify({
    Type: 'Object',
    Properties: [
      { Name: 'b', IsRequired: true, Schema: { Type: 'Leaf', Format: 'int' } },
      { Name: 'a', Schema: { $ref: '#/' } },
    ],
  }),
  'schemas/bad/v1.json': JSON.stringify({ $ref: 'schemas/gone/v1' }),
};

describe('schema flatten', () => {
  it('lists places as a table, as JSON, as Markdown, and shows no secret in any of them', () => {
    const box = sandboxOf(files);
    const table = box.confman(['schema', 'flatten', 'net']);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toMatch(/^port +integer +9$/m);
    const json = box.confman(['schema', 'flatten', 'schemas/net/v1', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      formatVersion: 1,
      schema: 'schemas/net/v1',
      complete: true,
      rows: [
        { path: 'key', type: 'secret-ref', required: false, default: 'vault://…' },
        { path: 'port', type: 'integer', max: 9, schema: { document: 'schemas/net/v1', pointer: '/properties/port' } },
      ],
    });
    const markdown = box.confman(['schema', 'flatten', 'net', '--format', 'markdown', '--out', 'net.md']);
    expect(markdown).toMatchObject({ code: 0, stdout: '', stderr: 'Wrote net.md\n' });
    expect(box.read('net.md')).toMatch(/^\| path \| type \| required \|/);
    expect(table.stdout + json.stdout + box.read('net.md')).not.toContain('hunter2');
  });

  it('says when the list is cut', () => {
    const { stdout } = sandboxOf(files).confman(['schema', 'flatten', 'net', '--max-rows', '1']);
    expect(stdout).toMatch(/The list is not complete: there are more than 1 places\n$/);
  });
});

describe('schema bundle', () => {
  it('writes one schema', () => {
    const { code, stdout } = sandboxOf(files).confman(['schema', 'bundle', 'schemas/net/v1']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      properties: { port: { $ref: '#/$defs/port' } },
      $defs: { port: { type: 'integer', maximum: 9 } },
    });
  });

  it('without references, to a file', () => {
    const box = sandboxOf(files);
    expect(box.confman(['schema', 'bundle', 'net', '--dereference', '--out', 'out/net.json', '-q'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(JSON.parse(box.read('out/net.json'))).toMatchObject({ properties: { port: { type: 'integer', maximum: 9 } } });
  });

  it('reads files outside of a workspace too', () => {
    const box = sandboxOf({ 'lone.json5': '{ $ref: "#/$defs/a", $defs: { a: { type: "null" } } }' });
    expect(JSON.parse(box.confman(['schema', 'bundle', 'lone.json5']).stdout)).toMatchObject({ $defs: { a: { type: 'null' } } });
  });

  it.each([
    ['schemas/bad/v1', 1, 'schema/not-found'],
    ['schemas/nothing/v1', 2, 'schema/not-found'],
    ['../elsewhere.json', 2, 'schema/not-found'],
  ])('of %s ends with %i', (name, code, finding) => {
    const ended = sandboxOf(files).confman(['schema', 'bundle', name]);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(`error[${finding}]`);
  });
});

describe('schema export and import', () => {
  it('give the same tree again', () => {
    const box = sandboxOf(files);
    expect(box.confman(['schema', 'import', 'schemas/tree/v1.json', '--out', 'tree.json'])).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = box.confman(['schema', 'export', 'tree.json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(files['schemas/tree/v1.json']));
  });

  it('in draft-07 nothing stands beside a reference', () => {
    const { stdout } = sandboxOf(files).confman(['schema', 'import', 'schemas/tree/v1', '--draft', 'draft-07']);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { allOf: [{ $ref: '#' }] } },
    });
  });

  it('tell what gets lost, and write nothing with --strict', () => {
    const box = sandboxOf(files);
    const loose = box.confman(['schema', 'export', 'odd']);
    expect(loose.code).toBe(0);
    expect(loose.stderr).toMatch(/warning\[schema\/not-in-tree\].*"pattern"/);
    expect(JSON.parse(loose.stdout)).toMatchObject({ Type: 'Object' });
    const strict = box.confman(['schema', 'export', 'odd', '--strict', '--out', 'tree.json']);
    expect([strict.code, strict.stdout, box.has('tree.json')]).toEqual([1, '', false]);
    const json = JSON.parse(box.confman(['schema', 'export', 'odd', '--format', 'json']).stdout) as { lost: object[] };
    expect(json).toMatchObject({ formatVersion: 1, ok: true, tree: { Type: 'Object' } });
    expect(json.lost).toContainEqual(
      expect.objectContaining({ file: 'schemas/odd/v1.json', line: 1, pointer: '/properties/a/pattern' }),
    );
  });

  it('tell where what gets lost stands in another file', () => {
    const other = JSON.stringify({
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: { a: { type: 'string', pattern: 'x' } },
    });
    const box = sandboxOf({
      ...shop,
      'schemas/x/v1.json':
        '{ "type": "object", "additionalProperties": false, "properties": { "a": { "$ref": "schemas/y#/definitions/a" } } }',
      'schemas/y/v1.json': other,
    });
    const { stdout } = box.confman(['schema', 'export', 'x', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ lost: [{ file: 'schemas/y/v1.json', pointer: '/definitions/a/pattern' }] });
  });

  it('a JSON Schema is no tree', () => {
    const ended = sandboxOf(files).confman(['schema', 'import', 'schemas/net/v1']);
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr).toContain('error[schema/not-a-tree]');
  });
});

describe('types', () => {
  it('of all apps, with a map from each to its type', () => {
    const { code, stdout, stderr } = sandboxOf(files).confman(['types']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('export interface ShopV1 {');
    expect(stdout).toContain('  "apps/shop/eu": ShopV1;\n  "apps/shop/us": ShopV1;\n');
    expect(stdout).toContain('export type SecretReference = `${"vault"}://${string}`;');
  });

  it('of a schema, where the settings leave defaults alone', () => {
    const box = sandboxOf({ ...files, 'confman.json5': '{ defaults: "ignore" }' });
    expect(box.confman(['types', 'net']).stdout).toContain('key?: SecretReference;');
    expect(sandboxOf(files).confman(['types', 'schemas/net/v1']).stdout).toContain('key: SecretReference;');
  });

  it('never show what a schema states for a secret', () => {
    expect(sandboxOf(files).confman(['types', 'net']).stdout).not.toContain('hunter2');
  });

  it.each([
    [['apps/shop/gone'], 2, 'workspace/app-not-found'],
    [['apps/nowhere/*'], 2, 'workspace/app-not-found'],
    [['schemas/bad/v1'], 1, 'schema/not-found'],
  ])('of %j end with %i', (names, code, finding) => {
    const ended = sandboxOf(files).confman(['types', ...names]);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(`error[${finding}]`);
  });

  it('of apps without a schema are none, which is said', () => {
    const box = sandboxOf({ ...files, 'configs/lone/config.json5': '{}' });
    expect(box.confman(['types']).stderr).toBe('No schema is bound to lone: they have no types\n');
  });
});
