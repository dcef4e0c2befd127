/** A family with two versions, a migration between them, a schema that versions share, and two apps bound to the older version. */
export const evolvingShop: Readonly<Record<string, string>> = {
  'confman.json5': '{ secretSchemes: ["vault"] }',
  'configs/system/global.json5': '// For all.\n{\n  tls: true,\n  pool: 10, // enough\n  timeoutMs: 2000,\n}\n',
  'configs/apps/shop/cascade.json5':
    '{ instances: "apps/shop/{region}", schema: "schemas/shop/v1", layers: [{ id: "system/global", name: "Global" }, { id: "{app}", name: "Instance" }] }',
  'configs/apps/shop/eu/config.json5': '{ password: "vault://shop/eu", color: "red" }',
  'configs/apps/shop/us/config.json5': '{ password: "vault://shop/us", pool: 20, color: "blue" }',
  'schemas/shared/color.json': '{ "enum": ["red", "blue"] }',
  'schemas/shop/v1.json': schemaText({ pool: { type: 'integer', maximum: 100 }, timeoutMs: { type: 'integer' } }),
};

/** The next version: another name and unit, a lower bound, one more property. */
export const shopV2 = schemaText({
  pool: { type: 'integer', maximum: 15 },
  timeout: { type: 'integer' },
  retries: { type: 'integer', default: 3 },
});

/** One that keeps the bound. */
export const shopV2Wide = schemaText({
  pool: { type: 'integer', maximum: 100 },
  timeout: { type: 'integer' },
  retries: { type: 'integer', default: 3 },
});

export const shopMigration =
  '{ steps: [{ convert: "/timeoutMs", unit: { from: "ms", to: "s" } }, { rename: "/timeoutMs", to: "timeout" }] }';

export function schemaText(more: object): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      tls: { type: 'boolean' },
      password: { type: 'string', 'x-confman-secret-ref': true },
      color: { $ref: '../shared/color.json' },
      ...more,
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
