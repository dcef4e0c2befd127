import { expect, it } from 'vitest';
import { draftMigration } from '../../src/migration/draft-migration.ts';
import { migrateData } from '../../src/migration/migrate-data.ts';
import type { Change } from '../../src/schema-diff/change.ts';
import { compareSchemas } from '../../src/schema-diff/compare-schemas.ts';
import { plainSchemaWorld } from '../../src/schema/plain-schema-world.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { readText } from './migration-of.ts';

async function changesOf(old: JsonValue, now: JsonValue): Promise<readonly Change[]> {
  const [a, b] = [await plainSchemaWorld(old, 'old'), await plainSchemaWorld(now, 'new')];
  if (a.value === undefined || b.value === undefined) throw new Error('a schema is wrong');
  return compareSchemas(a.value, b.value).changes;
}

const old = {
  type: 'object',
  additionalProperties: false,
  properties: {
    host: { type: 'string' },
    port: { type: 'string' },
    timeout: { type: 'number', 'x-confman-unit': 'ms' },
    speed: { type: 'number', 'x-confman-unit': 'furlongs' },
    level: { enum: ['low', 'high'] },
    legacy: { type: 'boolean', default: true },
    replicas: { type: 'integer', default: 2 },
    color: { type: 'string', minLength: 1 },
    targets: { type: 'array', items: { type: 'object', additionalProperties: false, properties: { url: { type: 'string' } } } },
    db: { type: 'object', additionalProperties: false, properties: { user: { type: 'string' } } },
  },
};

const now = {
  type: 'object',
  additionalProperties: false,
  required: ['region', 'replicas', 'owner'],
  properties: {
    address: { type: 'string', 'x-confman-renamed-from': 'host' },
    port: { type: 'integer' },
    timeout: { type: 'number', 'x-confman-unit': 's' },
    speed: { type: 'number', 'x-confman-unit': 'km/h' },
    level: { enum: ['high', 'medium'] },
    replicas: { type: 'integer', default: 2 },
    colour: { type: 'string', minLength: 1 },
    region: { type: 'string', default: 'eu' },
    owner: { type: 'string' },
    targets: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['weight'],
        properties: { uri: { type: 'string', 'x-confman-renamed-from': 'url' }, weight: { type: 'number', default: 1 } },
      },
    },
    db: { type: 'object', additionalProperties: false, properties: {} },
    auth: { type: 'object', properties: { user: { type: 'string', 'x-confman-renamed-from': 'db/user' } } },
  },
};

it('what is certain is a step, what is likely a comment', async () => {
  const text = draftMigration(await changesOf(old, now));
  expect(text).toMatchInlineSnapshot(`
    "// Steps in comments are proposals: complete them, or remove them.
    {
      steps: [
        { rename: "/host", to: "address" },
        // the schemas are the same and the names are alike; no x-confman-renamed-from says so
        // { rename: "/color", to: "colour" },
        { map: "/targets", steps: [{ rename: "/url", to: "uri" }] },
        { move: "/db/user", to: "/auth/user" },
        // these values are gone: say what becomes of each
        // { convert: "/level", values: [["low", "high"]], others: "keep", lossy: true },
        // the type is another one: does the value mean the same?
        // { convert: "/port", type: { from: "string", to: "integer" } },
        // the unit is another one, and confman cannot convert it: give values instead
        // { convert: "/speed", unit: { from: "furlongs", to: "km/h" } },
        { convert: "/timeout", unit: { from: "ms", to: "s" } },
        // it may be there now, unless it had another name before
        // { add: "/colour", optional: true },
        // it has to be there now, and the schema has no default
        // { add: "/owner", value: null },
        { add: "/region", value: "eu" },
        { add: "/replicas", value: 2, lossy: true },
        { map: "/targets", steps: [{ add: "/weight", value: 1 }] },
        // it is gone: its value is lost, unless it moves elsewhere
        // { remove: "/color", lossy: true },
        // it is gone: its value is lost, unless it moves elsewhere
        // { remove: "/legacy", default: true },
      ],
    }
    "
  `);
  const { value, diagnostics } = readText(text);
  expect(diagnostics).toEqual([]);
  const data = { host: 'h', timeout: 1500, targets: [{ url: 'u' }], db: { user: 'x' }, replicas: 3 };
  expect(migrateData(data, value?.steps ?? []).value).toEqual({
    address: 'h',
    auth: { user: 'x' },
    db: {},
    region: 'eu',
    replicas: 3,
    targets: [{ uri: 'u', weight: 1 }],
    timeout: 1.5,
  });
});

it('nothing changed, nothing is to be done', async () =>
  expect(draftMigration(await changesOf(old, old))).toBe('{\n  steps: [],\n}\n'));

it('no name can break out of a comment or a string', async () => {
  const name = 'a\n\u2028*/ "x", \'~/';
  const text = draftMigration(
    await changesOf(
      { properties: { [name]: { type: 'string' } } },
      { required: [name, 'b'], properties: { [name]: { type: 'integer' }, b: { default: name } } },
    ),
  );
  const { value, diagnostics } = readText(text);
  expect(diagnostics).toEqual([]);
  expect(value?.steps).toHaveLength(1);
});
