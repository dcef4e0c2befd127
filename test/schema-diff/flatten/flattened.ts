import type { JsonValue } from '../../../src/model/json.ts';
import type { SchemaWorld } from '../../../src/model/schema-world.ts';
import { plainSchemaWorld } from '../../../src/schema/plain-schema-world.ts';
import type { FlatRow, FlatSchema } from '../../../src/schema-diff/flatten/flat-row.ts';
import { flattenSchema, type FlattenOptions } from '../../../src/schema-diff/flatten/flatten-schema.ts';

export async function worldOf(schema: JsonValue): Promise<SchemaWorld> {
  const { value, diagnostics } = await plainSchemaWorld(schema);
  if (value === undefined) throw new Error(diagnostics.map(({ code, site }) => `${code} ${site?.pointer ?? ''}`).join('\n'));
  return value;
}

export async function flattened(schema: JsonValue, options?: FlattenOptions): Promise<FlatSchema> {
  return flattenSchema(await worldOf(schema), options);
}

type Said = Partial<{ -readonly [K in keyof FlatRow]: FlatRow[K] }>;

/** Rows without what they do not say, and without their places in the schema. */
export async function rowsOf(schema: JsonValue): Promise<Said[]> {
  const { rows } = await flattened(schema);
  return rows.map((row) => {
    const said = Object.entries(row).filter(([, value]) => value !== undefined && value !== false && !isEmpty(value));
    return Object.fromEntries(said.filter(([key]) => key !== 'schema'));
  });
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
