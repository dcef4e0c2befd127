import { deepEqual, isArray, isObject, member, setMember, type JsonValue } from '../model/json.ts';
import { parsePointer, valueAt } from '../model/pointer.ts';

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** A JSON Pointer, and of `move` and `copy` another one. */
  readonly path: string;
  readonly from?: string;
  /** Of `add`, `replace` and `test`. */
  readonly value?: JsonValue;
}

/** The value after an operation; undefined where it does not apply, or its test fails. The input is not changed. */
export function applyOperation(root: JsonValue, { op, path, from, value }: PatchOperation): JsonValue | undefined {
  const tokens = parsePointer(path);
  const source = from === undefined ? undefined : parsePointer(from);
  if (tokens === undefined) return undefined;
  switch (op) {
    case 'test': {
      const found = valueAt(root, tokens);
      return found !== undefined && value !== undefined && deepEqual(found, value) ? root : undefined;
    }
    case 'remove':
      return removeAt(root, tokens);
    case 'add':
      return value === undefined ? undefined : addAt(root, tokens, value);
    case 'replace':
      return value === undefined || valueAt(root, tokens) === undefined ? undefined : replaceAt(root, tokens, value);
    default: {
      const moved = source && valueAt(root, source);
      if (source === undefined || moved === undefined) return undefined;
      const rest = op === 'copy' ? root : removeAt(root, source);
      return rest === undefined && source.length > 0 ? undefined : addAt(rest ?? null, tokens, moved);
    }
  }
}

type Change = (parent: JsonValue, token: string) => JsonValue | undefined;

/** Copies what lies on the way, and lets `change` make the last object or array anew. */
function changeAt(root: JsonValue, [token, ...rest]: readonly string[], change: Change): JsonValue | undefined {
  if (token === undefined) return undefined;
  if (rest.length === 0) return change(root, token);
  const child = isArray(root) || isObject(root) ? valueAt(root, [token]) : undefined;
  const changed = child === undefined ? undefined : changeAt(child, rest, change);
  return changed === undefined ? undefined : withChild(root, token, changed);
}

function withChild(parent: JsonValue, token: string, child: JsonValue): JsonValue | undefined {
  if (isArray(parent)) return parent.with(Number(token), child);
  if (!isObject(parent)) return undefined;
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(parent)) setMember(copy, key, parent[key] as JsonValue);
  setMember(copy, token, child);
  return copy;
}

function replaceAt(root: JsonValue, tokens: readonly string[], value: JsonValue): JsonValue | undefined {
  return tokens.length === 0 ? value : changeAt(root, tokens, (parent, token) => withChild(parent, token, value));
}

function addAt(root: JsonValue, tokens: readonly string[], value: JsonValue): JsonValue | undefined {
  if (tokens.length === 0) return value;
  return changeAt(root, tokens, (parent, token) => {
    if (!isArray(parent)) return withChild(parent, token, value);
    const index = token === '-' ? parent.length : /^(?:0|[1-9]\d{0,9})$/.test(token) ? Number(token) : Infinity;
    return index <= parent.length ? parent.toSpliced(index, 0, value) : undefined;
  });
}

function removeAt(root: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  return changeAt(root, tokens, (parent, token) => {
    if (valueAt(parent, [token]) === undefined) return undefined;
    if (isArray(parent)) return parent.toSpliced(Number(token), 1);
    if (!isObject(parent)) return undefined;
    const copy: Record<string, JsonValue> = {};
    for (const key of Object.keys(parent)) if (key !== token) setMember(copy, key, member(parent, key) as JsonValue);
    return copy;
  });
}
