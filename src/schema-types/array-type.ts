import { member, type JsonObject } from '../model/json.ts';
import type { SchemaNode } from '../model/schema-world.ts';
import { isEarly } from '../model/spoken-keywords.ts';
import { itemKeys } from './schema-keys.ts';
import { types, type TypeTree } from './type-tree.ts';
import type { TypeContext, Typing } from './typing.ts';

/** Longer tuples are arrays. */
const MAX_TUPLE = 64;
const MAX_REPEATED = 4;

const applicators = ['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'if', 'contains', 'dependentSchemas'];

/** The arrays that the keywords of one schema describe. */
export function arrayType(typing: Typing, node: SchemaNode, schema: JsonObject, { filled }: TypeContext): TypeTree {
  const { places, rest } = itemKeys(typing.world, node, schema);
  const typeAt = (child: SchemaNode): TypeTree => typing.typeOf(child, { filled, within: undefined });
  const [least, most] = [countOf(schema, 'minItems') ?? 0, countOf(schema, 'maxItems') ?? Infinity];
  const after = typeof rest === 'boolean' ? (rest && !isClosed(node, schema) ? types.unknown : undefined) : typeAt(rest);
  const items = places.slice(0, Math.min(most, MAX_TUPLE)).map(typeAt);
  if (places.length > MAX_TUPLE) return { kind: 'array', item: types.unknown };
  if (after === undefined || most <= items.length) return { kind: 'tuple', items, required: least, rest: undefined };
  if (items.length > 0) return { kind: 'tuple', items, required: least, rest: after };
  const repeated = Math.min(least, MAX_REPEATED);
  return repeated > 0 && isSimple(after)
    ? { kind: 'tuple', items: Array.from({ length: repeated }, () => after), required: repeated, rest: after }
    : { kind: 'array', item: after };
}

/** Where nothing else could have evaluated an item, `unevaluatedItems: false` means that there are no more. */
function isClosed({ draft }: SchemaNode, schema: JsonObject): boolean {
  return (
    !isEarly(draft) &&
    member(schema, 'unevaluatedItems') === false &&
    !applicators.some((keyword) => Object.hasOwn(schema, keyword))
  );
}

/** Short enough to be written out several times. */
function isSimple({ kind }: TypeTree): boolean {
  return kind === 'keyword' || kind === 'name' || kind === 'literal';
}

function countOf(schema: JsonObject, keyword: string): number | undefined {
  const count = member(schema, keyword);
  return typeof count === 'number' ? count : undefined;
}
