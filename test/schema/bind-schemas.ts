import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Site } from '../../src/model/source.ts';
import type { BoundSchema } from '../../src/schema/bound-schema.ts';
import { createSchemaRegistry, type BindOutcome } from '../../src/schema/registry.ts';
import type { SchemaOptions } from '../../src/schema/schema-options.ts';
import { fromConfig, MemoryLookup } from './memory-lookup.ts';

export type Schemas = Readonly<Record<string, JsonValue | 'broken'>>;

/** Binds one schema of a workspace that has only these. */
export async function bindSchemas(
  schemas: Schemas,
  reference = 'schemas/x/v1',
  from: Site = fromConfig,
  options: Partial<SchemaOptions> = {},
): Promise<BindOutcome> {
  const registry = createSchemaRegistry(new MemoryLookup(schemas), { toolVersion: '1', ...options });
  await registry.load();
  return registry.bind(reference, from);
}

/** The schema alone, which has to be sound. */
export async function bound(schema: JsonValue, others: Schemas = {}, options: Partial<SchemaOptions> = {}): Promise<BoundSchema> {
  const { value, diagnostics } = await bindSchemas({ 'schemas/x/v1': schema, ...others }, 'schemas/x/v1', fromConfig, options);
  if (value === undefined) throw new Error(diagnostics.map(summary).join('\n'));
  return value;
}

/** Code, file and pointer of what is wrong, without its words. */
export function summary({ code, site }: Diagnostic): string {
  return `${code} ${site?.source.path ?? ''}#${site?.pointer ?? ''}`;
}

export function problems({ diagnostics }: BindOutcome): string[] {
  return diagnostics.map(summary);
}

/** The verdict on a value, which both ways of judging must share: the fast one and the one that explains. */
export function accepts(schema: BoundSchema, data: JsonValue): boolean {
  const fast = schema.isValid(data);
  const explained = schema.findings(data, { anyEnvironment: true }).every((finding) => finding.severity !== 'error');
  if (fast !== explained) throw new Error(`fast says ${fast}, explained ${explained} of ${JSON.stringify(data)}`);
  return fast;
}

/** Code and place of each finding. */
export function findingsOn(schema: BoundSchema, data: JsonValue, environment?: string): string[] {
  return schema.findings(data, { environment }).map(({ code, pointer, at }) => `${code} ${pointer} ${at}`);
}
