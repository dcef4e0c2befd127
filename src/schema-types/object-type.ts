import type { JsonObject } from '../model/json.ts';
import type { SchemaNode } from '../model/schema-world.ts';
import { memberOf, requiredNames } from './object-member.ts';
import { isEarly } from '../model/spoken-keywords.ts';
import { mapped } from './schema-keys.ts';
import {
  isKeyword,
  openObject,
  types,
  unionOf,
  type IndexSignature,
  type ObjectMember,
  type ObjectType,
  type TypeTree,
} from './type-tree.ts';
import type { TypeContext, Typing } from './typing.ts';

/** The objects that the keywords of one schema describe. */
export function objectType(typing: Typing, node: SchemaNode, schema: JsonObject, context: TypeContext): ObjectType {
  const rest = restOf(typing, node, schema, context);
  const named = mapped(typing.world, node, schema, 'properties');
  const required = requiredNames(schema);
  const members = [
    ...named.map(([name, child]) => memberOf(typing, name, child, required.has(name), context)),
    ...undeclared(named, required).map((name) => ({ name, type: rest.undeclared, optional: false, doc: [] })),
  ];
  const index = indexOf(rest, members);
  return members.length === 0 && index === openObject.index ? openObject : { kind: 'object', members, index };
}

function undeclared(named: readonly (readonly [string, SchemaNode])[], required: ReadonlySet<string>): string[] {
  const known = new Set(named.map(([name]) => name));
  return [...required].filter((name) => !known.has(name));
}

/** What the properties are that no keyword names. */
interface Rest {
  /** By pattern, as far as a pattern is the beginning of a name. */
  readonly patterns: readonly IndexSignature[];
  /** Beside those; undefined where there are none. */
  readonly additional: TypeTree | undefined;
  /** A name that is only required. */
  readonly undeclared: TypeTree;
}

function restOf(typing: Typing, node: SchemaNode, schema: JsonObject, { filled }: TypeContext): Rest {
  const typeAt = (child: SchemaNode): TypeTree => typing.typeOf(child, { filled, within: undefined });
  const patterns = mapped(typing.world, node, schema, 'patternProperties').map(([pattern, child]) => {
    return { prefix: beginningOf(pattern) ?? '', type: typeAt(child) };
  });
  const child = typing.world.child(node, [additionalKeyword(node, schema)]);
  const additional = child === undefined ? types.unknown : child.schema === false ? undefined : typeAt(child);
  const all = [...patterns.map(({ type }) => type), ...(additional === undefined ? [] : [additional])];
  return { patterns, additional, undeclared: unionOf(all) };
}

const applicators = ['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];

/** Where nothing else could have evaluated anything, `unevaluatedProperties` means the same. */
function additionalKeyword({ draft }: SchemaNode, schema: JsonObject): string {
  const isAlone = !isEarly(draft) && !applicators.some((keyword) => Object.hasOwn(schema, keyword));
  return isAlone && !Object.hasOwn(schema, 'additionalProperties') ? 'unevaluatedProperties' : 'additionalProperties';
}

/** `^x-`: the text that every name begins with that matches. */
function beginningOf(pattern: string): string | undefined {
  return /^\^([\w-]+)$/.exec(pattern)?.[1];
}

/**
 * TypeScript wants every known member to fit the type for other keys, which JSON Schema does not: that type is widened by
 * theirs, unless the keys can be told apart by how they begin.
 */
function indexOf({ patterns, additional }: Rest, members: readonly ObjectMember[]): readonly IndexSignature[] {
  if (additional !== undefined && isKeyword(additional, 'unknown')) return openObject.index;
  if (additional === undefined && patterns.length === 0) return members.length === 0 ? [{ prefix: '', type: types.never }] : [];
  if (additional === undefined && areApart(patterns, members)) return patterns;
  const known = members.flatMap(({ type, optional }) => (optional ? [type, types.undefined] : [type]));
  const type = unionOf([...(additional === undefined ? [] : [additional]), ...patterns.map((each) => each.type), ...known]);
  return isKeyword(type, 'unknown') ? openObject.index : [{ prefix: '', type }];
}

function areApart(patterns: readonly IndexSignature[], members: readonly ObjectMember[]): boolean {
  return patterns.every(({ prefix }, i) => {
    const others = [...patterns.filter((_, k) => k !== i).map((each) => each.prefix), ...members.map(({ name }) => name)];
    return prefix !== '' && !others.some((other) => other.startsWith(prefix));
  });
}
