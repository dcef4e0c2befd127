import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { bundleSchema, type BundleOptions } from '../../../src/schema/bundle/bundle-schema.ts';
import { createSchemaRegistry, type SchemaRegistry } from '../../../src/schema/registry.ts';
import { linkedSchema } from '../../../src/schema/schema-world.ts';
import { summary, type Schemas } from '../bind-schemas.ts';
import { MemoryLookup } from '../memory-lookup.ts';

/** The bundle of `schemas/x/v1` in a workspace that has only these; or what is wrong with it. */
export async function bundled(schemas: Schemas, options?: BundleOptions): Promise<JsonValue | string[]> {
  const registry = createSchemaRegistry(new MemoryLookup(schemas), { toolVersion: '1' });
  await registry.load();
  return bundleIn(registry, options);
}

/** The bundle of `schemas/x/v1` as a registry that has loaded knows it. */
export async function bundleIn(registry: SchemaRegistry, options?: BundleOptions): Promise<JsonValue | string[]> {
  const { value: world, diagnostics } = registry.world('schemas/x/v1' as DocumentId);
  if (world === undefined) return diagnostics.map(summary);
  const bundle = await bundleSchema(linkedSchema(world), options);
  return bundle.value?.schema ?? bundle.diagnostics.map(summary);
}
