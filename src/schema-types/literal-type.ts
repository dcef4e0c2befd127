import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { textLiteral } from './text-literal.ts';
import type { Typing } from './typing.ts';
import { types, type TypeTree } from './type-tree.ts';

/** The type that has this one value; for what refers to a secret, the type of all such. */
export function literalType(typing: Typing, value: JsonValue): TypeTree {
  if (typeof value === 'string' && typing.world.checks.isSecret(value)) return typing.secret();
  if (value === null) return types.null;
  if (isArray(value))
    return { kind: 'tuple', items: value.map((each) => literalType(typing, each)), required: value.length, rest: undefined };
  if (typeof value === 'string') return { kind: 'literal', text: textLiteral(value) };
  if (!isObject(value)) return { kind: 'literal', text: Object.is(value, -0) ? '0' : JSON.stringify(value) };
  const members = Object.keys(value).map((name) => {
    return { name, type: literalType(typing, value[name] as JsonValue), optional: false, doc: [] };
  });
  return { kind: 'object', members, index: members.length === 0 ? [{ prefix: '', type: types.never }] : [] };
}
