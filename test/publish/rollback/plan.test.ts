import { describe, expect, it } from 'vitest';

import { Line, type Change } from './rolled-back.ts';

/** Without the breaks of lines. */
function squeezed(rolled: Awaited<ReturnType<Line['rollBack']>>): object {
  return JSON.parse(JSON.stringify(rolled).replaceAll(/(?:\\n| )+/g, ' ')) as object;
}

const eu = 'configs/apps/eu/config.json5';

describe('a rollback', () => {
  it('brings back the own documents of an app, as they were written', async () => {
    const own = 'configs/apps/eu/targets.json5';
    const first: Change = {
      [eu]: '{ pool: 10, // ten\n  targets: { $ref: "apps/eu/targets" } }',
      [own]: '["a"]',
      'configs/apps/us/config.json5': '{}',
    };
    const line = new Line(
      first,
      { [eu]: '{ pool: 20, more: { $ref: "apps/eu/others" } }', [own]: undefined, 'configs/apps/eu/others.json5': '{}' },
      { 'configs/apps/us/config.json5': '{ pool: 1 }' },
    );
    expect(await line.rollBack(['apps/*'], 1)).toMatchObject({ apps: ['apps/us'] });
    expect(await line.rollBack(['apps/eu'], 0)).toEqual({
      apps: ['apps/eu'],
      files: { [eu]: first[eu], [own]: first[own], 'configs/apps/eu/others.json5': undefined },
    });
    expect(await line.rollBack(['apps/eu'], 2)).toEqual({ apps: [], files: {} });
  });

  it('has the own config say what shared layers said, comments kept', async () => {
    const cascade = '{ instances: "apps/{region}", layers: [{ id: "global" }, { id: "{app}" }], merge: { "/list": "append" } }';
    const line = new Line(
      {
        'configs/apps/cascade.json5': cascade,
        'configs/global.json5': '{ pool: 10, log: { level: "info" }, list: [1], old: true }',
        [eu]: '{\n  // the name\n  name: "eu",\n  list: [2],\n}',
        'configs/apps/us/config.json5': '{}',
      },
      { 'configs/global.json5': '{ pool: 20, log: { level: "debug", file: "x", "$$k": 1 }, list: [1, 3], fresh: [] }' },
    );
    const log = 'log: { $$k: { $unset: true, }, file: { $unset: true, }, level: "info", },';
    expect(squeezed(await line.rollBack(['apps/eu'], 0))).toEqual({
      apps: ['apps/eu'],
      files: {
        [eu]: `{ // the name name: "eu", list: { $replace: [1, 2], }, fresh: { $unset: true, }, ${log} old: true, pool: 10, }`,
      },
    });
  });

  it('brings back an app that is gone, and a schema that was bound otherwise', async () => {
    const schema = JSON.stringify({ type: 'object', properties: { pool: { type: 'integer', default: 3 } } });
    const line = new Line(
      {
        'schemas/shop/v1.json': schema,
        'configs/namespace.json5': '{ schema: "schemas/shop/v1" }',
        [eu]: '{}',
        'configs/apps/us/config.json5': '{}',
      },
      { 'schemas/shop/v2.json': schema, 'configs/namespace.json5': '{ schema: "schemas/shop/v2" }', [eu]: undefined },
    );
    const bound = '{ $schema: "schemas/shop/v1", }';
    expect(squeezed(await line.rollBack(['apps/*'], 0))).toEqual({
      apps: ['apps/eu', 'apps/us'],
      files: { [eu]: bound, 'configs/apps/us/config.json5': bound },
    });
  });

  it('leaves fragments alone that would change other apps', async () => {
    const shared = 'configs/apps/eu/shared.json5';
    const line = new Line(
      {
        [eu]: '{ $ref: "apps/eu/shared" }',
        [shared]: '{ pool: 10 }',
        'configs/apps/us/config.json5': '{ $ref: "apps/eu/shared" }',
      },
      { [shared]: '{ pool: 20 }' },
    );
    expect(await line.rollBack(['apps/eu'], 0)).toEqual({
      apps: ['apps/eu'],
      files: { [eu]: '{ $ref: "apps/eu/shared", pool: 10 }' },
    });
  });

  it('is refused where it cannot be done, with the reason', async () => {
    const final = '{ instances: "apps/{region}", layers: [{ id: "global", final: ["/tls"] }, { id: "{app}" }] }';
    const line = new Line(
      { 'configs/apps/cascade.json5': final, 'configs/global.json5': '{ tls: true }', [eu]: '{}' },
      { 'configs/global.json5': '{ tls: false }' },
    );
    expect(await line.rollBack(['apps/eu'], 0)).toEqual([
      expect.stringMatching(/^publish\/not-restorable .*"what is different is final in a layer that it shares"/),
    ]);
    expect(await line.rollBack(['apps/xx'], 0)).toEqual([expect.stringMatching(/^workspace\/app-not-found/)]);
    const later = new Line(
      {
        'configs/apps/cascade.json5': '{ instances: "apps/{region}", layers: [{ id: "{app}" }, { id: "after" }] }',
        'configs/after.json5': '{ a: 1 }',
        [eu]: '{}',
      },
      { 'configs/after.json5': '{ a: 2 }' },
    );
    expect(await later.rollBack(['apps/eu'], 0)).toEqual([expect.stringContaining('its own config has no say in /a')]);
    const gone = new Line(
      { 'schemas/shop/v1.json': '{}', [eu]: '{ $schema: "schemas/shop/v1", a: 1 }' },
      { 'schemas/shop/v1.json': undefined, [eu]: '{ a: 2 }' },
    );
    expect(await gone.rollBack(['apps/eu'], 0)).toEqual([expect.stringContaining('its schema was schemas/shop/v1')]);
    const others = new Line({ [eu]: '{ a: 1 }', 'configs/apps/us/config.json5': '{ $ref: "apps/eu" }' }, { [eu]: '{ a: 2 }' });
    expect(await others.rollBack(['apps/eu'], 0)).toEqual(['publish/restores-others {"others":["apps/us"]}']);
    expect(await others.rollBack(['apps/*'], 0)).toMatchObject({ apps: ['apps/eu', 'apps/us'], files: { [eu]: '{ a: 1 }' } });
    const invalid = new Line({ [eu]: '{ $ref: "nothing" }' }, { [eu]: '{}' });
    expect(await invalid.rollBack(['apps/eu'], 0)).toEqual([expect.stringContaining('it was not valid then')]);
  });
});
