import { expect } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import type { SchemaWorld } from '../../src/model/schema-world.ts';
import type { Change } from '../../src/schema-diff/change.ts';
import { compareSchemas, type CompareOptions } from '../../src/schema-diff/compare-schemas.ts';
import type { Comparison } from '../../src/schema-diff/comparison.ts';
import { plainSchemaWorld } from '../../src/schema/plain-schema-world.ts';

export async function worldOf(schema: JsonValue, name = 'schema'): Promise<SchemaWorld> {
  const { value, diagnostics } = await plainSchemaWorld(schema, name);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value as SchemaWorld;
}

export async function compare(old: JsonValue, now: JsonValue, options: CompareOptions = {}): Promise<Comparison> {
  return compareSchemas(await worldOf(old, 'old'), await worldOf(now, 'new'), options);
}

const signs = { safe: '+', breaks: '-', unknown: '?' } as const;

export function signsOf({ backward, forward }: Pick<Change, 'backward' | 'forward'>): string {
  return signs[backward] + signs[forward];
}

/** `rule path signs level`, in the order in which they are given. */
export function linesOf({ changes }: Comparison): string[] {
  return changes.map((change) => `${change.rule} ${change.path} ${signsOf(change)} ${change.level}`);
}
