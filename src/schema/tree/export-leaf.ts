import { isArray, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { bothBounds, consistent, type Bounds } from './export-bounds.ts';
import { isOfType } from './json-type.ts';
import type { LeafNode } from './schema-tree.ts';
import { ANY_SCALAR, treeFormat, treeFormats } from './tree-formats.ts';
import { hintsOf } from './tree-hints.ts';

type Lose = (keyword: string, reason: string) => void;

/** What a leaf is: the name of its format, undefined for any scalar, and the keywords that this name says. */
interface Kind {
  readonly format: string | undefined;
  readonly says: readonly string[];
}

/** A schema that is neither an object nor an array, as a leaf. */
export function exportLeaf(schema: JsonObject, lose: Lose): LeafNode {
  const types = typesOf(schema, lose);
  const { format, says } = kindOf(schema, types, lose);
  loseUnsaid(schema, says, lose);
  const bounded = format === undefined ? 'nothing' : (treeFormat(format)?.bounded ?? 'length');
  const bounds = boundsOf(schema, bounded, format, lose);
  loseOtherBounds(schema, bounded, lose);
  return { Type: 'Leaf', ...namedFormat(schema, format, bounds), ...bounds, ...allowedValues(schema, types, lose) };
}

/** Undefined where every type is accepted. */
function typesOf(schema: JsonObject, lose: Lose): readonly string[] | undefined {
  const type = member(schema, 'type');
  if (member(schema, 'x-confman-secret-ref') === true) return ['string'];
  if (!isArray(type)) return typeof type === 'string' ? [type] : undefined;
  const types = type.map(String);
  if (sameSet(types, ANY_SCALAR) || sameSet(types, ['object', 'array'])) return types;
  const [first = 'null', ...rest] = types.filter((each) => each !== 'null');
  if (rest.length > 0 || types.includes('null'))
    lose('type', `a leaf has one type; of ${types.join(', ')} the tree keeps ${first}`);
  return [first];
}

function kindOf(schema: JsonObject, types: readonly string[] | undefined, lose: Lose): Kind {
  if (types === undefined) return { format: isScalarChoice(schema) ? undefined : 'any', says: [] };
  if (types.length > 1) return { format: sameSet(types, ANY_SCALAR) ? undefined : 'json', says: [] };
  const [type = 'null'] = types;
  if (type === 'string') return textKind(schema);
  if (type === 'boolean' || type === 'number') return { format: type, says: [] };
  if (type !== 'integer') {
    lose('type', `a leaf of a tree cannot be ${type === 'null' ? 'null' : `an ${type}`}`);
    return { format: 'any', says: [] };
  }
  const { format } = schema;
  return format === 'int32' || format === 'int64' ? { format, says: ['format'] } : { format: 'int', says: [] };
}

/** Without a type, a choice of scalars says as much. */
function isScalarChoice(schema: JsonObject): boolean {
  const values = valuesOf(schema);
  return values !== undefined && values.length > 0 && values.every((each) => ANY_SCALAR.includes(typeof each));
}

function textKind(schema: JsonObject): Kind {
  const { format, contentEncoding } = schema;
  if (schema['x-confman-secret-ref'] === true) return { format: 'secret-ref', says: ['x-confman-secret-ref'] };
  if (contentEncoding === 'base64') return { format: 'binary', says: ['contentEncoding'] };
  if (typeof format !== 'string') return { format: 'string', says: [] };
  const known = treeFormat(format);
  const means = known === undefined ? format : known.schema['type'] === 'string' ? known.schema['format'] : undefined;
  return means === format ? { format, says: ['format'] } : { format: 'string', says: [] };
}

function loseUnsaid(schema: JsonObject, says: readonly string[], lose: Lose): void {
  for (const keyword of ['format', 'contentEncoding', 'x-confman-secret-ref']) {
    const value = member(schema, keyword);
    if (value !== undefined && value !== false && !says.includes(keyword))
      lose(keyword, 'the format of the leaf does not say it');
  }
}

function boundsOf(schema: JsonObject, bounded: 'number' | 'length' | 'nothing', format: string | undefined, lose: Lose): Bounds {
  if (bounded === 'nothing') return {};
  const loser = { lose: (_schema: JsonObject, keyword: string, reason: string) => lose(keyword, reason) };
  if (bounded === 'length') return bothBounds(loser, schema, 'minLength', 'maxLength');
  const isWhole = format !== undefined && treeFormat(format)?.schema['type'] === 'integer';
  const min = bound(schema, { inclusive: 'minimum', exclusive: 'exclusiveMinimum', next: 1, isWhole }, lose);
  const max = bound(schema, { inclusive: 'maximum', exclusive: 'exclusiveMaximum', next: -1, isWhole }, lose);
  return consistent(min, max, () =>
    lose(Object.hasOwn(schema, 'maximum') ? 'maximum' : 'exclusiveMaximum', 'it contradicts the least number'),
  );
}

interface Bound {
  readonly inclusive: string;
  readonly exclusive: string;
  readonly next: 1 | -1;
  readonly isWhole: boolean;
}

/** Between whole numbers a bound that is not reached has a neighbour that is. In draft-04 `exclusive` is a flag. */
function bound(schema: JsonObject, { inclusive, exclusive, next, isWhole }: Bound, lose: Lose): number | undefined {
  const reached = member(schema, inclusive);
  const open = member(schema, exclusive) === true ? reached : member(schema, exclusive);
  const narrower = next === 1 ? Math.max : Math.min;
  const limit = typeof reached === 'number' ? reached : undefined;
  if (typeof open !== 'number') return limit;
  const neighbour = (next === 1 ? Math.floor(open) : Math.ceil(open)) + next;
  if (!isWhole) lose(exclusive, 'the bounds of a tree are reached');
  return narrower(limit ?? -next * Infinity, isWhole ? neighbour : open);
}

const boundKeywords = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  length: ['minLength', 'maxLength'],
  nothing: [],
} as const;

function loseOtherBounds(schema: JsonObject, bounded: keyof typeof boundKeywords, lose: Lose): void {
  const kept: readonly string[] = boundKeywords[bounded];
  for (const keyword of Object.values(boundKeywords).flat()) {
    if (Object.hasOwn(schema, keyword) && !kept.includes(keyword)) lose(keyword, 'this leaf has no bounds of that kind');
  }
}

/** Without those that the type excludes: nothing is lost by that. */
function allowedValues(
  schema: JsonObject,
  types: readonly string[] | undefined,
  lose: Lose,
): { AllowedValues?: readonly JsonValue[] } {
  const values = valuesOf(schema);
  if (values === undefined) return {};
  const fitting = types === undefined ? values : values.filter((each) => types.some((type) => isOfType(type, each)));
  if (fitting.length > 0) return { AllowedValues: fitting };
  lose(Object.hasOwn(schema, 'enum') ? 'enum' : 'const', 'no value is left, and a tree has no node that accepts nothing');
  return {};
}

function valuesOf(schema: JsonObject): readonly JsonValue[] | undefined {
  const values = member(schema, 'enum');
  const constant = member(schema, 'const');
  if (isArray(values)) return values;
  return constant === undefined ? undefined : [constant];
}

/** As it was written where the schema came from a tree, and the format is still the same. */
function namedFormat(schema: JsonObject, format: string | undefined, bounds: Bounds): { Format?: string } {
  const { format: written } = hintsOf(schema);
  if (written === null && format === 'number' && Object.keys(bounds).length > 0) return {};
  if (typeof written === 'string' && format !== undefined && treeFormat(written) === treeFormats.get(format))
    return { Format: written };
  return format === undefined ? {} : { Format: format };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
