import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { types, type TypeTree } from './type-tree.ts';

/** The type that has this one value. */
export function literalType(value: JsonValue): TypeTree {
  if (value === null) return types.null;
  if (isArray(value)) return { kind: 'tuple', items: value.map(literalType), required: value.length, rest: undefined };
  if (!isObject(value)) return { kind: 'literal', text: Object.is(value, -0) ? '0' : JSON.stringify(value) };
  const members = Object.keys(value).map((name) => {
    return { name, type: literalType(value[name] as JsonValue), optional: false, doc: [] };
  });
  return { kind: 'object', members, index: members.length === 0 ? [{ prefix: '', type: types.never }] : [] };
}
