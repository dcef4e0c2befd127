import type { SchemaClass } from './schema-class.ts';
import { EVERY_TYPE, maskOfValue, STRING } from './type-mask.ts';

/** Deeper nesting of schemas over one value counts as anything. */
const MAX_DEPTH = 40;

/** The types that a schema may accept; an over-estimate. */
export function maskOf(schema: SchemaClass, depth = 0): number {
  if (schema.mask !== undefined) return schema.mask;
  if (depth > MAX_DEPTH) return EVERY_TYPE;
  let mask = EVERY_TYPE;
  const union = (schemas: readonly SchemaClass[]): number => schemas.reduce((sum, each) => sum | maskOf(each, depth + 1), 0);
  for (const { part } of schema.parts) {
    if (part.op === 'types') mask &= part.mask;
    else if (part.op === 'never') mask = 0;
    else if (part.op === 'secret') mask &= STRING;
    else if (part.op === 'enum') mask &= part.values.reduce<number>((sum, each) => sum | maskOfValue(each), 0);
    else if (part.op === 'schema') mask &= maskOf(part.schema, depth + 1);
    else if (part.op === 'not') mask &= ~typesAlone(part.schema);
    else if (part.op === 'any' || part.op === 'one') mask &= union(part.schemas);
  }
  schema.mask = mask;
  return mask;
}

/** The types that a schema accepts every value of; an under-estimate. */
function typesAlone({ parts }: SchemaClass): number {
  const [only] = parts;
  return parts.length === 1 && only?.part.op === 'types' ? only.part.mask : 0;
}
