import { isArray, isObject, member, type JsonObject, type JsonValue } from '../model/json.ts';
import type { SchemaNode } from '../model/schema-world.ts';
import { unreachable } from '../model/unreachable.ts';
import { arrayType } from './array-type.ts';
import { closedShape } from './closed-shape.ts';
import { allJsonTypes, jsonTypeOf, jsonTypes } from './json-types.ts';
import { literalType } from './literal-type.ts';
import { objectType } from './object-type.ts';
import { schemaKeys } from './schema-keys.ts';
import { intersectionOf, types, unionOf, type TypeTree } from './type-tree.ts';
import type { JsonType, TypeContext, Typing } from './typing.ts';

/** More values than a reader or a compiler has use for are told by their types. */
const MAX_VALUES = 1000;

/** The type of all values that a schema accepts, and of no more than TypeScript cannot help. */
export function schemaType(typing: Typing, node: SchemaNode, context: TypeContext): TypeTree {
  if (typeof node.schema === 'boolean') return node.schema ? types.unknown : types.never;
  const { schema, references, allOf, choices } = schemaKeys(typing.world, node);
  const own = jsonTypes(schema, context.within);
  const closed = own?.size === 1 && own.has('object') ? closedShape(typing, node, schema, context) : undefined;
  if (closed !== undefined) return closed;
  const within = { ...context, within: own };
  const inBranch = { filled: false, within: own };
  return intersectionOf([
    ownType(typing, node, schema, own, context),
    ...references.map((target) => (target === undefined ? types.unknown : typing.nameOf(target, context.filled))),
    ...allOf.map((part) => typing.typeOf(part, within)),
    ...choices.map((branches) => unionOf(branches.map((branch) => typing.typeOf(branch, inBranch)))),
  ]);
}

function ownType(
  typing: Typing,
  node: SchemaNode,
  schema: JsonObject,
  own: ReadonlySet<JsonType> | undefined,
  context: TypeContext,
): TypeTree {
  if (member(schema, 'x-confman-secret-ref') === true) return typing.secret();
  const values = valuesOf(node, schema);
  if (values !== undefined)
    return typeOfValues(
      typing,
      values.filter((value) => own?.has(jsonTypeOf(value)) !== false),
    );
  if (own === undefined) return types.unknown;
  if (own.size === allJsonTypes.length && !describesParts(schema)) return types.unknown;
  return unionOf(allJsonTypes.filter((type) => own.has(type)).map((type) => typeNamed(typing, node, schema, type, context)));
}

function describesParts(schema: JsonObject): boolean {
  return ['properties', 'required', 'items', 'prefixItems', 'additionalProperties', 'patternProperties'].some((each) =>
    Object.hasOwn(schema, each),
  );
}

function typeNamed(typing: Typing, node: SchemaNode, schema: JsonObject, type: JsonType, context: TypeContext): TypeTree {
  switch (type) {
    case 'object':
      return objectType(typing, node, schema, context);
    case 'array':
      return arrayType(typing, node, schema, context);
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return types[type];
    default:
      return unreachable(type);
  }
}

function valuesOf({ draft }: SchemaNode, schema: JsonObject): readonly JsonValue[] | undefined {
  const list = member(schema, 'enum');
  const constant = draft === 'draft-04' ? undefined : member(schema, 'const');
  return constant === undefined ? (isArray(list) ? list : undefined) : [constant];
}

function typeOfValues(typing: Typing, values: readonly JsonValue[]): TypeTree {
  if (values.length <= MAX_VALUES) return unionOf(values.map((value) => literalType(typing, value)));
  const simple = values.map((value) =>
    isArray(value) || isObject(value) ? types.unknown : types[jsonTypeOf(value) as 'string'],
  );
  return unionOf(simple);
}
