import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import type { SchemaWorld } from '../model/schema-world.ts';
import type { Source } from '../model/source.ts';
import { toolVersion } from '../model/tool-version.ts';
import { createSchemaRegistry, type SchemaRegistry } from './registry.ts';

/** A registry compiles each meta-schema once, which takes longer than most schemas; it is left before it grows large. */
const SCHEMAS_PER_REGISTRY = 100;

/**
 * A schema that stands in no workspace, JSON Schema or schema tree, as a world. Its references reach itself and the meta-schemas
 * of the drafts. Undefined where it is not sound, which the diagnostics tell.
 *
 * @param name of its file in diagnostics
 */
export async function plainSchemaWorld(value: JsonValue, name = 'schema'): Promise<Outcome<SchemaWorld | undefined>> {
  const source = sourceOf(value, name);
  if (source === undefined) {
    return { value: undefined, diagnostics: [diagnostic('schema/too-complex', { reason: 'it nests too deep' })] };
  }
  plain = plain === undefined || plain.count >= SCHEMAS_PER_REGISTRY ? plainRegistry() : plain;
  const { registry } = plain;
  plain.count += 1;
  await registry.load();
  return registry.plainWorld(source, JSON.parse(source.text) as JsonValue);
}

let plain: { readonly registry: SchemaRegistry; count: number } | undefined;

function plainRegistry(): { readonly registry: SchemaRegistry; count: number } {
  const nothing = { document: () => ({ missing: true }) as const, versions: () => [], nearest: () => [], all: () => [] };
  return { registry: createSchemaRegistry({ ...nothing, idAt: () => undefined }, { toolVersion }), count: 0 };
}

function sourceOf(value: JsonValue, name: string): Source | undefined {
  try {
    return { path: name, format: 'json', text: JSON.stringify(value, null, 2) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
