import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepEqual, isArray, isObject, type JsonValue } from '../../../src/model/json.ts';
import { parsePointer } from '../../../src/model/pointer.ts';
import type { FlatRow } from '../../../src/schema-diff/flatten/flat-row.ts';
import { flattenSchema } from '../../../src/schema-diff/flatten/flatten-schema.ts';
import { dialects } from '../../../src/schema/dialects/dialects.ts';
import { schemaDocuments, values, type OracleDraft } from '../../schema/oracle/arbitrary-schema.ts';
import { worldOf } from './flattened.ts';

const RUNS = Number(process.env['FLATTEN_RUNS'] ?? 60);

describe('what a row says holds for every value that the schema accepts', () => {
  it.each(Object.keys(dialects) as OracleDraft[])('of %s', async (draft) => {
    await fc.assert(
      fc.asyncProperty(
        schemaDocuments(draft, dialects[draft].uri),
        fc.array(values, { minLength: 12, maxLength: 24 }),
        async (schema, samples) => {
          const world = await worldOf(schema);
          const { rows, cut } = flattenSchema(world);
          expect(cut).toBeUndefined();
          for (const sample of samples) {
            if (world.accepts(sample) === true)
              expect({ sample, wrong: rows.filter((row) => isWrong(row, rows, sample)) }).toEqual({ sample, wrong: [] });
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** Rows of branches say nothing of all values; patterns and other properties are left out. */
function isWrong(row: FlatRow, rows: readonly FlatRow[], sample: JsonValue): boolean {
  const segments = row.path === '' ? [] : row.path.split('/');
  const within = segments.map((_, i) => rows.find(({ path }) => path === segments.slice(0, i + 1).join('/')));
  if (within.some((each) => each === undefined || each.when.length > 0) || row.when.length > 0) return false;
  const found = valuesAt(sample, segments, rows, '');
  const parents = segments.length === 0 ? [] : valuesAt(sample, segments.slice(0, -1), rows, '');
  const name = parsePointer(`/${segments.at(-1) ?? ''}`)?.[0] ?? '';
  const isMissing = row.required && segments.length > 0 && parents.some((each) => isObject(each) && !Object.hasOwn(each, name));
  return isMissing || found.some((value) => !fits(row, value));
}

function valuesAt(value: JsonValue, [segment, ...rest]: readonly string[], rows: readonly FlatRow[], path: string): JsonValue[] {
  if (segment === undefined) return [value];
  const below = path === '' ? segment : `${path}/${segment}`;
  const placed = rows.filter(
    (row) => row.path.startsWith(path === '' ? 'Item[' : `${path}/Item[`) && /Item\[\d+\]$/.test(row.path),
  ).length;
  const next: JsonValue[] = [];
  if (isArray(value) && segment === 'Item') next.push(...value.slice(placed));
  else if (isArray(value) && /^Item\[\d+\]$/.test(segment)) next.push(...value.slice(Number(segment.slice(5, -1))).slice(0, 1));
  else if (isObject(value) && Object.hasOwn(value, segment)) next.push(value[segment] as JsonValue);
  return next.flatMap((each) => valuesAt(each, rest, rows, below));
}

function fits(row: FlatRow, value: JsonValue): boolean {
  const types = row.type.split(' | ');
  const isTyped = types.some((type) => type === 'any' || isOf(type, value));
  const isAllowed = row.allowedValues === undefined || row.allowedValues.some((each) => deepEqual(each, value));
  return isTyped && isAllowed && (types.length > 1 || isWithin(row, value));
}

function isOf(type: string, value: JsonValue): boolean {
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return isArray(value);
  return type === 'object' ? isObject(value) : typeof value === type;
}

function isWithin({ min, max, exclusiveMin, exclusiveMax, type }: FlatRow, value: JsonValue): boolean {
  if (type === 'any') return true;
  const size =
    typeof value === 'number' ? value : typeof value === 'string' ? [...value].length : Object.keys(value ?? {}).length;
  return (
    (min === undefined || (exclusiveMin ? size > min : size >= min)) &&
    (max === undefined || (exclusiveMax ? size < max : size <= max))
  );
}
