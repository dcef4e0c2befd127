import { member, type JsonObject } from '../model/json.ts';
import type { SchemaNode } from '../model/schema-world.ts';
import { isEarly } from '../model/spoken-keywords.ts';
import { memberOf, requiredNames } from './object-member.ts';
import { mapped, schemaKeys } from './schema-keys.ts';
import { intersectionOf, types, type ObjectMember, type ObjectType } from './type-tree.ts';
import type { TypeContext, Typing } from './typing.ts';

const MAX_PARTS = 50;

/** With any of these it depends on the value what is evaluated, or everything is. */
const unclear = [
  'anyOf',
  'oneOf',
  'if',
  'not',
  'dependentSchemas',
  '$dynamicRef',
  '$recursiveRef',
  'patternProperties',
  'enum',
  'const',
];

/**
 * `unevaluatedProperties: false` over references and `allOf`: all properties that they name, and no others. Undefined where it is
 * something else.
 */
export function closedShape(typing: Typing, node: SchemaNode, schema: JsonObject, context: TypeContext): ObjectType | undefined {
  const isClosing =
    !isEarly(node.draft) &&
    member(schema, 'unevaluatedProperties') === false &&
    ['$ref', 'allOf'].some((each) => Object.hasOwn(schema, each));
  const parts = isClosing ? partsOf(typing, node) : undefined;
  if (parts === undefined) return undefined;
  const members = new Map<string, ObjectMember>();
  for (const part of parts)
    for (const each of membersOf(typing, part, context)) members.set(each.name, both(members.get(each.name), each));
  const index = members.size === 0 ? [{ prefix: '', type: types.never }] : [];
  return { kind: 'object', members: [...members.values()], index };
}

/** The schema and all that it applies, where all of them name properties and nothing more. */
function partsOf({ world }: Typing, node: SchemaNode): SchemaNode[] | undefined {
  const found = new Set([node]);
  for (const each of found) {
    const { schema, references, allOf } = schemaKeys(world, each);
    const isOpen = Object.hasOwn(schema, 'additionalProperties') && member(schema, 'additionalProperties') !== false;
    const evaluatesMore =
      each !== node && Object.hasOwn(schema, 'unevaluatedProperties') && member(schema, 'unevaluatedProperties') !== false;
    if (isOpen || evaluatesMore || typeof each.schema === 'boolean' || unclear.some((keyword) => Object.hasOwn(schema, keyword)))
      return undefined;
    for (const next of [...references, ...allOf]) if (next !== undefined) found.add(next);
    if (found.size > MAX_PARTS) return undefined;
  }
  return [...found];
}

function membersOf(typing: Typing, node: SchemaNode, context: TypeContext): ObjectMember[] {
  const { schema } = schemaKeys(typing.world, node);
  const required = requiredNames(schema);
  const named = mapped(typing.world, node, schema, 'properties');
  const known = new Set(named.map(([name]) => name));
  const others = [...required].filter((name) => !known.has(name));
  return [
    ...named.map(([name, child]) => memberOf(typing, name, child, required.has(name), context)),
    ...others.map((name) => ({ name, type: types.unknown, optional: false, doc: [] })),
  ];
}

function both(a: ObjectMember | undefined, b: ObjectMember): ObjectMember {
  if (a === undefined) return b;
  const doc = a.doc.length > 0 ? a.doc : b.doc;
  return { name: a.name, type: intersectionOf([a.type, b.type]), optional: a.optional && b.optional, doc };
}
