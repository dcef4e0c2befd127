import type { JsonValue } from '../../src/model/json.ts';
import type { SchemaWorld } from '../../src/model/schema-world.ts';
import { plainSchemaWorld } from '../../src/schema/plain-schema-world.ts';
import { writeTypes, type TypesInput } from '../../src/schema-types/write-types.ts';

export async function worldOf(schema: JsonValue, name = 'root'): Promise<SchemaWorld> {
  const { value, diagnostics } = await plainSchemaWorld(schema, name);
  if (value === undefined) throw new Error(diagnostics.map(({ code, site }) => `${code} ${site?.pointer ?? ''}`).join('\n'));
  return value;
}

/** A module in which the type of the whole is called `Root`. */
export async function typed(schema: JsonValue, input: Partial<TypesInput> = {}): Promise<string> {
  const world = await worldOf(schema);
  const { text } = writeTypes({
    worlds: [['root', world]],
    apps: [],
    secretSchemes: ['keyvault', 'vault', 'env'],
    fillsDefaults: true,
    ...input,
  });
  return text;
}

/** The module with values: those of the first list have the type, those of the second have not. */
export function withSamples(module: string, fits: readonly JsonValue[], others: readonly JsonValue[] = []): string {
  const good = fits.map((value, i) => `export const good${i}: Root = ${literal(value)};`);
  const bad = others.map((value, i) => `// @ts-expect-error\nexport const bad${i}: Root = ${literal(value)};`);
  return [module, ...good, ...bad, ''].join('\n');
}

export function literal(value: JsonValue): string {
  return JSON.stringify(value);
}
